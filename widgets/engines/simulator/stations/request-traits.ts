import type { Priorities } from '../components/source-parameters.ts';
import { exp, log1p } from '../math.ts';
import type { RandomStream } from '../random.ts';

/** Draws the priority class of a request by the shares of the classes. */
export class ClassSampler {
  readonly #classes: Uint8Array;
  readonly #cumulative: Float64Array;
  readonly #stream: RandomStream;

  constructor(priorities: Priorities, stream: RandomStream) {
    let sum = 0;
    this.#stream = stream;
    this.#classes = Uint8Array.from(priorities, (entry) => entry.class);
    this.#cumulative = Float64Array.from(priorities, (entry) => {
      sum += entry.share;
      return sum;
    });
  }

  /** A class of share 0 is never drawn. */
  next(): number {
    const last = this.#cumulative.length - 1;
    const target = this.#stream.uniform() * this.#cumulative[last]!;
    let index = 0;
    while (index < last && this.#cumulative[index]! <= target) index++;
    return this.#classes[index]!;
  }
}

/** Draws sizes as multiples of their mean, lognormal with a given coefficient of variation: σ² = ln(1 + cv²), μ = −σ²/2. */
export class SizeSampler {
  readonly #mu: number;
  readonly #sigma: number;
  readonly #stream: RandomStream;

  constructor(cv: number, stream: RandomStream) {
    const variance = log1p(cv * cv);
    this.#mu = -variance / 2;
    this.#sigma = Math.sqrt(variance);
    this.#stream = stream;
  }

  next(): number {
    return exp(this.#mu + this.#sigma * this.#stream.normal());
  }
}
