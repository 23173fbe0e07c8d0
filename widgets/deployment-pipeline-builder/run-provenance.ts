import type { Provenance } from '../kit/provenance.ts';
import type { PipelineRun } from './pipeline-machine.ts';
import { curveProvenance } from './service-curve-source.ts';

/** Where a run's numbers come from: the simulation, the service curve it drew from if it did, and the prices behind its costs. */
export function runProvenance({ scenario, curve, result }: PipelineRun): Provenance[] {
  const provenances: Provenance[] = [
    {
      kind: 'simulated',
      seed: result.seed,
      replications: result.replications,
      durationSeconds: scenario.run.durationSeconds,
    },
  ];
  const drawsFromCurve = scenario.components.some(
    (component) => 'serviceTime' in component && component.serviceTime.distribution === 'measured',
  );
  if (curve && drawsFromCurve) provenances.push(curveProvenance(curve));
  const [price] = result.cost.prices;
  if (price) {
    const source = `costs at list prices: ${[...new Set(result.cost.prices.map(({ name }) => name))].join(', ')}; ${price.source}`;
    provenances.push({ kind: 'assumed', source, date: price.date });
  }
  return provenances;
}
