import type { RandomStream } from '../random.ts';
import type { ArrivalProcess } from './arrival-process.ts';

/** A rate that changes with time. */
export interface VaryingRate {
  /** Arrivals per second at `time` seconds. */
  rateAt(time: number): number;
  /** A bound that the rate never exceeds. */
  readonly maximumRate: number;
}

/** Poisson arrivals at a varying rate, by thinning (Lewis and Shedler 1979): candidates at the highest rate, each kept with rate/maximum. */
export class ThinnedArrivals implements ArrivalProcess {
  #time = 0;
  readonly #rate: VaryingRate;
  readonly #stream: RandomStream;

  constructor(rate: VaryingRate, stream: RandomStream) {
    this.#rate = rate;
    this.#stream = stream;
  }

  next(): number {
    const { maximumRate } = this.#rate;
    do {
      this.#time += this.#stream.exponential() / maximumRate;
    } while (this.#stream.uniform() * maximumRate >= this.#rate.rateAt(this.#time));
    return this.#time;
  }
}
