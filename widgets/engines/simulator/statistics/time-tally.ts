import { Histogram } from './histogram.ts';

/** Batches of the batch-means method, of equal length in time (at least 20: serving semantics, section 0). */
export const BATCH_COUNT = 20;

/** Observations in seconds, one per request: their sum, largest, histogram, and their sums by batch of time for a run without replications. */
export class TimeTally {
  sum = 0;
  max = 0;
  readonly histogram = new Histogram();
  readonly batchSums = new Float64Array(BATCH_COUNT);
  readonly batchCounts = new Float64Array(BATCH_COUNT);
  readonly #startSeconds: number;
  readonly #batchesPerSecond: number;

  /** Observes the time from `startSeconds` (the end of the warm-up) to `endSeconds`. */
  constructor(startSeconds: number, endSeconds: number) {
    this.#startSeconds = startSeconds;
    this.#batchesPerSecond = BATCH_COUNT / (endSeconds - startSeconds);
  }

  get count(): number {
    return this.histogram.count;
  }

  /** Adds `value`, the time of a request that arrived at `arrivedAt`. */
  add(value: number, arrivedAt: number): void {
    this.sum += value;
    if (value > this.max) this.max = value;
    this.histogram.add(value);
    const batch = Math.min(BATCH_COUNT - 1, Math.floor((arrivedAt - this.#startSeconds) * this.#batchesPerSecond));
    this.batchSums[batch]! += value;
    this.batchCounts[batch]!++;
  }
}
