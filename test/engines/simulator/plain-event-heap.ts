interface Planned {
  readonly time: number;
  readonly rank: number;
  readonly order: number;
  readonly a: number;
}

/** The event list as one would first write it, a binary heap of objects: the oracle of the fast one. */
export class PlainEventHeap {
  readonly #heap: Planned[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  schedule(time: number, rank: number, a: number): void {
    this.#heap.push({ time, rank, order: this.#order++, a });
    let i = this.#heap.length - 1;
    while (i > 0 && this.#isBefore(i, (i - 1) >> 1)) {
      this.#swap(i, (i - 1) >> 1);
      i = (i - 1) >> 1;
    }
  }

  /** Removes the earliest and gives it. */
  pop(): Planned {
    const first = this.#heap[0]!;
    const last = this.#heap.pop()!;
    if (this.#heap.length > 0) this.#heap[0] = last;
    let i = 0;
    for (;;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < this.#heap.length && this.#isBefore(child, least)) least = child;
      if (least === i) return first;
      this.#swap(i, least);
      i = least;
    }
  }

  #isBefore(i: number, j: number): boolean {
    const [left, right] = [this.#heap[i]!, this.#heap[j]!];
    return (left.time - right.time || left.rank - right.rank || left.order - right.order) < 0;
  }

  #swap(i: number, j: number): void {
    [this.#heap[i], this.#heap[j]] = [this.#heap[j]!, this.#heap[i]!];
  }
}
