const NONE = -1;

/** Slots from the one that was moved to the end longest ago to the one moved last: a doubly linked list in columns, every step of constant time. */
export class SlotOrder {
  /** First to go; −1 when there is none. */
  oldest = NONE;
  #newest = NONE;
  #older = new Int32Array(0);
  #newer = new Int32Array(0);

  grow(capacity: number): void {
    const older = this.#older;
    const newer = this.#newer;
    this.#older = new Int32Array(capacity);
    this.#older.set(older);
    this.#newer = new Int32Array(capacity);
    this.#newer.set(newer);
  }

  append(slot: number): void {
    this.#older[slot] = this.#newest;
    this.#newer[slot] = NONE;
    if (this.#newest === NONE) this.oldest = slot;
    else this.#newer[this.#newest] = slot;
    this.#newest = slot;
  }

  remove(slot: number): void {
    const older = this.#older[slot]!;
    const newer = this.#newer[slot]!;
    if (older === NONE) this.oldest = newer;
    else this.#newer[older] = newer;
    if (newer === NONE) this.#newest = older;
    else this.#older[newer] = older;
  }

  moveToEnd(slot: number): void {
    if (slot === this.#newest) return;
    this.remove(slot);
    this.append(slot);
  }

  clear(): void {
    this.oldest = NONE;
    this.#newest = NONE;
  }
}
