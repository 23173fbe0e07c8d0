import { NO_EVENT } from './service-line.ts';

/** By request: its place in the heap of its line. Shared by the lines of a station; grows with the pool of requests. */
export class HeapPlaces {
  of = new Int32Array(0);

  grow(capacity: number): void {
    const before = this.of;
    this.of = new Int32Array(capacity);
    this.of.set(before);
  }
}

/**
 * Requests that share servers equally: each of n gets the rate min(1, c / n) of a server (Kleinrock 1976, volume 2, 4.4). Virtual time is the service that a
 * request present since the beginning has had; it runs at that rate, and a request leaves when virtual time reaches its target, the time at its arrival
 * plus what it needs. So one heap of targets is enough, and nothing is rescheduled but the next to leave.
 */
export class SharingLine {
  readonly index: number;
  servers = 0;
  /** Requests here. */
  count = 0;
  /** Timer of the next to leave. */
  event = NO_EVENT;
  #virtualNow = 0;
  #lastChange = 0;
  #targets = new Float64Array(8);
  #requests = new Int32Array(8);

  readonly #places: HeapPlaces;

  constructor(index: number, places: HeapPlaces) {
    this.index = index;
    this.#places = places;
  }

  /** Servers at work. */
  get busy(): number {
    return Math.min(this.count, this.servers);
  }

  /** When the first leaves if nothing changes; Infinity when nobody is here, or nobody serves. */
  endsAt(now: number): number {
    if (this.busy === 0) return Infinity;
    return now + Math.max(0, this.#targets[0]! - this.#virtualNow) / this.#rate();
  }

  /** Brings virtual time up to `now`; to be called before the number of requests or servers changes. */
  advance(now: number): void {
    if (this.count > 0) this.#virtualNow += (now - this.#lastChange) * this.#rate();
    // Nobody is here to have had any service: starting anew keeps the numbers small and exact.
    else this.#virtualNow = 0;
    this.#lastChange = now;
  }

  push(request: number, seconds: number): void {
    if (this.count === this.#targets.length) this.#grow();
    this.#siftUp(this.count++, this.#virtualNow + seconds, request);
  }

  /** Takes the first to leave out; what rounding left of its service is over. */
  pop(): number {
    const request = this.#requests[0]!;
    if (this.#targets[0]! > this.#virtualNow) this.#virtualNow = this.#targets[0]!;
    this.#removeAt(0);
    return request;
  }

  /** Takes a request out before its end. */
  remove(request: number): void {
    this.#removeAt(this.#places.of[request]!);
  }

  /** The service that a request still needs. */
  remaining(request: number): number {
    return Math.max(0, this.#targets[this.#places.of[request]!]! - this.#virtualNow);
  }

  #rate(): number {
    return this.count <= this.servers ? 1 : this.servers / this.count;
  }

  #removeAt(place: number): void {
    const last = --this.count;
    if (place === last) return;
    const target = this.#targets[last]!;
    const request = this.#requests[last]!;
    let hole = place;
    for (let child = 2 * hole + 1; child < last; child = 2 * hole + 1) {
      if (child + 1 < last && this.#targets[child + 1]! < this.#targets[child]!) child++;
      if (this.#targets[child]! >= target) break;
      this.#put(hole, this.#targets[child]!, this.#requests[child]!);
      hole = child;
    }
    this.#siftUp(hole, target, request);
  }

  #siftUp(start: number, target: number, request: number): void {
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#targets[parent]! <= target) break;
      this.#put(place, this.#targets[parent]!, this.#requests[parent]!);
      place = parent;
    }
    this.#put(place, target, request);
  }

  #put(place: number, target: number, request: number): void {
    this.#targets[place] = target;
    this.#requests[place] = request;
    this.#places.of[request] = place;
  }

  #grow(): void {
    const { length } = this.#targets;
    const targets = this.#targets;
    const requests = this.#requests;
    this.#targets = new Float64Array(length * 2);
    this.#targets.set(targets);
    this.#requests = new Int32Array(length * 2);
    this.#requests.set(requests);
  }
}
