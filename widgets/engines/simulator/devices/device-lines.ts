import { NO_REQUEST, type RequestPool } from '../request-pool.ts';
import type { RandomStream } from '../random.ts';

/**
 * A fleet of devices, each with one place of work and a line of its own: nobody shares the requests out, each belongs to a device by its key, or by chance
 * where it has none. The lines are linked through the pool's `next`; the first of a line is being served.
 */
export class DeviceLines {
  readonly devices: number;
  /** By device: requests there, the one in service included. */
  readonly counts: Int32Array;
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;
  readonly #stream: RandomStream;
  /** By request: the device that it drew, and the one where it is. */
  #drawn = new Int32Array(0);

  constructor(devices: number, stream: RandomStream) {
    this.devices = devices;
    this.counts = new Int32Array(devices);
    this.#heads = new Int32Array(devices).fill(NO_REQUEST);
    this.#tails = new Int32Array(devices).fill(NO_REQUEST);
    this.#stream = stream;
  }

  drawFor(request: number): void {
    if (this.devices > 1) this.#drawn[request] = Math.floor(this.#stream.uniform() * this.devices);
  }

  inherit(parent: number, attempt: number): void {
    this.#drawn[attempt] = this.#drawn[parent]!;
  }

  redrawFor(attempt: number, stream: RandomStream): void {
    if (this.devices > 1) this.#drawn[attempt] = Math.floor(stream.uniform() * this.devices);
  }

  /** The device of a request. */
  deviceOf({ key }: RequestPool, request: number): number {
    if (this.devices === 1) return 0;
    return key[request]! >= 0 ? key[request]! % this.devices : this.#drawn[request]!;
  }

  /** Joins the line of a device; true when the device has nothing else to do. */
  join({ next }: RequestPool, device: number, request: number): boolean {
    next[request] = NO_REQUEST;
    if (this.counts[device]!++ === 0) this.#heads[device] = request;
    else next[this.#tails[device]!] = request;
    this.#tails[device] = request;
    return this.counts[device] === 1;
  }

  /** The request that a device works on. */
  first(device: number): number {
    return this.#heads[device]!;
  }

  /** The device is done with its first request, which it gives. */
  leave({ next }: RequestPool, device: number): number {
    const request = this.#heads[device]!;
    this.#heads[device] = next[request]!;
    this.counts[device]!--;
    return request;
  }

  grow(capacity: number): void {
    const drawn = this.#drawn;
    this.#drawn = new Int32Array(capacity);
    this.#drawn.set(drawn);
  }
}
