/** Buckets per octave: a bucket is 1/256 ≈ 0.39 % wide, so any value in it stands for any other within 0.4 %. */
const BITS_PER_OCTAVE = 8;
/** From 2^-40 s (1 ps) to 2^26 s (2 years). Smaller values share the first bucket and count as 0, larger ones share the last. */
const LOWEST_EXPONENT = -40;
const OCTAVES = 66;
const BUCKETS = OCTAVES << BITS_PER_OCTAVE;
const SHIFT = 20 - BITS_PER_OCTAVE;
const OFFSET = ((1023 + LOWEST_EXPONENT) << BITS_PER_OCTAVE) - 1;

// The top bits of a double are its exponent and the first bits of its fraction: a logarithmic bucket number for free.
const NOTHING = new Uint32Array(0);
const one = new Float64Array(1);
const oneWords = new Uint32Array(one.buffer);
const HIGH_WORD = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** A histogram as plain data: for every bucket in use, its number, its count and one of its values, one after the other. */
export type HistogramPart = readonly number[];

/**
 * Counts of non-negative seconds in logarithmic buckets, each with the last of its values. A percentile is that value of the bucket that holds the
 * nearest rank: a time that was observed, within 0.4 % of the exact percentile, and the exact one when all values of the bucket are equal.
 */
export class Histogram {
  count = 0;
  // Made at the first value: most stations of a small run never need theirs.
  #counts: Uint32Array | Float64Array = NOTHING;
  #values = new Float64Array(0);
  /** Range of buckets in use, so that reading and clearing touch only those. */
  #first = BUCKETS;
  #last = -1;

  add(value: number): void {
    one[0] = value;
    this.addAll(one, oneWords, 1);
  }

  /** Adds the first `count` of the values; `words` are the same bytes as 32-bit words. */
  addAll(values: Float64Array, words: Uint32Array, count: number): void {
    if (this.#counts.length === 0) this.#allocate(new Uint32Array(BUCKETS));
    const counts = this.#counts;
    const lastValues = this.#values;
    let first = this.#first;
    let last = this.#last;
    for (let i = 0; i < count; i++) {
      let bucket = (words[2 * i + HIGH_WORD]! >>> SHIFT) - OFFSET;
      bucket = bucket < 0 ? 0 : bucket >= BUCKETS ? BUCKETS - 1 : bucket;
      counts[bucket] = counts[bucket]! + 1;
      lastValues[bucket] = values[i]!;
      first = bucket < first ? bucket : first;
      last = bucket > last ? bucket : last;
    }
    this.#first = first;
    this.#last = last;
    this.count += count;
  }

  /** Adds `count` times the value 0. */
  addZeros(count: number): void {
    if (this.#counts.length === 0) this.#allocate(new Uint32Array(BUCKETS));
    this.#counts[0] = this.#counts[0]! + count;
    this.#first = 0;
    if (this.#last < 0) this.#last = 0;
    this.count += count;
  }

  serialise(): HistogramPart {
    const part: number[] = [];
    for (let i = this.#first; i <= this.#last; i++)
      if (this.#counts[i] !== 0) part.push(i, this.#counts[i]!, this.#values[i]!);
    return part;
  }

  /** Adds what another one counted. Of two parts the later one gives the value of a bucket. */
  merge(part: HistogramPart): void {
    if (part.length === 0) return;
    // Replications together may count more than 32 bits hold.
    if (this.#counts.length === 0) this.#allocate(new Float64Array(BUCKETS));
    const counts = this.#counts;
    let added = 0;
    for (let i = 0; i < part.length; i += 3) {
      const bucket = part[i]!;
      counts[bucket] = counts[bucket]! + part[i + 1]!;
      this.#values[bucket] = part[i + 2]!;
      added += part[i + 1]!;
    }
    this.count += added;
    this.#first = Math.min(this.#first, part[0]!);
    this.#last = Math.max(this.#last, part[part.length - 3]!);
  }

  clear(): void {
    if (this.count === 0) return;
    this.#counts.fill(0, this.#first, this.#last + 1);
    this.count = 0;
    this.#first = BUCKETS;
    this.#last = -1;
  }

  #allocate(counts: Uint32Array | Float64Array): void {
    this.#counts = counts;
    this.#values = new Float64Array(BUCKETS);
  }

  /** The value of nearest rank ⌈p · n⌉ for 0 ≤ p ≤ 1; null when nothing was added. */
  quantile(probability: number): number | null {
    if (this.count === 0) return null;
    // The subtraction keeps 0.95 · 20 = 19.000000000000004 at rank 19.
    const rank = Math.max(1, Math.ceil(probability * this.count - 1e-9 * this.count));
    let seen = 0;
    for (let i = this.#first; i <= this.#last; i++) {
      seen += this.#counts[i]!;
      if (seen >= rank) return i === 0 ? 0 : this.#values[i]!;
    }
    return null;
  }
}
