import { Histogram, type HistogramPart } from './histogram.ts';

/** Batches of the batch-means method, of equal length in time (Schmeiser 1982: 10 to 30). */
export const BATCH_COUNT = 20;
/** Values that are kept before they are sorted into the histogram: a short loop over many is faster than one at a time among other work. */
const BUFFER = 128;

/** A tally as plain data. */
export interface TallyPart {
  readonly sum: number;
  readonly max: number;
  readonly histogram: HistogramPart;
  readonly batchSums: readonly number[];
  readonly batchCounts: readonly number[];
}

/** Observations in seconds, one per request: their sum, largest, histogram, and their sums by batch of time for a run without replications. */
export class TimeTally {
  readonly #histogram = new Histogram();
  readonly #buffer = new Float64Array(BUFFER);
  readonly #words = new Uint32Array(this.#buffer.buffer);
  #buffered = 0;
  /** Times of 0 since the last flush: nobody waited. They are only counted. */
  #zeros = 0;
  #max = 0;
  readonly #batchSums = new Float64Array(BATCH_COUNT);
  readonly #batchCounts = new Float64Array(BATCH_COUNT);
  #batch = 0;
  /** Start of the next batch; Infinity within the last one. */
  #batchEndsAt = 0;
  readonly #startSeconds: number = 0;
  readonly #batchSeconds: number = 0;

  /** Observes the time from `startSeconds` (the end of the warm-up) to `endSeconds`. */
  constructor(startSeconds: number, endSeconds: number) {
    this.#startSeconds = startSeconds;
    this.#batchSeconds = (endSeconds - startSeconds) / BATCH_COUNT;
    this.#batchEndsAt = startSeconds + this.#batchSeconds;
  }

  get count(): number {
    return this.#histogram.count + this.#buffered + this.#zeros;
  }

  get sum(): number {
    this.flush();
    return this.#batchSums.reduce((total, sum) => total + sum, 0);
  }

  get max(): number {
    this.flush();
    return this.#max;
  }

  get histogram(): Histogram {
    this.flush();
    return this.#histogram;
  }

  /**
   * Adds `value`, the time of a request that arrived at `arrivedAt`. A batch ends with the first request that arrived after its end; one that was
   * overtaken by that request counts in the next batch.
   */
  add(value: number, arrivedAt: number): void {
    if (arrivedAt >= this.#batchEndsAt) this.#enterBatch(arrivedAt);
    this.#buffer[this.#buffered++] = value;
    if (this.#buffered === BUFFER) this.flush();
  }

  /** Adds the time 0 of a request that arrived at `arrivedAt`. */
  addZero(arrivedAt: number): void {
    if (arrivedAt >= this.#batchEndsAt) this.#enterBatch(arrivedAt);
    this.#zeros++;
  }

  /** Sorts what is buffered into the histogram. Changes no number that anybody can see. */
  flush(): void {
    const count = this.#buffered;
    const buffer = this.#buffer;
    let max = this.#max;
    let sum = this.#batchSums[this.#batch]!;
    for (let i = 0; i < count; i++) {
      const value = buffer[i]!;
      sum += value;
      if (value > max) max = value;
    }
    this.#max = max;
    this.#batchSums[this.#batch] = sum;
    this.#batchCounts[this.#batch] = this.#batchCounts[this.#batch]! + count + this.#zeros;
    this.#histogram.addAll(buffer, this.#words, count);
    if (this.#zeros > 0) this.#histogram.addZeros(this.#zeros);
    this.#buffered = 0;
    this.#zeros = 0;
  }

  serialise(): TallyPart {
    this.flush();
    return {
      sum: this.sum,
      max: this.#max,
      histogram: this.#histogram.serialise(),
      batchSums: [...this.#batchSums],
      batchCounts: [...this.#batchCounts],
    };
  }

  #enterBatch(arrivedAt: number): void {
    this.flush();
    const batch = Math.min(BATCH_COUNT - 1, Math.floor((arrivedAt - this.#startSeconds) / this.#batchSeconds));
    this.#batch = Math.max(batch, this.#batch);
    this.#batchEndsAt =
      this.#batch === BATCH_COUNT - 1 ? Infinity : this.#startSeconds + (this.#batch + 1) * this.#batchSeconds;
  }
}
