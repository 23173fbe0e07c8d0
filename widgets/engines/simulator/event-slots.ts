const FIRST_CAPACITY = 64;
const NONE = -1;

/** Where in the eight cells of a slot its numbers stand; the last two cells are the time. */
export const KIND = 0;
export const A = 1;
export const B = 2;
/** The next of the free slots, or of a list in the ladder. */
export const NEXT = 3;
/** The order of scheduling, kept while the event is in the ladder. */
export const SEQUENCE = 4;
/** The last one of those that wait behind this event for the same instant and rank; kept while they wait in the sorted array. */
export const TAIL = 5;

/** Pending events, each in a slot of 32 bytes, so that one event touches one line of the cache however many wait. */
export class EventSlots {
  /** Cell k of a slot is `cells[(slot << 3) + k]`. */
  cells = new Int32Array(8 * FIRST_CAPACITY);
  /** The time of a slot that is in the ladder is `times[(slot << 2) + 3]`. */
  times = new Float64Array(this.cells.buffer);
  /** First of the free slots, linked through `NEXT`. The event list gives slots back itself, in the line of the cache that it has just read. */
  free = NONE;
  #used = 0;

  take(kind: number, a: number, b: number): number {
    let slot = this.free;
    if (slot === NONE) {
      if (this.#used << 3 === this.cells.length) this.#grow();
      slot = this.#used++;
    } else this.free = this.cells[(slot << 3) + NEXT]!;
    const cells = this.cells;
    const cell = slot << 3;
    cells[cell + KIND] = kind;
    cells[cell + A] = a;
    cells[cell + B] = b;
    return slot;
  }

  release(slot: number): void {
    this.cells[(slot << 3) + NEXT] = this.free;
    this.free = slot;
  }

  #grow(): void {
    const before = this.cells;
    this.cells = new Int32Array(before.length * 2);
    this.cells.set(before);
    this.times = new Float64Array(this.cells.buffer);
  }
}
