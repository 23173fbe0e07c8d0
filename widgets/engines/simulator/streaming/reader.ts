/**
 * One consumer at its poll loop: which partitions it has, and the poll that it is working on, as stretches of offsets. Records are processed one after
 * another, in the order in which the poll took them.
 */
export class Reader {
  /** True while it works on a poll. */
  isBusy = false;
  /** Partitions that it reads, ascending. */
  owned: readonly number[] = [];
  /** Where among `owned` the next poll begins, so that a hot partition cannot starve the rest. */
  cursor = 0;
  /** The event of the end of the present record or poll, for cancelling. */
  workSlot = -1;
  /** Counts polls, so that what was meant for an earlier one is recognised. */
  pollNumber = 0;
  /** The poll: partition, first offset and the one after the last, of each stretch. */
  partition = new Int32Array(4);
  from = new Float64Array(4);
  to = new Float64Array(4);
  stretches = 0;
  /** The stretch and the offset that are being processed. */
  stretch = 0;
  offset = 0;

  /** From now on it reads these. */
  own(partitions: readonly number[]): void {
    this.owned = partitions;
    if (this.cursor >= partitions.length) this.cursor = 0;
  }

  /** A new poll begins. */
  open(): void {
    this.stretches = 0;
    this.stretch = 0;
    this.pollNumber++;
    this.isBusy = true;
  }

  addStretch(partition: number, from: number, to: number): void {
    if (this.stretches === this.partition.length) this.#grow();
    this.partition[this.stretches] = partition;
    this.from[this.stretches] = from;
    this.to[this.stretches] = to;
    if (this.stretches++ === 0) this.offset = from;
  }

  /** Goes on to the next record; false at the end of the poll. */
  next(): boolean {
    if (++this.offset < this.to[this.stretch]!) return true;
    if (++this.stretch === this.stretches) return false;
    this.offset = this.from[this.stretch]!;
    return true;
  }

  #grow(): void {
    const { partition, from, to } = this;
    this.partition = new Int32Array(partition.length * 2);
    this.partition.set(partition);
    this.from = new Float64Array(from.length * 2);
    this.from.set(from);
    this.to = new Float64Array(to.length * 2);
    this.to.set(to);
  }
}
