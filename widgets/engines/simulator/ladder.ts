import { type EventSlots, NEXT } from './event-slots.ts';

/** Rungs at most: each splits one bucket of the rung above, so eight part anything that doubles can part. */
const RUNGS = 8;
/** A bucket with more events than this is split into a rung of its own. */
const BUCKET_LIMIT = 48;
/** Buckets of one rung at most. */
const MOST_BUCKETS = 1 << 17;
const NONE = -1;

/**
 * Later events, parted by time without being sorted (after the ladder queue of Tang, Goh and Thng, ACM TOMACS 15 (2005) 175): the far future in one
 * heap of unsorted events, the rest in rungs of equally wide buckets, each rung splitting the current bucket of the one above. Adding and taking
 * cost the same however many wait. A bucket is a list of slots, linked through their own cells.
 */
export class Ladder {
  /** Events here. */
  count = 0;
  readonly #pending: EventSlots;
  /** Everything later than this is in the far list; Infinity while the ladder is not in use. */
  #farFrom = Infinity;
  #far = NONE;
  #farCount = 0;
  #farLowest = Infinity;
  #farHighest = -Infinity;
  #rungs = 0;
  readonly #starts = new Float64Array(RUNGS);
  readonly #bucketsPerSecond = new Float64Array(RUNGS);
  /** The bucket of each rung that comes next: those before it are empty for good. */
  readonly #current = new Int32Array(RUNGS);
  readonly #buckets = new Int32Array(RUNGS);
  readonly #eventsOf = new Int32Array(RUNGS);
  /** By rung, for each bucket the head of its list and its size next to each other: one line of the cache. */
  readonly #lists: Int32Array[] = Array.from({ length: RUNGS }, () => new Int32Array(0));

  constructor(pending: EventSlots) {
    this.#pending = pending;
  }

  get hasRoom(): boolean {
    return this.#rungs < RUNGS;
  }

