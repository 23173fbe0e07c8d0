import { snap } from './snap.ts';

const FIRST_CAPACITY = 256;
/** Beyond this many requests at once a browser tab runs out of memory. */
export const MAXIMUM_CAPACITY = 2 ** 22;

/** A queue outgrew the memory: the scenario asks for more than its capacity and lets requests wait without end. */
export class OverloadError extends Error {
  override name = 'OverloadError';
}

/** Marks the end of a list of requests. */
export const NO_REQUEST = -1;
/** In place of the parent of an attempt that nobody waits for: a copy of a request, a refresh in the background. */
export const ON_NOBODYS_BEHALF = -2;

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
  deadline = new Float64Array(FIRST_CAPACITY).fill(Infinity);
  /** Number among all requests of the run, from 0; of attempts, from −1 down. */
  serial = new Float64Array(FIRST_CAPACITY);
  /** Index of the station that created it. */
  source = new Int32Array(FIRST_CAPACITY);
  /** Key from 0, or −1. */
  key = new Int32Array(FIRST_CAPACITY).fill(-1);
  /** Priority class from 1, the highest. Empty until a source asks for it with `carryPriority`: then everybody is of class 1. */
  priority = new Uint8Array(0);
  /** Size as a multiple of the mean size of its source. Empty until a source asks for it with `carryPayload`. */
  payloadFactor = new Float64Array(0);
  /** 1 when who asked has stopped waiting, and index of the station that wants to hear of that, or −1. Empty until `carryDeadlines`. */
  abandoned = new Uint8Array(0);
  holder = new Int32Array(0);
  /**
   * Of an attempt, the request on whose behalf a station sent it (`calls/calling-station.ts`), or `ON_NOBODYS_BEHALF`; `NO_REQUEST` of a request that a
   * source made. And the source of the request that started it all. Empty until `carryCalls`.
   */
  parent = new Int32Array(0);
  origin = new Int32Array(0);
  /** Of an attempt that was turned away and is on its way back: 1 + the outcome; 0 otherwise. Kept with `parent`. */
  refusal = new Uint8Array(0);
  /** Next in the list where it is: a queue or a batch. */
  next = new Int32Array(FIRST_CAPACITY);
  /** 1 while the slot holds a request; kept only where `isDetailed`. */
  isLive = new Uint8Array(FIRST_CAPACITY);
  /**
   * False when nobody reads more of a request than `createdAt`, `enqueuedAt` and `next`: the other columns then keep what a request without
   * deadline, key and links has, and are not written.
   */
  isDetailed = true;
  /** Most requests at once; fewer where many stations keep columns of their own (`capacityWithin`). */
  maximumCapacity = MAXIMUM_CAPACITY;
  /** Called after the columns grew, so that stations grow theirs. */
  onGrow: (capacity: number) => void = () => {};
  #free = NO_REQUEST;
  #used = 0;
  #created = 0;
  #attempts = 0;

  get capacity(): number {
    return this.next.length;
  }

  /** Slots ever used: live requests have smaller indexes. */
  get used(): number {
    return this.#used;
  }

  /** Takes a slot for a new request. Throws an `OverloadError` when more than 4,194,304 are on their way at once. */
  create(now: number, source: number, key: number): number {
    const request = this.take();
    this.createdAt[request] = now;
    if (this.isDetailed) this.#fillDetail(request, now, source, key);
    return request;
  }

  /** Takes a slot that says nothing yet. */
  take(): number {
    let request = this.#free;
    if (request === NO_REQUEST) {
      if (this.#used === this.capacity) this.#grow();
      request = this.#used++;
    } else this.#free = this.next[request]!;
    return request;
  }

  #fillDetail(request: number, now: number, source: number, key: number): void {
    this.source[request] = source;
    this.releasedAt[request] = now;
    this.returnSeconds[request] = 0;
    this.deadline[request] = Infinity;
    this.serial[request] = this.#created++;
    this.key[request] = key;
    this.next[request] = NO_REQUEST;
    this.isLive[request] = 1;
    if (this.priority.length > 0) this.priority[request] = 1;
    if (this.payloadFactor.length > 0) this.payloadFactor[request] = 1;
    if (this.abandoned.length > 0) {
      this.abandoned[request] = 0;
      this.holder[request] = -1;
    }
    if (this.parent.length > 0) {
      this.parent[request] = NO_REQUEST;
      this.origin[request] = source;
    }
  }

  /** Takes a slot for an attempt that the station `caller` makes on behalf of a request: it carries what that carries. Needs `carryCalls`. */
  createAttempt(now: number, caller: number, parent: number): number {
    const attempt = this.create(now, caller, this.key[parent]!);
    this.#created--;
    this.serial[attempt] = -++this.#attempts;
    this.releasedAt[attempt] = this.releasedAt[parent]!;
    this.deadline[attempt] = snap(this.deadline[parent]! - this.returnSeconds[parent]!);
    if (this.priority.length > 0) this.priority[attempt] = this.priority[parent]!;
    if (this.payloadFactor.length > 0) this.payloadFactor[attempt] = this.payloadFactor[parent]!;
    this.origin[attempt] = this.origin[parent]!;
    this.refusal[attempt] = 0;
    this.parent[attempt] = parent;
    return attempt;
  }

  /** True for what a station sent on behalf of a request, and no request itself. */
  isAttempt(request: number): boolean {
    return this.parent.length > 0 && this.parent[request] !== NO_REQUEST;
  }

  /** Index of the source of the request that is behind it all. */
  originOf(request: number): number {
    return this.origin.length > 0 ? this.origin[request]! : this.source[request]!;
  }

  /** Some component calls others on behalf of requests. Called before the first request. */
  carryCalls(): void {
    if (this.parent.length > 0) return;
    this.carryDeadlines();
    this.parent = new Int32Array(this.capacity).fill(NO_REQUEST);
    this.origin = new Int32Array(this.capacity);
    this.refusal = new Uint8Array(this.capacity);
  }

  /** Some component gives up on late answers. Called before the first request. */
  carryDeadlines(): void {
    if (this.abandoned.length > 0) return;
    this.isDetailed = true;
    this.abandoned = new Uint8Array(this.capacity);
    this.holder = new Int32Array(this.capacity).fill(-1);
  }

  /** True when who asked has stopped waiting. */
  isAbandoned(request: number): boolean {
    return this.abandoned.length > 0 && this.abandoned[request] === 1;
  }

  /** Some source has priorities: from now on the column is kept. Called before the first request. */
  carryPriority(): void {
    this.isDetailed = true;
    if (this.priority.length === 0) this.priority = new Uint8Array(this.capacity);
  }

  /** Some source has payloads of random size. Called before the first request. */
  carryPayload(): void {
    this.isDetailed = true;
    if (this.payloadFactor.length === 0) this.payloadFactor = new Float64Array(this.capacity);
  }

  /** Gives the slot back. */
  release(request: number): void {
    if (this.isDetailed) this.isLive[request] = 0;
    this.next[request] = this.#free;
    this.#free = request;
  }

  #grow(): void {
    const capacity = this.capacity * 2;
    if (capacity > this.maximumCapacity) {
      throw new OverloadError(
        `More than ${this.capacity} requests are in the system at once, and there is no memory for more: some queue grows without end. Add capacity, lower the arrival rate, set queueCapacity, or shorten the run.`,
      );
    }
    this.createdAt = copyInto(new Float64Array(capacity), this.createdAt);
    this.releasedAt = copyInto(new Float64Array(capacity), this.releasedAt);
    this.enqueuedAt = copyInto(new Float64Array(capacity), this.enqueuedAt);
    this.returnSeconds = copyInto(new Float64Array(capacity), this.returnSeconds);
    this.deadline = copyInto(new Float64Array(capacity).fill(Infinity), this.deadline);
    this.serial = copyInto(new Float64Array(capacity), this.serial);
    this.source = copyInto(new Int32Array(capacity), this.source);
    this.key = copyInto(new Int32Array(capacity).fill(-1), this.key);
    this.next = copyInto(new Int32Array(capacity), this.next);
    if (this.priority.length > 0) this.priority = copyInto(new Uint8Array(capacity), this.priority);
    if (this.payloadFactor.length > 0) this.payloadFactor = copyInto(new Float64Array(capacity), this.payloadFactor);
    if (this.abandoned.length > 0) {
      this.abandoned = copyInto(new Uint8Array(capacity), this.abandoned);
      this.holder = copyInto(new Int32Array(capacity), this.holder);
    }
    if (this.parent.length > 0) {
      this.parent = copyInto(new Int32Array(capacity), this.parent);
      this.origin = copyInto(new Int32Array(capacity), this.origin);
      this.refusal = copyInto(new Uint8Array(capacity), this.refusal);
    }
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
