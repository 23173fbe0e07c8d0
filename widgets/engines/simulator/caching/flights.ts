import { KeyTable } from './key-table.ts';

const NONE = -1;

/**
 * Fetches under way, one for each key, and who waits for them: request coalescing, as in singleflight of Go or proxy_cache_lock of nginx. Fetches and
 * waiters are slots of the pool of requests; the waiters of a fetch stand in a list, in the order in which they came.
 */
export class Flights {
  readonly #fetchOf = new KeyTable();
  /** By fetch: its first and last waiter. By waiter: the one before, the one after, and the fetch, or −1. */
  #first: Int32Array = new Int32Array(0);
  #last: Int32Array = new Int32Array(0);
  #before: Int32Array = new Int32Array(0);
  #after: Int32Array = new Int32Array(0);
  #waitsFor: Int32Array = new Int32Array(0);

  /** The fetch of a key, −1 when there is none. */
  fetchOf(key: number): number {
    return this.#fetchOf.get(key);
  }

  start(key: number, fetch: number): void {
    this.#fetchOf.put(key, fetch);
    this.#first[fetch] = NONE;
    this.#last[fetch] = NONE;
  }

  /** The fetch has ended, and no new waiter joins it. False when it is not the fetch of this key. */
  end(key: number, fetch: number): boolean {
    if (this.#fetchOf.get(key) !== fetch) return false;
    this.#fetchOf.remove(key);
    return true;
  }

  join(fetch: number, request: number): void {
    const last = this.#last[fetch]!;
    this.#waitsFor[request] = fetch;
    this.#before[request] = last;
    this.#after[request] = NONE;
    if (last === NONE) this.#first[fetch] = request;
    else this.#after[last] = request;
    this.#last[fetch] = request;
  }

  /** Takes a request that waits for a fetch out of its list. */
  leave(request: number): void {
    const fetch = this.#waitsFor[request]!;
    const before = this.#before[request]!;
    const after = this.#after[request]!;
    this.#waitsFor[request] = NONE;
    if (before === NONE) this.#first[fetch] = after;
    else this.#after[before] = after;
    if (after === NONE) this.#last[fetch] = before;
    else this.#before[after] = before;
  }

  isWaiting(request: number): boolean {
    return this.#waitsFor[request] !== NONE;
  }

  /** Who has waited longest, or −1. */
  firstWaiter(fetch: number): number {
    return this.#first[fetch]!;
  }

  grow(capacity: number): void {
    this.#first = widened(this.#first, capacity);
    this.#last = widened(this.#last, capacity);
    this.#before = widened(this.#before, capacity);
    this.#after = widened(this.#after, capacity);
    this.#waitsFor = widened(this.#waitsFor, capacity);
  }
}

function widened(from: Int32Array, capacity: number): Int32Array {
  const to = new Int32Array(capacity).fill(NONE);
  to.set(from);
  return to;
}
