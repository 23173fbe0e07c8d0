import type { Comparison } from './compare-runs.ts';
import type { RunFigures } from './figures.ts';

/** One figure of a prediction beside the same of the runs; `error` is null where there is none, and absent where a relative error says nothing. */
export interface ComparedFigure {
  readonly label: string;
  readonly unit: 'seconds' | 'number' | 'share' | 'count';
  readonly predicted: number | null;
  readonly observed: number | null;
  readonly error?: number | null;
}

const figures: readonly (readonly [
  label: string,
  unit: ComparedFigure['unit'],
  key: keyof RunFigures,
  error?: keyof Comparison['errors'],
])[] = [
  ['Mean latency', 'seconds', 'meanSeconds', 'mean'],
  ['Median', 'seconds', 'p50Seconds', 'p50'],
  ['95th percentile', 'seconds', 'p95Seconds', 'p95'],
  ['99th percentile', 'seconds', 'p99Seconds', 'p99'],
  ['Requests in a batch', 'number', 'meanBatchSize', 'batchSize'],
  ['Answered per second', 'number', 'throughputPerSecond', 'throughput'],
  ['Utilisation', 'share', 'utilisation', 'utilisation'],
  ['Answered', 'count', 'answered'],
  ['Rejected', 'count', 'rejected'],
];

/** The figures that a page and a terminal show of a comparison, in their order. Counts have no error: a few requests more or less say nothing. */
export function comparedFigures({ predicted, observed, errors }: Comparison): ComparedFigure[] {
  return figures.map(([label, unit, key, error]) => ({
    label,
    unit,
    predicted: predicted[key],
    observed: observed[key],
    ...(error && { error: errors[error] }),
  }));
}
