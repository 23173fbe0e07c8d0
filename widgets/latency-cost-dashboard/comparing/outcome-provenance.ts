import type { Provenance } from '../../kit/provenance.ts';
import { curveProvenance } from '../../kit/curve-provenance.ts';
import { figureInWords, figureOf } from './figure.ts';
import { mainMeasures } from './measures.ts';
import type { Simulated } from './outcome.ts';

/** Where the figures of an outcome come from, with the interval of its 95th percentile. */
export function simulationProvenance(outcome: Simulated): Provenance {
  const { result, alternative } = outcome;
  const [p95] = mainMeasures;
  const figure = figureOf(p95, outcome);
  return {
    kind: 'simulated',
    seed: result.seed,
    replications: result.replications,
    durationSeconds: alternative.scenario.run.durationSeconds,
    ...(figure.halfWidth === null
      ? {}
      : { interval: `95th percentile ${figureInWords(p95, figure)}, half the 95 % interval over the replications.` }),
  };
}

/** What simulations were fed with: the service curves that they drew from, each once, and the prices behind their costs. */
export function inputsProvenance(outcomes: readonly Simulated[]): Provenance[] {
  const curves = outcomes.flatMap(({ alternative }) => Object.values(alternative.curves).map(curveProvenance));
  const prices = outcomes.flatMap(({ result }) => result.cost.prices);
  const different = [...new Map(curves.map((one) => [JSON.stringify(one), one])).values()];
  if (prices.length === 0) return different;
  const list = (words: readonly string[]) => [...new Set(words)].join(', ');
  const source = `prices of ${list(prices.map(({ name }) => name))}; ${list(prices.map((price) => price.source))}`;
  return [...different, { kind: 'assumed', source, date: list(prices.map(({ date }) => date)) }];
}
