import { EventOrder } from './event-order.ts';
import { A, B, EventSlots, KIND, NEXT, SEQUENCE, TAIL } from './event-slots.ts';
import { Ladder } from './ladder.ts';

/** Up to this many events wait in one sorted array, which is the fastest there is for a few; beyond, the later ones wait in the ladder. */
const SORTED_LIMIT = 64;
const FIRST_CAPACITY = 64;
const NONE = -1;
/** Sequence numbers wrap around after 2^31 events; what is pending at once spans far less. */
const SEQUENCE_MASK = 0x7fff_ffff;

/**
 * Pending events in order of (time, rank, order of scheduling), so that ties never depend on chance. The next few stand in an array sorted with the
 * earliest last: popping shortens it, and what is scheduled for soon moves little. Events of one instant and rank share a place there, as a list in
 * the order of scheduling. More than a few places spill into a ladder. An event lives in a slot; cancelling makes its kind negative (−1 − kind), the
 * pop skips it, and when more than half are cancelled all of them are cleared away.
 */
export class EventList {
  /** Time of the next event, Infinity when none is left. Always up to date: the loop of the model reads it more often than events come and go. */
  nextTime = Infinity;
  /** Of the event that `take` gave last. */
  kind = 0;
  a = 0;
  b = 0;
  readonly #ranks: ArrayLike<number>;
  readonly #ladder: Ladder;
  readonly #order: EventOrder;
  /** Places in the sorted array, events in them, and how many places there may be before they spill. */
  #count = 0;
  #events = 0;
  #limit = SORTED_LIMIT;
  #times = new Float64Array(FIRST_CAPACITY * 2);
  #slots = new Int32Array(FIRST_CAPACITY * 2);
  readonly #pending = new EventSlots();
  #sequence = 0;
  #cancelled = 0;

  /** `ranks` gives the rank of every kind. */
  constructor(ranks: ArrayLike<number>) {
    this.#ranks = ranks;
    this.#ladder = new Ladder(this.#pending);
    this.#order = new EventOrder(ranks, this.#pending);
  }

  /** Events waiting, cancelled ones included until they are reached or cleared away. */
  get size(): number {
    return this.#events + this.#ladder.count;
  }

  /** Rank of the next event; there must be one. */
  get nextRank(): number {
    return this.#order.rankOf(this.#slots[this.#count - 1]!);
  }

  /** Adds an event and gives its slot, which `cancel` takes; the slot is the caller's until the event is popped. */
  schedule(time: number, kind: number, a: number, b: number): number {
    const slot = this.#pending.take(kind, a, b);
    if (this.#ladder.count > 0 && this.#ladder.accepts(time)) {
      this.#number(slot);
      this.#ladder.add(time, slot);
    } else this.#insert(time, kind, slot);
    return slot;
  }

  /** Takes back an event that has not been popped yet. */
  cancel(slot: number): void {
    const { cells } = this.#pending;
    cells[(slot << 3) + KIND] = -1 - cells[(slot << 3) + KIND]!;
    if (++this.#cancelled > SORTED_LIMIT && this.#cancelled * 2 > this.size) this.#clearCancelled();
    this.#findNext();
  }

  /** Moves to the next event and fills `kind`, `a`, `b`; there must be one. */
  take(): void {
    const last = this.#count - 1;
    const slot = this.#slots[last]!;
    const pending = this.#pending;
    const { cells } = pending;
    const cell = slot << 3;
    this.kind = cells[cell + KIND]!;
    this.a = cells[cell + A]!;
    this.b = cells[cell + B]!;
    const following = cells[cell + NEXT]!;
    cells[cell + NEXT] = pending.free;
    pending.free = slot;
    this.#events--;
    if (following === NONE) {
      this.#count = last;
      if (last > 0 && this.#cancelled === 0) this.nextTime = this.#times[last - 1]!;
      else this.#findNext();
    } else {
      cells[(following << 3) + TAIL] = cells[cell + TAIL]!;
      this.#slots[last] = following;
      if (this.#cancelled > 0) this.#findNext();
    }
  }

  /** Brings a live event to the end of the sorted array, and notes its time. */
  #findNext(): void {
    const pending = this.#pending;
    for (;;) {
      if (this.#count === 0 && !this.#refill()) {
        this.nextTime = Infinity;
        return;
      }
      const last = this.#count - 1;
      const slot = this.#slots[last]!;
      const { cells } = pending;
      if (cells[(slot << 3) + KIND]! >= 0) {
        this.nextTime = this.#times[last]!;
        return;
      }
      const following = cells[(slot << 3) + NEXT]!;
      if (following === NONE) this.#count = last;
      else {
        cells[(following << 3) + TAIL] = cells[(slot << 3) + TAIL]!;
        this.#slots[last] = following;
      }
      pending.release(slot);
      this.#events--;
      this.#cancelled--;
    }
  }

  /** Puts the newest event among the sorted ones: behind those of its time that have its rank or come before it. */
  #insert(time: number, kind: number, slot: number): void {
    const times = this.#times;
    const slots = this.#slots;
    this.#pending.cells[(slot << 3) + NEXT] = NONE;
    this.#events++;
    let i = this.#count;
    while (i > 0) {
      const other = times[i - 1]!;
      if (other >= time) {
        if (other > time) break;
        const later = this.#order.rankOf(slots[i - 1]!) - this.#ranks[kind]!;
        if (later > 0) break;
        if (later === 0) {
          this.#append(slots[i - 1]!, slot);
          this.#closeGap(i);
          return;
        }
      }
      times[i] = other;
      slots[i] = slots[i - 1]!;
      i--;
    }
    times[i] = time;
    slots[i] = slot;
    const count = ++this.#count;
    this.nextTime = times[count - 1]!;
    if (count > this.#limit) {
      this.#spill();
      this.#findNext();
    }
  }

  /** Lets an event wait behind those of its instant and rank. */
  #append(first: number, slot: number): void {
    const { cells } = this.#pending;
    const isAlone = cells[(first << 3) + NEXT] === NONE;
    const tail = isAlone ? first : cells[(first << 3) + TAIL]!;
    cells[(tail << 3) + NEXT] = slot;
    cells[(first << 3) + TAIL] = slot;
  }

