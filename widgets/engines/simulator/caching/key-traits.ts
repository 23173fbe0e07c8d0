import type { RandomStream } from '../random.ts';
import { SizeSampler } from '../stations/request-traits.ts';

/** What belongs to a key and not to a request, drawn once in the order of the keys, so that it is the same under every policy. */
export class KeyTraits {
  readonly #meanBytes: number;
  readonly #sizes: SizeSampler | undefined;
  readonly #negativeShare: number;
  readonly #negatives: RandomStream;
  #bytes = new Float64Array(0);
  #isNegative = new Uint8Array(0);
  #drawn = 0;

  constructor(
    settings: { readonly itemBytes: number; readonly itemBytesCv: number; readonly negativeShare: number },
    sizes: RandomStream,
    negatives: RandomStream,
  ) {
    this.#meanBytes = settings.itemBytes;
    this.#sizes = settings.itemBytesCv > 0 ? new SizeSampler(settings.itemBytesCv, sizes) : undefined;
    this.#negativeShare = settings.negativeShare;
    this.#negatives = negatives;
  }

  /** Whole bytes of the value behind a key, at least 1. */
  bytesOf(key: number): number {
    if (!this.#sizes) return this.#meanBytes;
    if (key >= this.#drawn) this.#drawUpTo(key);
    return this.#bytes[key]!;
  }

  /** True when the origin has nothing under this key. */
  isNegative(key: number): boolean {
    if (this.#negativeShare === 0) return false;
    if (key >= this.#drawn) this.#drawUpTo(key);
    return this.#isNegative[key] === 1;
  }

  #drawUpTo(key: number): void {
    if (key >= this.#bytes.length) this.#grow(key);
    for (; this.#drawn <= key; this.#drawn++) {
      const factor = this.#sizes ? this.#sizes.next() : 1;
      this.#bytes[this.#drawn] = Math.max(1, Math.round(this.#meanBytes * factor));
      this.#isNegative[this.#drawn] = this.#negatives.uniform() < this.#negativeShare ? 1 : 0;
    }
  }

  #grow(key: number): void {
    const capacity = Math.max(64, 2 * this.#bytes.length, key + 1);
    const bytes = this.#bytes;
    const isNegative = this.#isNegative;
    this.#bytes = new Float64Array(capacity);
    this.#bytes.set(bytes);
    this.#isNegative = new Uint8Array(capacity);
    this.#isNegative.set(isNegative);
  }
}
