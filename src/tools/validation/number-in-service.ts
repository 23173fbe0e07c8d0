import type { Model } from '../../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../../widgets/engines/simulator/signals.ts';
import type { Station } from '../../../widgets/engines/simulator/station.ts';

/** Mean and variance over time, after the warm-up, of the requests in service at a station. */
export class NumberInService extends Recorder {
  #number = 0;
  #area = 0;
  #squares = 0;
  #since: number;
  readonly #station: string;

  constructor(station: string, warmUpSeconds: number) {
    super();
    this.#station = station;
    this.#since = warmUpSeconds;
  }

  #change(now: number, by: number): void {
    const elapsed = now - this.#since;
    if (elapsed > 0) {
      this.#area += this.#number * elapsed;
      this.#squares += this.#number * this.#number * elapsed;
      this.#since = now;
    }
    this.#number += by;
  }

  override started(model: Model, { id }: Station): void {
    if (id === this.#station) this.#change(model.now, 1);
  }

  override left(model: Model, { id }: Station): void {
    if (id === this.#station) this.#change(model.now, -1);
  }

  moments(model: Model): { mean: number; peakedness: number } {
    this.#change(model.now, 0);
    const seconds = model.durationSeconds - model.warmUpSeconds;
    const mean = this.#area / seconds;
    return { mean, peakedness: (this.#squares / seconds - mean * mean) / mean };
  }
}
