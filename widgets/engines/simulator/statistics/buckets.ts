/** Buckets per octave: a bucket is 1/256 ≈ 0.39 % wide, so any value in it stands for any other within 0.4 %. */
const BITS_PER_OCTAVE = 8;
/** From 2^-40 s (1 ps) to 2^26 s (2 years). Smaller values share the first bucket and count as 0, larger ones share the last. */
const LOWEST_EXPONENT = -40;
const OCTAVES = 66;
const BUCKETS = OCTAVES << BITS_PER_OCTAVE;
const SHIFT = 20 - BITS_PER_OCTAVE;
const OFFSET = ((1023 + LOWEST_EXPONENT) << BITS_PER_OCTAVE) - 1;
/** Memory is taken for whole octaves, this many beyond the value that asked for it. */
const OCTAVES_TO_SPARE = 2;

// The top bits of a double are its exponent and the first bits of its fraction: a logarithmic bucket number for free.
const HIGH_WORD = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Number of the bucket of a value, by the upper word of its bits: 0 or less for the first one, beyond the last one for larger values. */
function bucketOf(word: number): number {
  return (word >>> SHIFT) - OFFSET;
}

/** For every bucket in use, its number, its count and one of its values, one after the other: in order, as plain data. */
export type HistogramPart = readonly number[];

/** The value of rank `rank` among those that a part counts. The first bucket counts as 0. */
export function valueOfRank(part: HistogramPart, rank: number): number | null {
  let seen = 0;
  for (let i = 0; i < part.length; i += 3) {
    seen += part[i + 1]!;
    if (seen >= rank) return part[i] === 0 ? 0 : part[i + 2]!;
  }
  return null;
}

/** The nearest rank ⌈p · n⌉ of a percentile. */
export function nearestRank(probability: number, count: number): number {
  // The subtraction keeps 0.95 · 20 = 19.000000000000004 at rank 19.
  return Math.max(1, Math.ceil(probability * count - 1e-9 * count));
}

/**
 * Logarithmic buckets, each with its count and the last of its values. Only a window of octaves has memory: a station's times span some twenty of
 * them, and a thousand stations with all octaves would spend their time on fetching zeros from memory.
 */
export class Buckets {
  #counts = new Uint32Array(0);
  #values = new Float64Array(0);
  /** Number of the window's first bucket, at least 1. */
  #base = 1;
  /** Range of buckets in use within the window, so that reading and clearing touch only those. */
  #first = BUCKETS;
  #last = -1;
  /** The first bucket stands apart: times of 0 are far below all others. */
  #lowestCount = 0;
  #lowestValue = 0;

  /** Adds the first `count` of the values; `words` are the same bytes as 32-bit words. */
  addAll(values: Float64Array, words: Uint32Array, count: number): void {
    for (let i = 0; ; i++) {
      i = this.#addInside(values, words, i, count);
      if (i === count) return;
      this.#addOutside(values[i]!, bucketOf(words[2 * i + HIGH_WORD]!));
    }
  }

  /** Adds values from index `from` on, up to the first one that lies outside the window; gives its index, `count` when there is none. */
  #addInside(values: Float64Array, words: Uint32Array, from: number, count: number): number {
    const counts = this.#counts;
    const lastValues = this.#values;
    const base = this.#base;
    let first = this.#first;
    let last = this.#last;
    let i = from;
    for (; i < count; i++) {
      const place = bucketOf(words[2 * i + HIGH_WORD]!) - base;
      if (place < 0 || place >= counts.length) break;
      counts[place] = counts[place]! + 1;
      lastValues[place] = values[i]!;
      first = place < first ? place : first;
      last = place > last ? place : last;
    }
    this.#first = first;
    this.#last = last;
    return i;
  }

  /** Adds a value in the first bucket, or one for which the window has to be widened. */
  #addOutside(value: number, bucket: number): void {
    if (bucket <= 0) {
      this.#lowestCount++;
      this.#lowestValue = value;
      return;
    }
    const number = Math.min(bucket, BUCKETS - 1);
    this.#reach(number);
    const place = number - this.#base;
    this.#counts[place]!++;
    this.#values[place] = value;
    this.#first = Math.min(this.#first, place);
    this.#last = Math.max(this.#last, place);
  }

  /** Adds `count` times the value 0. */
  addZeros(count: number): void {
    this.#lowestCount += count;
  }

  /** Widens the window to a bucket, unless it is inside. */
  #reach(bucket: number): void {
    const base = this.#base;
    const { length } = this.#counts;
    if (bucket >= base && bucket < base + length) return;
    const octave = bucket >> BITS_PER_OCTAVE;
    const lowest = Math.max(1, (octave - OCTAVES_TO_SPARE) << BITS_PER_OCTAVE);
    const highest = Math.min(OCTAVES, octave + OCTAVES_TO_SPARE + 1) << BITS_PER_OCTAVE;
    const newBase = length === 0 ? lowest : Math.min(base, lowest);
    const moved = base - newBase;
    const counts = new Uint32Array((length === 0 ? highest : Math.max(base + length, highest)) - newBase);
    const values = new Float64Array(counts.length);
    if (length > 0) {
      counts.set(this.#counts, moved);
      values.set(this.#values, moved);
    }
    if (this.#last >= 0) {
      this.#first += moved;
      this.#last += moved;
    }
    this.#counts = counts;
    this.#values = values;
    this.#base = newBase;
  }

  serialise(): HistogramPart {
    const part: number[] = [];
    const counts = this.#counts;
    if (this.#lowestCount > 0) part.push(0, this.#lowestCount, this.#lowestValue);
    for (let i = this.#first; i <= this.#last; i++) {
      const count = counts[i]!;
      if (count !== 0) part.push(i + this.#base, count, this.#values[i]!);
    }
    return part;
  }

  /** The value of rank `rank`; null when there are not so many. */
  valueOfRank(rank: number): number | null {
    let seen = this.#lowestCount;
    if (seen >= rank) return 0;
    for (let i = this.#first; i <= this.#last; i++) {
      seen += this.#counts[i]!;
      if (seen >= rank) return this.#values[i]!;
    }
    return null;
  }

  /** Of what was added since `mark`, the value that has `above` values above it; the mark's counts are brought up to date. */
  valueSince(mark: HistogramMark, above: number): number {
    const counts = this.#counts;
    let left = above;
    let value = 0;
    // From the top, because it is asked for high percentiles. The last value of a bucket that has grown was added since.
    for (let i = this.#last; i >= this.#first; i--) {
      const here = counts[i]! - mark.counts[i + this.#base]!;
      if (here > left) {
        value = this.#values[i]!;
        break;
      }
      left -= here;
    }
    if (this.#last >= 0) mark.counts.set(counts.subarray(this.#first, this.#last + 1), this.#first + this.#base);
    return value;
  }

  /** Adds its counts to those of a mark, but for the first bucket's. */
  countInto(mark: HistogramMark): void {
    for (let i = this.#first; i <= this.#last; i++) mark.counts[i + this.#base]! += this.#counts[i]!;
  }

  clear(): void {
    this.#counts.fill(0, this.#first, this.#last + 1);
    this.#first = BUCKETS;
    this.#last = -1;
    this.#lowestCount = 0;
    this.#lowestValue = 0;
  }
}

/** How far a histogram had come at some moment. */
export class HistogramMark {
  count = 0;
  /** How many of the few values there were, while they were few. */
  few = 0;
  /** By bucket. */
  readonly counts = new Uint32Array(BUCKETS);
}
