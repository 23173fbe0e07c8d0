/** Where a record is on its way: never taken, taken but put back because its reader was lost, in the hands of a reader, processed. */
export const STAGE = { waiting: 0, putBack: 1, taken: 2, processed: 3 } as const;

/** Marks a record whose request has left: its effect is out in the world. */
export const GONE = -1;

/**
 * The records of one partition that may still be read, by offset from 0. Everything below `base` is forgotten. `committed` is where a new reader
 * would begin, `processed` is up to where the present reader has finished, `position` is what it takes next, `end` is the next record to come.
 */
export class PartitionRecords {
  base = 0;
  committed = 0;
  processed = 0;
  position = 0;
  end = 0;
  /** Most records between `committed` and `end` at any time. */
  mostLag = 0;
  /** Of the record at an offset, at `offset & mask`: its request or `GONE`, its stage. */
  request = new Int32Array(16);
  stage = new Uint8Array(16);
  /** When it happened and when it was appended, in seconds, and what it drew from the service law. */
  eventAt = new Float64Array(16);
  appendedAt = new Float64Array(16);
  draw = new Float64Array(16);
  mask = 15;

  append(request: number, eventAt: number, appendedAt: number, draw: number): void {
    if (this.end - this.base > this.mask) this.#grow();
    const slot = this.end & this.mask;
    this.request[slot] = request;
    this.stage[slot] = STAGE.waiting;
    this.eventAt[slot] = eventAt;
    this.appendedAt[slot] = appendedAt;
    this.draw[slot] = draw;
    this.end++;
    if (this.end - this.committed > this.mostLag) this.mostLag = this.end - this.committed;
  }

  /** Records that a reader could take now. */
  get available(): number {
    return this.end - this.position;
  }

  get lag(): number {
    return this.end - this.committed;
  }

  /** Forgets what is committed and done with. */
  forget(): void {
    while (this.base < this.committed && this.stage[this.base & this.mask] === STAGE.processed) this.base++;
  }

  /** A new reader begins where the last one has committed. */
  rewind(): void {
    this.position = this.committed;
    this.processed = this.committed;
  }

  #grow(): void {
    const mask = this.mask * 2 + 1;
    this.request = this.#spread(this.request, new Int32Array(mask + 1), mask);
    this.stage = this.#spread(this.stage, new Uint8Array(mask + 1), mask);
    this.eventAt = this.#spread(this.eventAt, new Float64Array(mask + 1), mask);
    this.appendedAt = this.#spread(this.appendedAt, new Float64Array(mask + 1), mask);
    this.draw = this.#spread(this.draw, new Float64Array(mask + 1), mask);
    this.mask = mask;
  }

  #spread<Column extends { [slot: number]: number }>(from: Column, to: Column, mask: number): Column {
    for (let offset = this.base; offset < this.end; offset++) to[offset & mask] = from[offset & this.mask]!;
    return to;
  }
}
