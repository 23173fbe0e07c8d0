import { NO_REQUEST, type RequestPool } from '../request-pool.ts';

const NO_LANE = -1;
/** No lane is known to hold a request. */
const NO_LANES_USED = 1e9;

/**
 * Which requests a `LaneQueue` needs to find in its middle: by request, the one before it and its lane. Shared by all lines of a station; they grow
 * with the pool of requests.
 */
export class LaneColumns {
  previous = new Int32Array(0);
  lane = new Int16Array(0);

  grow(capacity: number): void {
    const { previous, lane } = this;
    this.previous = new Int32Array(capacity);
    this.previous.set(previous);
    this.lane = new Int16Array(capacity).fill(NO_LANE);
    this.lane.set(lane);
  }
}

/**
 * Requests that wait, and of which any can be taken out of the middle: with the discipline "priority" in classes, class 1 first (Triton,
 * model_config.proto: priority 1 is the highest), with "lifo" the newest first, otherwise in order. Each class has two lanes: the line, and behind it
 * those whose wait was too long and who are "delayed", served when the line of the class is empty (Triton, timeout_action DELAY). Has the shape of
 * `RequestQueue`.
 */
export class LaneQueue {
  count = 0;
  readonly #columns: LaneColumns;
  readonly #hasClasses: boolean;
  readonly #isNewestFirst: boolean;
  #heads = new Int32Array(2).fill(NO_REQUEST);
  #tails = new Int32Array(2).fill(NO_REQUEST);
  #firstLane = NO_LANES_USED;

  constructor(columns: LaneColumns, discipline: string) {
    this.#columns = columns;
    this.#hasClasses = discipline === 'priority';
    this.#isNewestFirst = discipline === 'lifo';
  }

  push(pool: RequestPool, request: number): void {
    const priority = this.#hasClasses && pool.priority.length > 0 ? pool.priority[request]! : 1;
    this.#put(pool, request, 2 * (priority - 1));
  }

  /** Removes the first `size` requests, best class first, and gives the first of them; they stay linked, and the last one ends the list. */
  take(pool: RequestPool, size: number): number {
    const first = this.#takeFirst(pool);
    let last = first;
    for (let i = 1; i < size; i++) {
      const request = this.#takeFirst(pool);
      pool.next[last] = request;
      last = request;
    }
    pool.next[last] = NO_REQUEST;
    return first;
  }

  /** Takes a request out, wherever it stands. */
  remove(pool: RequestPool, request: number): void {
    const { previous, lane } = this.#columns;
    const from = lane[request]!;
    const before = previous[request]!;
    const after = pool.next[request]!;
    if (before === NO_REQUEST) this.#heads[from] = after;
    else pool.next[before] = after;
    if (after === NO_REQUEST) this.#tails[from] = before;
    else previous[after] = before;
    lane[request] = NO_LANE;
    this.count--;
    this.#skipEmptyLanes();
  }

  /** Moves a request behind all others of its class. */
  delay(pool: RequestPool, request: number): void {
    const lane = this.#columns.lane[request]!;
    this.remove(pool, request);
    this.#put(pool, request, lane | 1);
  }

  holds(request: number): boolean {
    return this.#columns.lane[request] !== NO_LANE;
  }

  /** When the request that came first of all that wait joined, in seconds; Infinity when nobody waits. */
  oldestEnqueuedAt(pool: RequestPool): number {
    let oldest = Infinity;
    const { length } = this.#heads;
    for (let lane = this.#firstLane; lane < length; lane++) {
      const first = this.#oldestOf(lane);
      if (first !== NO_REQUEST) oldest = Math.min(oldest, pool.enqueuedAt[first]!);
    }
    return oldest;
  }

  /** Of the requests that are not delayed: the one that came first, or none. */
  oldestUndelayed(pool: RequestPool): number {
    let oldest = NO_REQUEST;
    for (let lane = this.#firstLane & ~1; lane < this.#heads.length; lane += 2) {
      const first = this.#oldestOf(lane);
      if (first === NO_REQUEST) continue;
      if (oldest === NO_REQUEST || pool.enqueuedAt[first]! < pool.enqueuedAt[oldest]!) oldest = first;
    }
    return oldest;
  }

  /** Who came first of those in a lane. */
  #oldestOf(lane: number): number {
    return this.#isNewestFirst ? this.#tails[lane]! : this.#heads[lane]!;
  }

  #put(pool: RequestPool, request: number, lane: number): void {
    if (lane + 1 >= this.#heads.length) this.#addLanes(lane + 2);
    if (this.#isNewestFirst) this.#prepend(pool, request, lane);
    else this.#append(pool, request, lane);
    this.#columns.lane[request] = lane;
    this.count++;
    if (lane < this.#firstLane) this.#firstLane = lane;
  }

  #prepend(pool: RequestPool, request: number, lane: number): void {
    const head = this.#heads[lane]!;
    pool.next[request] = head;
    this.#columns.previous[request] = NO_REQUEST;
    if (head === NO_REQUEST) this.#tails[lane] = request;
    else this.#columns.previous[head] = request;
    this.#heads[lane] = request;
  }

  #append(pool: RequestPool, request: number, lane: number): void {
    const tail = this.#tails[lane]!;
    pool.next[request] = NO_REQUEST;
    this.#columns.previous[request] = tail;
    if (tail === NO_REQUEST) this.#heads[lane] = request;
    else pool.next[tail] = request;
    this.#tails[lane] = request;
  }

  #takeFirst(pool: RequestPool): number {
    const request = this.#heads[this.#firstLane]!;
    this.remove(pool, request);
    return request;
  }

  #skipEmptyLanes(): void {
    const heads = this.#heads;
    while (this.#firstLane < heads.length && heads[this.#firstLane] === NO_REQUEST) this.#firstLane++;
    if (this.#firstLane >= heads.length) this.#firstLane = NO_LANES_USED;
  }

  #addLanes(count: number): void {
    const before = this.#heads;
    const tailsBefore = this.#tails;
    this.#heads = new Int32Array(count).fill(NO_REQUEST);
    this.#heads.set(before);
    this.#tails = new Int32Array(count).fill(NO_REQUEST);
    this.#tails.set(tailsBefore);
  }
}
