import type { Keys } from '../components/source-parameters.ts';
import { pow } from '../math.ts';
import type { RandomStream } from '../random.ts';

/** Draws keys 0 … count − 1, key k in proportion to 1/(k + 1)^s, by inversion of the cumulative shares. */
export class KeySampler {
  readonly #cumulative: Float64Array;
  readonly #stream: RandomStream;

  constructor({ count, zipfExponent }: Keys, stream: RandomStream) {
    this.#stream = stream;
    this.#cumulative = new Float64Array(count);
    let sum = 0;
    for (let key = 0; key < count; key++) {
      sum += pow(key + 1, -zipfExponent);
      this.#cumulative[key] = sum;
    }
  }

  next(): number {
    const cumulative = this.#cumulative;
    const last = cumulative.length - 1;
    const target = this.#stream.uniform() * cumulative[last]!;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
