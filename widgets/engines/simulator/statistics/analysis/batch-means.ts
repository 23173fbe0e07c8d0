import { type MeanInterval, meanInterval } from './mean-interval.ts';

/** Batches of the method, at least: fewer give an interval that is itself too uncertain (Schmeiser 1982: 10 to 30 batches). */
export const LEAST_BATCHES = 20;

export interface BatchMeans {
  readonly interval: MeanInterval;
  readonly batchMeans: readonly number[];
  readonly batchSize: number;
  /** Correlation of neighbouring batch means. Over 0.2 or so the batches are too short and the interval too narrow. */
  readonly lag1Correlation: number;
  /** True when the correlation could be chance: below 1.96 / √batches, the 95 % point for independent batches. */
  readonly isIndependent: boolean;
}

/**
 * The mean of one long run with an interval, from the means of equal batches of neighbouring observations (Law and Kelton, 3rd edition, 9.5.3). A rest that
 * fills no batch is left out at the start, where it disturbs least. Null when there is not one observation per batch.
 */
export function batchMeans(values: ArrayLike<number>, batches = LEAST_BATCHES): BatchMeans | null {
  if (!Number.isInteger(batches) || batches < LEAST_BATCHES) {
    throw new RangeError(`Batch means need at least ${LEAST_BATCHES} batches, not ${batches}.`);
  }
  const batchSize = Math.floor(values.length / batches);
  if (batchSize === 0) return null;
  const first = values.length - batchSize * batches;
  const means = Array.from({ length: batches }, (_, batch) => {
    let sum = 0;
    for (let i = 0; i < batchSize; i++) sum += values[first + batch * batchSize + i]!;
    return sum / batchSize;
  });
  const interval = meanInterval(means)!;
  const lag1Correlation = lag1Of(means, interval.mean);
  const isIndependent = lag1Correlation < 1.96 / Math.sqrt(batches);
  return { interval, batchMeans: means, batchSize, lag1Correlation, isIndependent };
}

/** Correlation of neighbours; 0 for constant values. */
function lag1Of(values: readonly number[], mean: number): number {
  let products = 0;
  let squares = 0;
  values.forEach((value, i) => {
    squares += (value - mean) * (value - mean);
    if (i > 0) products += (value - mean) * (values[i - 1]! - mean);
  });
  return squares === 0 ? 0 : products / squares;
}
