/** A number that steps up and down, such as instances: its area over time and its largest value, both after the warm-up. */
export class LevelTally {
  level = 0;
  maximum = 0;
  #area = 0;
  readonly #warmUpSeconds: number;
  #lastChange: number;

  constructor(warmUpSeconds: number) {
    this.#warmUpSeconds = warmUpSeconds;
    this.#lastChange = warmUpSeconds;
  }

  /** From `now` on the number is `level`. */
  change(now: number, level: number): void {
    if (now > this.#lastChange) {
      this.#area += this.level * (now - this.#lastChange);
      this.#lastChange = now;
    }
    this.level = level;
    // What holds when the warm-up ends is the first value that counts.
    if (now <= this.#warmUpSeconds || level > this.maximum) this.maximum = level;
  }

  /** The area from the end of the warm-up to `now`. */
  areaAt(now: number): number {
    return this.#area + this.level * Math.max(0, now - this.#lastChange);
  }
}