  /** Moves the places from `gap` on back that had made room for one more. */
  #closeGap(gap: number): void {
    for (let i = gap; i < this.#count; i++) {
      this.#times[i] = this.#times[i + 1]!;
      this.#slots[i] = this.#slots[i + 1]!;
    }
  }

  /**
   * Events get their number in the order of scheduling when they come to the ladder. Those that come from the sorted array are in their order already,
   * and what was scheduled for the same instant while they stood there stood there too.
   */
  #number(slot: number): void {
    this.#pending.cells[(slot << 3) + SEQUENCE] = this.#sequence;
    this.#sequence = (this.#sequence + 1) & SEQUENCE_MASK;
  }

  /** Too many for a sorted array: all go to the ladder, unless its rungs are used up. */
  #spill(): void {
    if (!this.#ladder.hasRoom) {
      this.#limit = this.#count * 2;
      this.#widenSorted(this.#limit + 1);
      return;
    }
    const count = this.#events;
    this.#unfold();
    this.#count = 0;
    this.#events = 0;
    this.#limit = SORTED_LIMIT;
    for (let i = count - 1; i >= 0; i--) this.#number(this.#slots[i]!);
    this.#ladder.spread(this.#times, this.#slots, count);
  }

  /** Gives every event of the sorted array a place of its own. */
  #unfold(): void {
    const { cells } = this.#pending;
    this.#widenSorted(this.#events + 1);
    const times = this.#times;
    const slots = this.#slots;
    // From the latest place on, each to its new index; within a place the first event comes last. Nothing is overwritten that is still to be read,
    // because an event never moves to a lower index and the highest are moved first.
    let to = this.#events;
    for (let from = this.#count - 1; from >= 0; from--) {
      const time = times[from]!;
      let slot = slots[from]!;
      while (slot !== NONE) {
        times[--to] = time;
        slots[to] = slot;
        slot = cells[(slot << 3) + NEXT]!;
      }
    }
    this.#count = this.#events;
  }

  /** Lets events of one instant and rank share a place, in an array where every event has its own. */
  #fold(): void {
    const { cells } = this.#pending;
    const times = this.#times;
    const slots = this.#slots;
    const count = this.#count;
    let places = 0;
    for (let i = 0; i < count; i++) {
      const slot = slots[i]!;
      const time = times[i]!;
      const last = places - 1;
      if (last >= 0 && times[last] === time && this.#order.rankOf(slots[last]!) === this.#order.rankOf(slot)) {
        // The array is sorted with the earliest last: this one comes before all that share the place.
        const first = slots[last]!;
        cells[(slot << 3) + NEXT] = first;
        cells[(slot << 3) + TAIL] = cells[(first << 3) + NEXT] === NONE ? first : cells[(first << 3) + TAIL]!;
        slots[last] = slot;
      } else {
        cells[(slot << 3) + NEXT] = NONE;
        times[places] = time;
        slots[places++] = slot;
      }
    }
    this.#count = places;
    this.#events = count;
  }

  /** Fetches the earliest events from the ladder; false when nothing is pending. */
  #refill(): boolean {
    const ladder = this.#ladder;
    if (ladder.count === 0) return false;
    const expected = ladder.settle();
    this.#limit = Math.max(SORTED_LIMIT, expected * 2);
    this.#widenSorted(this.#limit + 1);
    this.#count = ladder.take(this.#times, this.#slots);
    this.#order.sort(this.#times, this.#slots, this.#count);
    this.#fold();
    return true;
  }

  /** Frees the slots of all cancelled events, and lets the ladder order the others anew. */
  #clearCancelled(): void {
    const ladder = this.#ladder;
    this.#widenSorted(this.size + 1);
    this.#unfold();
    for (let i = this.#count - 1; i >= 0; i--) this.#number(this.#slots[i]!);
    const total = this.#count + ladder.drain(this.#times, this.#slots, this.#count);
    let kept = 0;
    for (let i = 0; i < total; i++) {
      const slot = this.#slots[i]!;
      if (this.#pending.cells[(slot << 3) + KIND]! < 0) {
        this.#pending.release(slot);
        continue;
      }
      this.#times[kept] = this.#times[i]!;
      this.#slots[kept++] = slot;
    }
    this.#cancelled = 0;
    this.#count = kept;
    this.#limit = Math.max(SORTED_LIMIT, kept);
    this.#order.sort(this.#times, this.#slots, this.#count);
    this.#fold();
    if (this.#count > SORTED_LIMIT) this.#spill();
  }

  #widenSorted(capacity: number): void {
    if (capacity <= this.#times.length) return;
    const after = Math.max(capacity, this.#times.length * 2);
    this.#times = widen(this.#times, new Float64Array(after));
    this.#slots = widen(this.#slots, new Int32Array(after));
  }
}

function widen<Column extends Float64Array | Int32Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
