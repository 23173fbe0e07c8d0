import { Worker } from 'node:worker_threads';

/** One alarm on the wall clock, to about a tenth of a millisecond. */
export class Alarm {
  readonly #count = new Int32Array(new SharedArrayBuffer(4));
  readonly #at = new Float64Array(new SharedArrayBuffer(8)).fill(Infinity);
  readonly #worker: Worker;
  #ring: () => void = () => {};

  constructor() {
    const workerData = { count: this.#count, at: this.#at };
    this.#worker = new Worker(new URL('./alarm-thread.ts', import.meta.url), { workerData });
    this.#worker.on('message', (set: number) => {
      // An alarm that was set again meanwhile rings later.
      if (set === Atomics.load(this.#count, 0)) this.#ring();
    });
  }

  /** Calls `ring` once at `atMs`, milliseconds since the epoch, in place of whatever was set before. */
  set(atMs: number, ring: () => void): void {
    this.#ring = ring;
    this.#at[0] = atMs;
    Atomics.add(this.#count, 0, 1);
    Atomics.notify(this.#count, 0);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