  /** While there are events here: true when one of this time belongs here, false when it is so early that it belongs among the sorted ones. */
  accepts(time: number): boolean {
    if (time > this.#farFrom) return true;
    for (let rung = 0; rung < this.#rungs; rung++) if (this.#bucketOf(rung, time) >= this.#current[rung]!) return true;
    return false;
  }

  /** Takes an event that it accepts. */
  add(time: number, slot: number): void {
    this.#pending.times[(slot << 2) + 3] = time;
    this.count++;
    if (time > this.#farFrom) {
      this.#addFar(time, slot);
      return;
    }
    let rung = 0;
    let bucket = this.#bucketOf(0, time);
    while (bucket < this.#current[rung]!) bucket = this.#bucketOf(++rung, time);
    this.#put(rung, bucket, slot);
  }

  /** Takes the sorted events (latest first) as its finest rung. */
  spread(times: Float64Array, slots: Int32Array, count: number): void {
    if (this.#farFrom === Infinity) this.#farFrom = times[0]!;
    this.#startRung(times[count - 1]!, times[0]!, count);
    const rung = this.#rungs - 1;
    for (let i = 0; i < count; i++) {
      const slot = slots[i]!;
      this.#pending.times[(slot << 2) + 3] = times[i]!;
      this.#put(rung, this.#bucketOf(rung, times[i]!), slot);
    }
    this.count += count;
  }

  /** Walks to the earliest bucket, splitting it while it is too full, and says how many events it holds. There must be some. */
  settle(): number {
    for (;;) {
      while (this.#rungs > 0 && this.#eventsOf[this.#rungs - 1] === 0) this.#rungs--;
      if (this.#rungs === 0) this.#spreadFar();
      const rung = this.#rungs - 1;
      const lists = this.#lists[rung]!;
      let bucket = this.#current[rung]!;
      while (lists[2 * bucket + 1] === 0) bucket++;
      this.#current[rung] = bucket;
      const size = lists[2 * bucket + 1]!;
      if (size <= BUCKET_LIMIT || !this.#split(rung, bucket)) return size;
    }
  }

  /** Hands the earliest bucket over, unsorted, after `settle`; gives its size. */
  take(times: Float64Array, slots: Int32Array): number {
    const rung = this.#rungs - 1;
    const bucket = this.#current[rung]!++;
    const size = this.#empty(rung, bucket, times, slots, 0);
    this.count -= size;
    if (this.count === 0) this.#reset();
    return size;
  }

  /** Hands everything over, unsorted, from index `from` on; gives how many. */
  drain(times: Float64Array, slots: Int32Array, from: number): number {
    let at = from;
    for (let rung = 0; rung < this.#rungs; rung++) {
      for (let bucket = this.#current[rung]!; bucket < this.#buckets[rung]!; bucket++)
        at += this.#empty(rung, bucket, times, slots, at);
    }
    for (let slot = this.#far; slot !== NONE; slot = this.#after(slot)) {
      times[at] = this.#timeOf(slot);
      slots[at++] = slot;
    }
    this.count = 0;
    this.#reset();
    return at - from;
  }

  #empty(rung: number, bucket: number, times: Float64Array, slots: Int32Array, from: number): number {
    const lists = this.#lists[rung]!;
    let at = from;
    for (let slot = lists[2 * bucket]!; slot !== NONE; slot = this.#after(slot)) {
      times[at] = this.#timeOf(slot);
      slots[at++] = slot;
    }
    lists[2 * bucket] = NONE;
    lists[2 * bucket + 1] = 0;
    this.#eventsOf[rung]! -= at - from;
    return at - from;
  }

  #reset(): void {
    this.#rungs = 0;
    this.#far = NONE;
    this.#farCount = 0;
    this.#farFrom = Infinity;
    this.#farLowest = Infinity;
    this.#farHighest = -Infinity;
  }

  /** Later times never have an earlier bucket, and equal times have the same one: rounding cannot change the order. */
  #bucketOf(rung: number, time: number): number {
    const position = (time - this.#starts[rung]!) * this.#bucketsPerSecond[rung]!;
    const last = this.#buckets[rung]! - 1;
    return position <= 0 ? 0 : position >= last ? last : position | 0;
  }

  #put(rung: number, bucket: number, slot: number): void {
    const lists = this.#lists[rung]!;
    this.#pending.cells[(slot << 3) + NEXT] = lists[2 * bucket]!;
    lists[2 * bucket] = slot;
    lists[2 * bucket + 1]!++;
    this.#eventsOf[rung]!++;
  }

  #addFar(time: number, slot: number): void {
    this.#pending.cells[(slot << 3) + NEXT] = this.#far;
    this.#far = slot;
    this.#farCount++;
    if (time < this.#farLowest) this.#farLowest = time;
    if (time > this.#farHighest) this.#farHighest = time;
  }

  /** About one event to a bucket. */
  #startRung(lowest: number, highest: number, count: number): void {
    const rung = this.#rungs++;
    const buckets = Math.min(count, MOST_BUCKETS);
    // A span too small to divide makes one bucket of it all.
    const perSecond = buckets / (highest - lowest);
    this.#starts[rung] = lowest;
    this.#bucketsPerSecond[rung] = perSecond < Infinity ? perSecond : 0;
    this.#current[rung] = 0;
    this.#buckets[rung] = buckets;
    this.#eventsOf[rung] = 0;
    if (this.#lists[rung]!.length < 2 * buckets) this.#lists[rung] = new Int32Array(buckets * 4);
    const lists = this.#lists[rung]!;
    for (let bucket = 0; bucket < buckets; bucket++) {
      lists[2 * bucket] = NONE;
      lists[2 * bucket + 1] = 0;
    }
  }

  #spreadFar(): void {
    this.#startRung(this.#farLowest, this.#farHighest, this.#farCount);
    this.#farFrom = this.#farHighest;
    const head = this.#far;
    this.#far = NONE;
    this.#farCount = 0;
    this.#farLowest = Infinity;
    this.#farHighest = -Infinity;
    this.#spreadList(head);
  }

  #spreadList(head: number): void {
    const rung = this.#rungs - 1;
    let slot = head;
    while (slot !== NONE) {
      const following = this.#after(slot);
      this.#put(rung, this.#bucketOf(rung, this.#timeOf(slot)), slot);
      slot = following;
    }
  }

  /** Makes a finer rung of a full bucket; false when its events fall into one instant or the rungs are used up. */
  #split(rung: number, bucket: number): boolean {
    if (!this.hasRoom) return false;
    const lists = this.#lists[rung]!;
    const head = lists[2 * bucket]!;
    let lowest = Infinity;
    let highest = -Infinity;
    for (let slot = head; slot !== NONE; slot = this.#after(slot)) {
      const time = this.#timeOf(slot);
      if (time < lowest) lowest = time;
      if (time > highest) highest = time;
    }
    const size = lists[2 * bucket + 1]!;
    if (!(size / (highest - lowest) < Infinity)) return false;
    lists[2 * bucket] = NONE;
    lists[2 * bucket + 1] = 0;
    this.#eventsOf[rung]! -= size;
    this.#current[rung]!++;
    this.#startRung(lowest, highest, size);
    this.#spreadList(head);
    return true;
  }

  #timeOf(slot: number): number {
    return this.#pending.times[(slot << 2) + 3]!;
  }

  #after(slot: number): number {
    return this.#pending.cells[(slot << 3) + NEXT]!;
  }
}
