import type { Clock } from './clock.ts';

/** A spin lasts so long at least, in seconds, and so many steps of the clock: what the clock adds is then at most 2 %. */
const spinSecondsMinimum = 0.002;
const spinStepsMinimum = 50;
const countLimit = 2 ** 30;
const settledSpins = 10;

/**
 * Times the same piece of arithmetic again and again beside the model: what makes it slower is not the model. The fastest of the spins stands for a
 * processor that does nothing else, so a device that is busy from beginning to end is told from a slow one only by its moments of rest.
 */
export class ContentionMeter {
  readonly #clock: Clock;
  readonly #spin: (count: number) => number;
  readonly #shortestSeconds: number;
  #count = 1024;
  /** What the last spin came to: kept, so that none can be left out. */
  lastAnswer = 0;
  #fastest = Number.POSITIVE_INFINITY;
  #sum = 0;
  #spinCount = 0;

  /** `spin` does an amount of work in proportion to its argument. Finds how much of it the clock can see. */
  constructor(clock: Clock, stepSeconds: number, spin: (count: number) => number) {
    this.#clock = clock;
    this.#spin = spin;
    this.#shortestSeconds = Math.max(spinSecondsMinimum, spinStepsMinimum * stepSeconds);
    // Until it is long enough so many times in a row: at first the arithmetic is interpreted, and once it is compiled it takes a twentieth.
    for (let settled = 0; settled < settledSpins && this.#count < countLimit; ) {
      if (this.#time(this.#count) >= this.#shortestSeconds) settled++;
      else {
        this.#count *= 2;
        settled = 0;
      }
    }
  }

  /** Times one spin. */
  probe(): void {
    const seconds = this.#time(this.#count);
    // It was made faster after all, or was disturbed while its length was found: what was timed before was of another length, or too short to see.
    if (seconds < 0.75 * this.#shortestSeconds && this.#count < countLimit) {
      this.#count *= 2;
      this.#fastest = Number.POSITIVE_INFINITY;
      this.#sum = 0;
      this.#spinCount = 0;
      return;
    }
    this.#fastest = Math.min(this.#fastest, seconds);
    this.#sum += seconds;
    this.#spinCount++;
  }

  /** Share of the processor's time that others took: 1 − fastest / mean. 0 before the first probe. */
  get share(): number {
    return this.#spinCount === 0 ? 0 : Math.max(0, 1 - (this.#fastest * this.#spinCount) / this.#sum);
  }

  #time(count: number): number {
    const started = this.#clock();
    this.lastAnswer = this.#spin(count);
    return this.#clock() - started;
  }
}
