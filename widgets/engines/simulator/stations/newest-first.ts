/**
 * Slots in order of their rank, the highest on top: a binary heap that knows where each slot lies, so that any slot can be taken out. Answers "the
 * newest instance with room" in logarithmic time.
 */
export class NewestFirst {
  #heap = new Int32Array(16);
  /** By slot: its place in the heap, or −1. */
  #place = new Int32Array(16).fill(-1);
  #rank = new Float64Array(16);
  #count = 0;

  /** The slot of the highest rank, or −1. */
  get top(): number {
    return this.#count > 0 ? this.#heap[0]! : -1;
  }

  get count(): number {
    return this.#count;
  }

  /** Takes in a slot that is not there. */
  push(slot: number, rank: number): void {
    if (slot >= this.#place.length) this.#growSlots(slot);
    if (this.#count === this.#heap.length) this.#growHeap();
    this.#rank[slot] = rank;
    this.#rise(this.#count++, slot);
  }

  /** Takes out a slot; nothing happens when it is not there. */
  remove(slot: number): void {
    const place = slot < this.#place.length ? this.#place[slot]! : -1;
    if (place < 0) return;
    this.#place[slot] = -1;
    const last = this.#heap[--this.#count]!;
    if (last === slot) return;
    this.#rise(place, last);
    this.#sink(this.#place[last]!, last);
  }

  #rise(from: number, slot: number): void {
    const rank = this.#rank[slot]!;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#heap[parent]!;
      if (this.#rank[above]! >= rank) break;
      this.#set(place, above);
      place = parent;
    }
    this.#set(place, slot);
  }

  #sink(from: number, slot: number): void {
    const rank = this.#rank[slot]!;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#count) break;
      if (child + 1 < this.#count && this.#rank[this.#heap[child + 1]!]! > this.#rank[this.#heap[child]!]!) child++;
      const below = this.#heap[child]!;
      if (this.#rank[below]! <= rank) break;
      this.#set(place, below);
      place = child;
    }
    this.#set(place, slot);
  }

  #set(place: number, slot: number): void {
    this.#heap[place] = slot;
    this.#place[slot] = place;
  }

  #growSlots(slot: number): void {
    const length = Math.max(slot + 1, this.#place.length * 2);
    const places = new Int32Array(length).fill(-1);
    places.set(this.#place);
    this.#place = places;
    const ranks = new Float64Array(length);
    ranks.set(this.#rank);
    this.#rank = ranks;
  }

  #growHeap(): void {
    const heap = new Int32Array(this.#heap.length * 2);
    heap.set(this.#heap);
    this.#heap = heap;
  }
}
