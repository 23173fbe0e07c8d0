import type { RandomStream } from '../random.ts';
import { snap } from '../snap.ts';

/**
 * Which key has which popularity, while popularity moves: every so many seconds two ranks, drawn at random, swap their keys. A given key is as popular
 * as at the start after n swaps with a probability of about e^(−2n/N) for N keys.
 */
export class RankChurn {
  /** By rank from 0, the most popular: its key. At first key k has rank k. */
  readonly #keyAt: Int32Array;
  readonly #everySeconds: number;
  readonly #stream: RandomStream;
  #swaps = 0;
  #nextAt: number;

  constructor(count: number, everySeconds: number, stream: RandomStream) {
    this.#keyAt = Int32Array.from({ length: count }, (_, key) => key);
    this.#everySeconds = everySeconds;
    this.#stream = stream;
    this.#nextAt = snap(everySeconds);
  }

  /** The key of a rank at `now`, which never goes back. */
  keyOf(rank: number, now: number): number {
    while (this.#nextAt <= now) this.#swap();
    return this.#keyAt[rank]!;
  }

  #swap(): void {
    const keys = this.#keyAt;
    const count = keys.length;
    const one = Math.floor(this.#stream.uniform() * count);
    const other = Math.floor(this.#stream.uniform() * count);
    const key = keys[one]!;
    keys[one] = keys[other]!;
    keys[other] = key;
    this.#swaps++;
    this.#nextAt = snap((this.#swaps + 1) * this.#everySeconds);
  }
}
