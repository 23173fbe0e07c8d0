import { NO_REQUEST } from '../request-pool.ts';

const NOWHERE = -2;

/** Calls that wait for one another to end, in order; any can leave. */
export class CallLine {
  count = 0;
  #head = NO_REQUEST;
  #tail = NO_REQUEST;
  /** By request: the one behind it, and the one before it or `NOWHERE` for who does not wait. */
  #next = new Int32Array(0);
  #previous = new Int32Array(0);
  /** By request: since when it waits, in seconds. */
  #since = new Float64Array(0);

  push(request: number, now: number): void {
    this.#next[request] = NO_REQUEST;
    this.#previous[request] = this.#tail;
    this.#since[request] = now;
    if (this.#tail === NO_REQUEST) this.#head = request;
    else this.#next[this.#tail] = request;
    this.#tail = request;
    this.count++;
  }

  /** The call that has waited longest; there is one. */
  take(): number {
    const first = this.#head;
    this.remove(first);
    return first;
  }

  has(request: number): boolean {
    return this.#previous[request] !== NOWHERE;
  }

  remove(request: number): void {
    const before = this.#previous[request]!;
    const after = this.#next[request]!;
    if (before === NO_REQUEST) this.#head = after;
    else this.#next[before] = after;
    if (after === NO_REQUEST) this.#tail = before;
    else this.#previous[after] = before;
    this.#previous[request] = NOWHERE;
    this.count--;
  }

  sinceOf(request: number): number {
    return this.#since[request]!;
  }

  grow(capacity: number): void {
    const [next, previous, since] = [this.#next, this.#previous, this.#since];
    this.#next = new Int32Array(capacity);
    this.#next.set(next);
    this.#previous = new Int32Array(capacity).fill(NOWHERE);
    this.#previous.set(previous);
    this.#since = new Float64Array(capacity);
    this.#since.set(since);
  }
}
