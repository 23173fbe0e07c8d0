/**
 * Counts over the last `size` calls (resilience4j, FixedSizeSlidingWindowMetrics). Counter 0 counts calls; the others are marks of the call that was
 * counted last. Has the shape of `RollingCounts`.
 */
export class LastCalls {
  readonly totals: Float64Array;
  /** By place in the ring: one bit for each counter. */
  readonly #marks: Uint8Array;
  #place = 0;

  constructor(size: number, counters: number) {
    this.#marks = new Uint8Array(size);
    this.totals = new Float64Array(counters);
    this.#place = size - 1;
  }

  /** Calls grow old by the next call, not by time. */
  advance(_now: number): void {}

  /** Counter 0 opens the place of a new call and drops the oldest; the others mark it. */
  add(counter: number): void {
    if (counter === 0) {
      this.#place = (this.#place + 1) % this.#marks.length;
      const oldest = this.#marks[this.#place]!;
      for (let i = 0; i < this.totals.length; i++) if ((oldest & (1 << i)) !== 0) this.totals[i]!--;
      this.#marks[this.#place] = 0;
    }
    this.#marks[this.#place]! |= 1 << counter;
    this.totals[counter]!++;
  }

  reset(): void {
    this.#marks.fill(0);
    this.totals.fill(0);
    this.#place = this.#marks.length - 1;
  }
}
