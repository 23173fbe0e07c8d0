/** Digits that Knative keeps of an average, cut off below; so 7.0000000001 does not ask for another replica. */
const PRECISION = 1e6;

/**
 * Averages of the last so many one-second buckets, as TimedFloat64Buckets in knative/serving pkg/autoscaler/aggregation/bucketing.go: the sum over
 * the window divided by the buckets since the first write, at most the window. A second that was not written counts as 0.
 */
export class SecondBuckets {
  readonly #values: Float64Array;
  #firstWrite = Number.NaN;
  #lastWrite = Number.NaN;

  /** `window` is a whole number of seconds, at least 1. */
  constructor(window: number) {
    this.#values = new Float64Array(window);
  }

  /** Writes the value of the second that `now` lies in; written again, the later value counts. */
  record(now: number, value: number): void {
    const window = this.#values.length;
    const second = Math.floor(now);
    if (!(second - this.#lastWrite < window)) {
      this.#values.fill(0);
      this.#firstWrite = second;
    } else {
      for (let skipped = this.#lastWrite + 1; skipped < second; skipped++) this.#values[skipped % window] = 0;
    }
    this.#lastWrite = second;
    this.#values[second % window] = value;
  }

  /** True when nothing was written during the whole window: there is nothing to decide on. */
  isEmpty(now: number): boolean {
    return !(Math.floor(now) - this.#lastWrite <= this.#values.length);
  }

  average(now: number): number {
    const window = this.#values.length;
    const stale = Math.floor(now) - this.#lastWrite;
    if (!(stale < window)) return 0;
    const written = Math.min(this.#lastWrite - this.#firstWrite + 1, window - stale);
    let sum = 0;
    for (let i = 0; i < written; i++) sum += this.#values[(this.#lastWrite - i) % window]!;
    return Math.floor((sum / written) * PRECISION) / PRECISION;
  }
}
