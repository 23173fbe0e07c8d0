const FIRST_CAPACITY = 256;
/** Beyond this many requests at once a browser tab runs out of memory. */
const MAXIMUM_CAPACITY = 2 ** 22;

/** A queue outgrew the memory: the scenario asks for more than its capacity and lets requests wait without end. */
export class OverloadError extends Error {
  override name = 'OverloadError';
}

/** Marks the end of a list of requests. */
export const NO_REQUEST = -1;

/** Requests on their way, as slots in columns; a slot is used again once its request has left. */
export class RequestPool {
  /** When it came into being, in seconds; a trip to the first component may follow. */
  createdAt = new Float64Array(FIRST_CAPACITY);
  /** When it left its source: the snapshot time of a row. */
  releasedAt = new Float64Array(FIRST_CAPACITY);
  /** When it reached the station where it is now. */
  enqueuedAt = new Float64Array(FIRST_CAPACITY);
  /** Time that the answer will take on its way back. */
  returnSeconds = new Float64Array(FIRST_CAPACITY);
  /** Answers later than this are timed out; Infinity when nobody gives up. */
  deadline = new Float64Array(FIRST_CAPACITY);
  /** Number among all requests of the run, from 0. */
  serial = new Float64Array(FIRST_CAPACITY);
  /** Index of the station that created it. */
  source = new Int32Array(FIRST_CAPACITY);
  /** Key from 0, or −1. */
  key = new Int32Array(FIRST_CAPACITY);
  /** Next in the list where it is: a queue or a batch. */
  next = new Int32Array(FIRST_CAPACITY);
  /** 1 while the slot holds a request. */
  isLive = new Uint8Array(FIRST_CAPACITY);
  /** Called after the columns grew, so that stations grow theirs. */
  onGrow: (capacity: number) => void = () => {};
  #free = NO_REQUEST;
  #used = 0;
  #created = 0;

  get capacity(): number {
    return this.next.length;
  }

  /** Slots ever used: live requests have smaller indexes. */
  get used(): number {
    return this.#used;
  }

  /** Takes a slot for a new request. Throws an `OverloadError` when more than 4,194,304 are on their way at once. */
  create(now: number, source: number, key: number): number {
    let request = this.#free;
    if (request === NO_REQUEST) {
      if (this.#used === this.capacity) this.#grow();
      request = this.#used++;
    } else this.#free = this.next[request]!;
    this.createdAt[request] = now;
    this.releasedAt[request] = now;
    this.returnSeconds[request] = 0;
    this.deadline[request] = Infinity;
    this.serial[request] = this.#created++;
    this.source[request] = source;
    this.key[request] = key;
    this.next[request] = NO_REQUEST;
    this.isLive[request] = 1;
    return request;
  }

  /** Gives the slot back. */
  release(request: number): void {
    this.isLive[request] = 0;
    this.next[request] = this.#free;
    this.#free = request;
  }

  #grow(): void {
    const capacity = this.capacity * 2;
    if (capacity > MAXIMUM_CAPACITY) {
      throw new OverloadError(
        `More than ${MAXIMUM_CAPACITY} requests are in the system at once: some queue grows without end. Add capacity, lower the arrival rate, set queueCapacity, or shorten the run.`,
      );
    }
    this.createdAt = copyInto(new Float64Array(capacity), this.createdAt);
    this.releasedAt = copyInto(new Float64Array(capacity), this.releasedAt);
    this.enqueuedAt = copyInto(new Float64Array(capacity), this.enqueuedAt);
    this.returnSeconds = copyInto(new Float64Array(capacity), this.returnSeconds);
    this.deadline = copyInto(new Float64Array(capacity), this.deadline);
    this.serial = copyInto(new Float64Array(capacity), this.serial);
    this.source = copyInto(new Int32Array(capacity), this.source);
    this.key = copyInto(new Int32Array(capacity), this.key);
    this.next = copyInto(new Int32Array(capacity), this.next);
    this.isLive = copyInto(new Uint8Array(capacity), this.isLive);
    this.onGrow(capacity);
  }
}

function copyInto<Column extends { set(from: ArrayLike<number>): void }>(to: Column, from: ArrayLike<number>): Column {
  to.set(from);
  return to;
}

/** A first-come-first-served line of requests, linked through the pool's `next`: no memory of its own. */
export class RequestQueue {
  head = NO_REQUEST;
  count = 0;
  #tail = NO_REQUEST;

  push(pool: RequestPool, request: number): void {
    pool.next[request] = NO_REQUEST;
    if (this.head === NO_REQUEST) this.head = request;
    else pool.next[this.#tail] = request;
    this.#tail = request;
    this.count++;
  }

  /** Removes the first `size` requests and gives the first of them; they stay linked, and the last one ends the list. */
  take(pool: RequestPool, size: number): number {
    const first = this.head;
    let last = first;
    for (let i = 1; i < size; i++) last = pool.next[last]!;
    this.head = pool.next[last]!;
    pool.next[last] = NO_REQUEST;
    this.count -= size;
    return first;
  }
}
