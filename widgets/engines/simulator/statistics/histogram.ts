import { Buckets, type HistogramMark, type HistogramPart, nearestRank, valueOfRank } from './buckets.ts';

export type { HistogramPart } from './buckets.ts';

/**
 * Up to this many values are kept as they came: no more memory than buckets, and written one after the other, which among a thousand stations is
 * several times faster than counting in a thousand tables that no cache holds.
 */
const FEW = 4096;
/** Places for them at first; each time there are too few, they become this many times as many. */
const FIRST_FEW = 64;
const GROWTH = 8;

const NOTHING = new Float64Array(0);
const one = new Float64Array(1);
const oneWords = new Uint32Array(one.buffer);
/** Where a few values are sorted for a moment, to be read. */
const workspace = new Buckets();

/**
 * Counts of non-negative seconds in logarithmic buckets, each with the last of its values. A percentile is that value of the bucket that holds the
 * nearest rank: a time that was observed, within 0.4 % of the exact percentile, and the exact one when all values of the bucket are equal.
 */
export class Histogram {
  count = 0;
  /** The values while they are few, in the order in which they came. Times of 0 are only counted. */
  #few = NOTHING;
  #fewCount = 0;
  #zeros = 0;
  /** Made when the values are no longer few; kept from then on. */
  #buckets: Buckets | undefined;

  add(value: number): void {
    one[0] = value;
    this.addAll(one, oneWords, 1);
  }

  /** Adds the first `count` of the values; `words` are the same bytes as 32-bit words. */
  addAll(values: Float64Array, words: Uint32Array, count: number): void {
    this.count += count;
    if (this.#buckets) {
      this.#buckets.addAll(values, words, count);
      return;
    }
    if (this.#fewCount + count > FEW) {
      this.#buckets = new Buckets();
      this.#pourInto(this.#buckets);
      this.#few = NOTHING;
      this.#buckets.addAll(values, words, count);
      return;
    }
    if (this.#fewCount + count > this.#few.length) this.#makeRoom(this.#fewCount + count);
    const few = this.#few;
    let end = this.#fewCount;
    for (let i = 0; i < count; i++) few[end++] = values[i]!;
    this.#fewCount = end;
  }

  /** Adds `count` times the value 0. */
  addZeros(count: number): void {
    this.count += count;
    if (this.#buckets) this.#buckets.addZeros(count);
    else this.#zeros += count;
  }

  serialise(): HistogramPart {
    if (this.#buckets) return this.#buckets.serialise();
    this.#pourInto(workspace);
    const part = workspace.serialise();
    workspace.clear();
    return part;
  }

  /** The value of nearest rank ⌈p · n⌉ for 0 ≤ p ≤ 1; null when nothing was added. */
  quantile(probability: number): number | null {
    if (this.count === 0) return null;
    const rank = nearestRank(probability, this.count);
    if (this.#buckets) return this.#buckets.valueOfRank(rank);
    this.#pourInto(workspace);
    const value = workspace.valueOfRank(rank);
    workspace.clear();
    return value;
  }

  /** The same for what was added since `mark` was brought up to date; it is brought up to date again. */
  quantileSince(mark: HistogramMark, probability: number): number | null {
    const added = this.count - mark.count;
    if (added === 0) return null;
    mark.count = this.count;
    const above = added - nearestRank(probability, added);
    if (this.#buckets) return this.#buckets.valueSince(mark, above);
    const from = mark.few;
    mark.few = this.#fewCount;
    this.#pourFew(workspace, from);
    workspace.countInto(mark);
    const rank = this.#fewCount - from - above;
    const value = rank > 0 ? workspace.valueOfRank(rank) : 0;
    workspace.clear();
    return value;
  }

  #pourInto(buckets: Buckets): void {
    this.#pourFew(buckets, 0);
    buckets.addZeros(this.#zeros);
  }

  #pourFew(buckets: Buckets, from: number): void {
    const count = this.#fewCount - from;
    const bytes = from * Float64Array.BYTES_PER_ELEMENT;
    const { buffer } = this.#few;
    buckets.addAll(new Float64Array(buffer, bytes, count), new Uint32Array(buffer, bytes, 2 * count), count);
  }

  #makeRoom(count: number): void {
    const before = this.#few;
    let capacity = Math.max(FIRST_FEW, before.length);
    while (capacity < count) capacity *= GROWTH;
    this.#few = new Float64Array(capacity);
    this.#few.set(before);
  }
}

/** The histograms of all replications taken together: parts, merged in order. */
export class MergedHistogram {
  count = 0;
  #part: HistogramPart = [];

  /** Adds what another one counted. Of two parts the later one gives the value of a bucket. */
  merge(part: HistogramPart): void {
    for (let i = 1; i < part.length; i += 3) this.count += part[i]!;
    // Of a single replication nothing is copied.
    this.#part = this.#part.length === 0 ? part : mergeParts(this.#part, part);
  }

  /** The value of nearest rank ⌈p · n⌉ for 0 ≤ p ≤ 1; null when nothing was added. */
  quantile(probability: number): number | null {
    return this.count === 0 ? null : valueOfRank(this.#part, nearestRank(probability, this.count));
  }
}

function mergeParts(first: HistogramPart, second: HistogramPart): HistogramPart {
  const merged: number[] = [];
  let i = 0;
  for (let j = 0; j < second.length; j += 3) {
    const bucket = second[j]!;
    for (; i < first.length && first[i]! < bucket; i += 3) merged.push(first[i]!, first[i + 1]!, first[i + 2]!);
    const isBoth = i < first.length && first[i] === bucket;
    merged.push(bucket, second[j + 1]! + (isBoth ? first[i + 1]! : 0), second[j + 2]!);
    if (isBoth) i += 3;
  }
  for (; i < first.length; i += 3) merged.push(first[i]!, first[i + 1]!, first[i + 2]!);
  return merged;
}
