import type { SimulatorClient } from '../../../engines/simulator/client.ts';
import type { SimulationResult } from '../../../engines/simulator/result.ts';
import type { ViewRun } from '../view-run.ts';
import { kingmanOf } from './kingman.ts';
import type { LoadResult, SweptLoad } from './load-chart.ts';
import { planLoad } from './raise-load.ts';

/** Replications at each load: with five, Student's t is 2.8 and an interval means something. */
export const loadReplications = 5;

interface SweepOptions {
  readonly client: Pick<SimulatorClient, 'run'>;
  readonly signal: AbortSignal;
  /** Called after every load with what there is so far, and the share that is done. */
  readonly onPoint: (swept: SweptLoad, share: number) => void;
}

/** Simulates a deployment at rising loads, from its own seed, on the client's workers. Rejects with `AbortError` when cancelled. */
export async function sweepLoad(
  { label, scenario, curves }: ViewRun,
  { client, signal, onPoint }: SweepOptions,
): Promise<void> {
  const plan = planLoad(scenario, curves);
  const results: LoadResult[] = [];
  const kingman = kingmanOf(scenario, curves);
  for (const point of plan.points) {
    const alone: SimulationResult[] = [];
    const result = await client.run(point.scenario, {
      curves,
      replications: loadReplications,
      signal,
      onReplication: (replication, one) => {
        alone[replication] = one;
      },
    });
    results.push({ ratePerSecond: point.ratePerSecond, result, alone });
    onPoint({ ...plan, label, kingman, results: [...results] }, results.length / plan.points.length);
  }
}
