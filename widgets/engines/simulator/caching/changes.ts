import type { RandomStream } from '../random.ts';

/**
 * When what lies behind each key changed last, where changes come at random (a Poisson process per key). Seen backwards from any moment the last change
 * is an exponential time ago, as long as that is after the last look; before that, what was seen then still holds. So one number is drawn a look,
 * however many changes there were.
 */
export class Changes {
  readonly #meanSeconds: number;
  readonly #stream: RandomStream;
  /** By key: when it was looked at last, and the last change known then; −Infinity before the first look. */
  #lookedAt = new Float64Array(0);
  #changedAt = new Float64Array(0);

  constructor(meanSeconds: number, stream: RandomStream) {
    this.#meanSeconds = meanSeconds;
    this.#stream = stream;
  }

  /** When the value of the key changed last, at `now` or before; a key below 0 is one that nobody has looked at. Looks are in order of time. */
  lastBefore(now: number, key: number): number {
    const changedAt = now - this.#meanSeconds * this.#stream.exponential();
    if (key < 0) return changedAt;
    if (key >= this.#lookedAt.length) this.#grow(key);
    const lookedAt = this.#lookedAt[key]!;
    this.#lookedAt[key] = now;
    if (changedAt > lookedAt) this.#changedAt[key] = changedAt;
    return this.#changedAt[key]!;
  }

  #grow(key: number): void {
    const { length } = this.#lookedAt;
    const capacity = Math.max(64, 2 * length, key + 1);
    const lookedAt = this.#lookedAt;
    const changedAt = this.#changedAt;
    this.#lookedAt = new Float64Array(capacity).fill(-Infinity);
    this.#lookedAt.set(lookedAt);
    this.#changedAt = new Float64Array(capacity).fill(-Infinity);
    this.#changedAt.set(changedAt);
  }
}
