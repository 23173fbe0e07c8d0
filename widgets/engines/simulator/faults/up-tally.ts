/** How long how many units of a component were up, after the warm-up. */
export class UpTally {
  readonly units: number;
  /** Seconds by number of units up. */
  readonly secondsAt: Float64Array;
  /** Outages of units that began after the warm-up. */
  outages = 0;
  #up: number;
  #since: number;
  readonly #warmUpSeconds: number;

  constructor(units: number, warmUpSeconds: number) {
    this.units = units;
    this.secondsAt = new Float64Array(units + 1);
    this.#up = units;
    this.#since = warmUpSeconds;
    this.#warmUpSeconds = warmUpSeconds;
  }

  change(now: number, by: 1 | -1): void {
    this.advance(now);
    this.#up += by;
    if (by < 0 && now >= this.#warmUpSeconds) this.outages++;
  }

  advance(now: number): void {
    if (now <= this.#since) return;
    this.secondsAt[this.#up]! += now - this.#since;
    this.#since = now;
  }
}
