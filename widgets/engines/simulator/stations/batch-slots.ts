import { NO_REQUEST } from '../request-pool.ts';

/** Batches in service: the first request of each (the rest are linked behind it) and how many. Grows to the most that were ever busy at once. */
export class BatchSlots {
  heads = new Int32Array(8);
  sizes = new Int32Array(8);
  #free = -1;
  #used = 0;

  take(head: number, size: number): number {
    let slot = this.#free;
    if (slot < 0) {
      if (this.#used === this.heads.length) this.#grow();
      slot = this.#used++;
    } else this.#free = this.sizes[slot]!;
    this.heads[slot] = head;
    this.sizes[slot] = size;
    return slot;
  }

  /** Frees a slot; free slots are linked through `sizes`. */
  release(slot: number): void {
    this.heads[slot] = NO_REQUEST;
    this.sizes[slot] = this.#free;
    this.#free = slot;
  }

  #grow(): void {
    const { heads, sizes } = this;
    this.heads = new Int32Array(heads.length * 2);
    this.heads.set(heads);
    this.sizes = new Int32Array(sizes.length * 2);
    this.sizes.set(sizes);
  }
}
