/**
 * An open loop: requests are due at their times whatever the server does. One that waits for answers before it sends the next would spare a slow server
 * exactly the requests that would have waited longest (coordinated omission; Tene, "How NOT to Measure Latency", 2015).
 */
export class OpenLoop {
  readonly #arrivalSeconds: Float64Array;
  #sent = 0;

  /** `arrivalSeconds` in rising order. */
  constructor(arrivalSeconds: Float64Array) {
    this.#arrivalSeconds = arrivalSeconds;
  }

  /** When the next request is due; Infinity after the last. */
  get nextAt(): number {
    return this.#sent < this.#arrivalSeconds.length ? this.#arrivalSeconds[this.#sent]! : Infinity;
  }

  /** The next request that is due by `now`, −1 when none is. */
  take(now: number): number {
    return this.nextAt <= now ? this.#sent++ : -1;
  }
}
