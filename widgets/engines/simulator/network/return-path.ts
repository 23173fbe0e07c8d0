import type { RequestPool } from '../request-pool.ts';

const FIRST_CAPACITY = 64;
export const NO_CROSSING = -1;

/**
 * The links that the answer to a request will cross on its way back, the last crossed first: a stack for each request, its entries in columns. A slot
 * of the pool may hold another request by now, so a stack belongs to a serial number.
 */
export class ReturnPath {
  /** By request: its last entry, and the serial number for which it holds. */
  #top = new Int32Array(0);
  #serial = new Float64Array(0);
  /** By entry: link and direction as 2 · link + direction, and the entry below it; of a free entry, the next free one. */
  #crossing = new Int32Array(FIRST_CAPACITY);
  #below = new Int32Array(FIRST_CAPACITY);
  #free = NO_CROSSING;
  #used = 0;

  grow(capacity: number): void {
    const top = this.#top;
    const serial = this.#serial;
    this.#top = new Int32Array(capacity).fill(NO_CROSSING);
    this.#top.set(top);
    this.#serial = new Float64Array(capacity).fill(Number.NaN);
    this.#serial.set(serial);
  }

  /** The answer will cross `link` in `direction`. */
  push({ serial }: RequestPool, request: number, link: number, direction: number): void {
    if (this.#serial[request] !== serial[request]) this.#forget(request, serial[request]!);
    const entry = this.#take();
    this.#crossing[entry] = 2 * link + direction;
    this.#below[entry] = this.#top[request]!;
    this.#top[request] = entry;
  }

  /** Takes the next link off, as 2 · link + direction; `NO_CROSSING` when the answer is back. */
  pop({ serial }: RequestPool, request: number): number {
    if (this.#serial[request] !== serial[request]) return NO_CROSSING;
    const entry = this.#top[request]!;
    if (entry === NO_CROSSING) return NO_CROSSING;
    this.#top[request] = this.#below[entry]!;
    this.#release(entry);
    return this.#crossing[entry]!;
  }

  /** What a request left here that never had its answer is free again. */
  #forget(request: number, serial: number): void {
    let entry = this.#top[request]!;
    while (entry !== NO_CROSSING) {
      const below = this.#below[entry]!;
      this.#release(entry);
      entry = below;
    }
    this.#top[request] = NO_CROSSING;
    this.#serial[request] = serial;
  }

  #release(entry: number): void {
    this.#below[entry] = this.#free;
    this.#free = entry;
  }

  #take(): number {
    const entry = this.#free;
    if (entry !== NO_CROSSING) {
      this.#free = this.#below[entry]!;
      return entry;
    }
    if (this.#used === this.#crossing.length) {
      const crossing = new Int32Array(this.#used * 2);
      const below = new Int32Array(this.#used * 2);
      crossing.set(this.#crossing);
      below.set(this.#below);
      this.#crossing = crossing;
      this.#below = below;
    }
    return this.#used++;
  }
}
