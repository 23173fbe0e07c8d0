/**
 * Counts over the last `buckets` pieces of `bucketSeconds`, the present piece included: what was counted in an older piece is forgotten as a whole
 * (HystrixRollingNumber; resilience4j, SlidingTimeWindowMetrics). Costs the same whatever was counted.
 */
export class RollingCounts {
  /** By counter: the sum over the window, as of the last `advance`. */
  readonly totals: Float64Array;
  readonly #bucketSeconds: number;
  readonly #buckets: number;
  readonly #counters: number;
  /** The counters of bucket i from i · counters on. */
  readonly #counts: Float64Array;
  /** Number of the present piece since time 0. */
  #present = 0;

  constructor(windowSeconds: number, buckets: number, counters: number) {
    this.#bucketSeconds = windowSeconds / buckets;
    this.#buckets = buckets;
    this.#counters = counters;
    this.#counts = new Float64Array(buckets * counters);
    this.totals = new Float64Array(counters);
  }

  /** Forgets what is too old at `now`; times never decrease. */
  advance(now: number): void {
    // A moment that is a whole multiple of the piece on paper must not fall just below it.
    const piece = Math.floor(now / this.#bucketSeconds + 1e-9);
    if (piece === this.#present) return;
    const gone = Math.min(piece - this.#present, this.#buckets);
    for (let i = 1; i <= gone; i++) this.#clear((this.#present + i) % this.#buckets);
    this.#present = piece;
  }

  add(counter: number): void {
    this.#counts[(this.#present % this.#buckets) * this.#counters + counter]!++;
    this.totals[counter]!++;
  }

  reset(): void {
    this.#counts.fill(0);
    this.totals.fill(0);
  }

  #clear(bucket: number): void {
    for (let counter = 0; counter < this.#counters; counter++) {
      const place = bucket * this.#counters + counter;
      this.totals[counter]! -= this.#counts[place]!;
      this.#counts[place] = 0;
    }
  }
}
