const SECONDS_PER_HOUR = 3600;
const HOURS_PER_DAY = 24;

/** Worker-seconds after the warm-up by the hour of the day in which they fell; time 0 is midnight. */
export class BusyHours {
  readonly #seconds = new Float64Array(HOURS_PER_DAY);
  readonly #warmUpSeconds: number;
  #busy = 0;
  #since = 0;

  constructor(warmUpSeconds: number) {
    this.#warmUpSeconds = warmUpSeconds;
  }

  /** So many workers more, or fewer, are busy from now on. */
  change(now: number, by: number): void {
    this.#advance(now);
    this.#busy += by;
  }

  /** By hour, up to `now`. */
  at(now: number): number[] {
    this.#advance(now);
    return [...this.#seconds];
  }

  #advance(now: number): void {
    let from = Math.max(this.#since, this.#warmUpSeconds);
    this.#since = now;
    if (this.#busy === 0) return;
    while (from < now) {
      const hour = Math.floor(from / SECONDS_PER_HOUR);
      const to = Math.min(now, (hour + 1) * SECONDS_PER_HOUR);
      this.#seconds[hour % HOURS_PER_DAY]! += this.#busy * (to - from);
      from = to;
    }
  }
}
