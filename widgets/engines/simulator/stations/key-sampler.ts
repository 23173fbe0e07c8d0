import type { RankChurn } from '../caching/rank-churn.ts';
import type { Keys } from '../components/source-parameters.ts';
import { pow } from '../math.ts';
import type { RandomStream } from '../random.ts';

/** Draws keys 0 … count − 1, key k in proportion to 1/(k + 1)^s, by inversion of the cumulative shares; with churn, the key that has this rank now. */
export class KeySampler {
  readonly #cumulative: Float64Array;
  /** By equal slice of [0, 1), as many as there are keys: the rank from which to look (the guide table of Chen and Asau 1974). */
  readonly #guide: Int32Array;
  readonly #stream: RandomStream;
  readonly #churn: RankChurn | undefined;

  constructor(
    { count, zipfExponent }: Pick<Keys, 'count' | 'zipfExponent'>,
    stream: RandomStream,
    churn?: RankChurn | undefined,
  ) {
    this.#stream = stream;
    this.#churn = churn;
    this.#cumulative = new Float64Array(count);
    let sum = 0;
    for (let key = 0; key < count; key++) {
      sum += pow(key + 1, -zipfExponent);
      this.#cumulative[key] = sum;
    }
    this.#guide = new Int32Array(count + 1).fill(count - 1);
    for (let slice = 0, rank = 0; slice < count; slice++) {
      while (rank < count - 1 && this.#cumulative[rank]! <= (slice / count) * sum) rank++;
      this.#guide[slice] = rank;
    }
  }

  next(now: number): number {
    const rank = this.#rank();
    return this.#churn ? this.#churn.keyOf(rank, now) : rank;
  }

  /** The first rank whose cumulative share is above a number from [0, 1) of the whole. */
  #rank(): number {
    const cumulative = this.#cumulative;
    const last = cumulative.length - 1;
    const draw = this.#stream.uniform();
    const target = draw * cumulative[last]!;
    let rank = this.#guide[Math.floor(draw * cumulative.length)]!;
    // The slice may have been rounded up.
    while (rank > 0 && cumulative[rank - 1]! > target) rank--;
    while (rank < last && cumulative[rank]! <= target) rank++;
    return rank;
  }
}
