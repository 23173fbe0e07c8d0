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
    let counts = this.#counts;
    let lastValues = this.#values;
    let offset = OFFSET + this.#base;
    let first = this.#first;
    let last = this.#last;
    for (let i = 0; i < count; i++) {
      let bucket = (words[2 * i + HIGH_WORD]! >>> SHIFT) - offset;
      if (bucket >>> 0 >= counts.length) {
        const number = bucket + this.#base;
        if (number <= 0) {
          this.#lowestCount++;
          this.#lowestValue = values[i]!;
          continue;
        }
        const before = this.#base;
        const reached = this.#reach(Math.min(number, BUCKETS - 1));
        counts = this.#counts;
        lastValues = this.#values;
        offset = OFFSET + this.#base;
        if (last >= 0) {
          first += before - this.#base;
          last += before - this.#base;
        }
        bucket = reached;
      }
      counts[bucket] = counts[bucket]! + 1;
      lastValues[bucket] = values[i]!;
      first = bucket < first ? bucket : first;
      last = bucket > last ? bucket : last;
    }
    this.#first = first;
    this.#last = last;
  }

  /** Adds `count` times the value 0. */
  addZeros(count: number): void {
    this.#lowestCount += count;
  }

  /** Place of a bucket in the window, which is widened when it lies outside. */
  #reach(number: number): number {
    const base = this.#base;
    const { length } = this.#counts;
    if (number >= base && number < base + length) return number - base;
    const octave = number >> BITS_PER_OCTAVE;
    const lowest = Math.max(1, (octave - OCTAVES_TO_SPARE) << BITS_PER_OCTAVE);
    const highest = Math.min(OCTAVES, octave + OCTAVES_TO_SPARE + 1) << BITS_PER_OCTAVE;
    const newBase = length === 0 ? lowest : Math.min(base, lowest);
    const counts = new Uint32Array((length === 0 ? highest : Math.max(base + length, highest)) - newBase);
    const values = new Float64Array(counts.length);
    if (length > 0) {
      counts.set(this.#counts, base - newBase);
      values.set(this.#values, base - newBase);
    }
    this.#counts = counts;
    this.#values = values;
    this.#base = newBase;
    return number - newBase;
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

  clear(): void {
    this.#counts.fill(0, this.#first, this.#last + 1);
    this.#first = BUCKETS;
    this.#last = -1;
    this.#lowestCount = 0;
    this.#lowestValue = 0;
  }
}
