import { meanInterval } from '../statistics/analysis/mean-interval.ts';
import { countedLatencies, meanOf, observedFigures, type RunFigures, relativeError } from './figures.ts';
import type { Prediction } from './predict.ts';
import type { RealPlan } from './real-plan.ts';
import type { RunRecord } from './run-record.ts';

/** A real run with the plan that it followed. */
export interface PlannedRun {
  readonly plan: RealPlan;
  readonly record: RunRecord;
}

/** A prediction held against the runs that it was made for. Errors are predicted / observed − 1; null where nothing was observed. */
export interface Comparison {
  readonly predicted: RunFigures;
  readonly observed: RunFigures;
  readonly errors: {
    readonly mean: number | null;
    readonly p50: number | null;
    readonly p95: number | null;
    readonly p99: number | null;
    readonly utilisation: number | null;
    readonly throughput: number | null;
    readonly batchSize: number | null;
  };
  /** 95 % interval of the error of the mean, from the errors of single replications; null for fewer than two. */
  readonly meanErrorInterval95: readonly [number, number] | null;
}

/** The runs are those of replications 0, 1, … of the prediction. */
export function compareRuns({ figures, meanSecondsOfEach }: Prediction, runs: readonly PlannedRun[]): Comparison {
  const observed = observedFigures(runs);
  const error = (key: keyof RunFigures) => relativeError(figures[key], observed[key]);
  const errorOfEach = runs.flatMap(({ plan, record }, replication) => {
    const mean = meanOf(countedLatencies(plan, record));
    return relativeError(meanSecondsOfEach[replication] ?? null, mean) ?? [];
  });
  const interval = meanInterval(errorOfEach);
  const half = interval?.halfWidth ?? null;
  return {
    predicted: figures,
    observed,
    errors: {
      mean: error('meanSeconds'),
      p50: error('p50Seconds'),
      p95: error('p95Seconds'),
      p99: error('p99Seconds'),
      utilisation: error('utilisation'),
      throughput: error('throughputPerSecond'),
      batchSize: error('meanBatchSize'),
    },
    meanErrorInterval95: half === null ? null : [interval!.mean - half, interval!.mean + half],
  };
}
