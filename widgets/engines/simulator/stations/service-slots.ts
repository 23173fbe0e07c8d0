import { NO_REQUEST } from '../request-pool.ts';

const FIRST_CAPACITY = 8;

/**
 * Batches in service: the first request of each (the rest are linked behind it), how many, whose line and replica, since when, and the event of their
 * end. Grows to the most that were ever in service at once.
 */
export class ServiceSlots {
  heads = new Int32Array(FIRST_CAPACITY);
  /** Of a free slot: the next free one. */
  sizes = new Int32Array(FIRST_CAPACITY);
  lines = new Int32Array(FIRST_CAPACITY);
  replicas = new Int32Array(FIRST_CAPACITY);
  startedAt = new Float64Array(FIRST_CAPACITY);
  /** Handle of the event that ends the service. */
  events = new Float64Array(FIRST_CAPACITY);
  #free = -1;
  #used = 0;

  /** Slots ever used. */
  get used(): number {
    return this.#used;
  }

  take(head: number, size: number, line: number, replica: number, now: number): number {
    let slot = this.#free;
    if (slot < 0) {
      if (this.#used === this.heads.length) this.#grow();
      slot = this.#used++;
    } else this.#free = this.sizes[slot]!;
    this.heads[slot] = head;
    this.sizes[slot] = size;
    this.lines[slot] = line;
    this.replicas[slot] = replica;
    this.startedAt[slot] = now;
    return slot;
  }

  release(slot: number): void {
    this.heads[slot] = NO_REQUEST;
    this.sizes[slot] = this.#free;
    this.#free = slot;
  }

  #grow(): void {
    const capacity = this.heads.length * 2;
    const { heads, sizes, lines, replicas, startedAt, events } = this;
    this.heads = new Int32Array(capacity);
    this.heads.set(heads);
    this.sizes = new Int32Array(capacity);
    this.sizes.set(sizes);
    this.lines = new Int32Array(capacity);
    this.lines.set(lines);
    this.replicas = new Int32Array(capacity);
    this.replicas.set(replicas);
    this.startedAt = new Float64Array(capacity);
    this.startedAt.set(startedAt);
    this.events = new Float64Array(capacity);
    this.events.set(events);
  }
}
