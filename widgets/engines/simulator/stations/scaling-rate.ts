/** Rounding that the bucket forgives, in tokens: sums of refills miss a whole number by a few units in the last place. */
const TOLERANCE = 1e-6;

/**
 * How fast instances may be added: a bucket that starts full, holds `burst` and gains `ratePerSecond`, so that by time t at most burst + rate · t
 * were added, and what is not used beyond the bucket is lost (AWS Lambda developer guide, scaling behaviour: 1,000 per 10 s, refilled continuously).
 */
export class ScalingRate {
  readonly #burst: number;
  readonly #ratePerSecond: number;
  #tokens: number;
  #filledAt = 0;

  constructor(burst: number, ratePerSecond: number) {
    this.#burst = burst;
    this.#ratePerSecond = ratePerSecond;
    this.#tokens = burst;
  }

  /** True when one more may be added at `now`, which it then counts as. Time never goes back. */
  take(now: number): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#ratePerSecond);
    this.#filledAt = now;
    if (this.#tokens < 1 - TOLERANCE) return false;
    this.#tokens -= 1;
    return true;
  }
}
