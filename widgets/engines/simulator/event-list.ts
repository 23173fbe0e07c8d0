/** A rank's share of the ordering number: more events than a run can have. */
const RANK_WEIGHT = 2 ** 49;
const FIRST_CAPACITY = 64;
/** The kind of a slot whose event was cancelled. */
const CANCELLED = -1;

/**
 * Pending events in order of (time, rank, order of scheduling), so that ties never depend on chance. A binary heap over typed arrays; an event
 * lives in a slot, and cancelling marks the slot, which the pop skips.
 */
export class EventList {
  /** Of the event that `pop` gave last. */
  time = 0;
  kind = 0;
  a = 0;
  b = 0;
  #count = 0;
  #sequence = 0;
  #heapTime = new Float64Array(FIRST_CAPACITY);
  #heapOrder = new Float64Array(FIRST_CAPACITY);
  #heapSlot = new Int32Array(FIRST_CAPACITY);
  #kinds = new Int32Array(FIRST_CAPACITY);
  #a = new Int32Array(FIRST_CAPACITY);
  #b = new Int32Array(FIRST_CAPACITY);
  /** Slots that are free, as a stack. */
  #free = Int32Array.from({ length: FIRST_CAPACITY }, (_, i) => FIRST_CAPACITY - 1 - i);

  /** Events waiting, cancelled ones included until they are reached. */
  get size(): number {
    return this.#count;
  }

  /** Adds an event and gives its slot, which `cancel` takes; the slot is the caller's until the event is popped. `rank` is 0 to 3. */
  schedule(time: number, rank: number, kind: number, a: number, b: number): number {
    if (this.#count === this.#heapTime.length) this.#grow();
    const slot = this.#free[this.#heapTime.length - this.#count - 1]!;
    this.#kinds[slot] = kind;
    this.#a[slot] = a;
    this.#b[slot] = b;
    this.#siftUp(this.#count++, time, rank * RANK_WEIGHT + this.#sequence++, slot);
    return slot;
  }

  /** Takes back an event that has not been popped yet. */
  cancel(slot: number): void {
    this.#kinds[slot] = CANCELLED;
  }

  /** Moves to the next event and fills `time`, `kind`, `a`, `b`; false when none is left or the next is later than `until`. */
  pop(until: number): boolean {
    while (this.#count > 0) {
      const time = this.#heapTime[0]!;
      if (time > until) return false;
      const slot = this.#heapSlot[0]!;
      this.#removeFirst();
      this.#free[this.#heapTime.length - this.#count - 1] = slot;
      const kind = this.#kinds[slot]!;
      if (kind === CANCELLED) continue;
      this.time = time;
      this.kind = kind;
      this.a = this.#a[slot]!;
      this.b = this.#b[slot]!;
      return true;
    }
    return false;
  }

  #siftUp(start: number, time: number, order: number, slot: number): void {
    const times = this.#heapTime;
    const orders = this.#heapOrder;
    const slots = this.#heapSlot;
    let i = start;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const parentTime = times[parent]!;
      if (parentTime < time || (parentTime === time && orders[parent]! < order)) break;
      times[i] = parentTime;
      orders[i] = orders[parent]!;
      slots[i] = slots[parent]!;
      i = parent;
    }
    times[i] = time;
    orders[i] = order;
    slots[i] = slot;
  }

  /** Lets the hole at the top sink to a leaf along the smaller children, then puts the last event there: fewer comparisons than sinking it. */
  #removeFirst(): void {
    const times = this.#heapTime;
    const orders = this.#heapOrder;
    const slots = this.#heapSlot;
    const last = --this.#count;
    let hole = 0;
    for (let child = 1; child < last; child = 2 * hole + 1) {
      const right = child + 1;
      if (
        right < last &&
        (times[right]! < times[child]! || (times[right]! === times[child]! && orders[right]! < orders[child]!))
      )
        child = right;
      times[hole] = times[child]!;
      orders[hole] = orders[child]!;
      slots[hole] = slots[child]!;
      hole = child;
    }
    if (hole !== last) this.#siftUp(hole, times[last]!, orders[last]!, slots[last]!);
  }

  #grow(): void {
    const before = this.#heapTime.length;
    const after = before * 2;
    this.#heapTime = widen(this.#heapTime, new Float64Array(after));
    this.#heapOrder = widen(this.#heapOrder, new Float64Array(after));
    this.#heapSlot = widen(this.#heapSlot, new Int32Array(after));
    this.#kinds = widen(this.#kinds, new Int32Array(after));
    this.#a = widen(this.#a, new Int32Array(after));
    this.#b = widen(this.#b, new Int32Array(after));
    this.#free = Int32Array.from({ length: after }, (_, i) => after - 1 - i);
  }
}

function widen<Column extends Float64Array | Int32Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
