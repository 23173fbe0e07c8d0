import { countedLatencies, sortedQuantile } from './figures.ts';
import type { PlannedRun } from './compare-runs.ts';

/** What curves are drawn from. */
export interface Distribution {
  /** Latencies in seconds at rising probabilities; empty where nothing was answered. */
  readonly quantiles: readonly { readonly probability: number; readonly seconds: number }[];
  /** [requests in a batch, batches of that size], in rising order of size. */
  readonly batchSizes: readonly (readonly [number, number])[];
}

/**
 * Of a real run, at the given probabilities; only where at least `LEAST_BEYOND` requests were slower does a quantile say something about the run, so the tail
 * ends there. Batches that started before the end of the warm-up are left out, as in the figures.
 */
export function observedDistribution({ plan, record }: PlannedRun, probabilities: readonly number[]): Distribution {
  const sorted = Float64Array.from(countedLatencies(plan, record)).sort();
  const counts = new Map<number, number>();
  record.batchStartedSeconds.forEach((started, batch) => {
    if (started < plan.warmUpSeconds || started > plan.durationSeconds) return;
    const size = record.batchSizes[batch]!;
    counts.set(size, (counts.get(size) ?? 0) + 1);
  });
  return {
    quantiles: probabilities.flatMap((probability) => {
      const seconds = sortedQuantile(sorted, probability);
      return seconds === null || (1 - probability) * sorted.length < LEAST_BEYOND ? [] : [{ probability, seconds }];
    }),
    batchSizes: [...counts].sort(([a], [b]) => a - b),
  };
}

/** Requests beyond a quantile, below which it is the luck of a few. */
const LEAST_BEYOND = 1;
