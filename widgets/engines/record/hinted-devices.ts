import type { WorkQueue } from './work-queue.ts';

/** Devices of which another tab has stored events. One reading answers every hint that came before it: a tab that writes fast must not keep the others reading. */
export class HintedDevices {
  readonly #waiting = new Set<string>();
  readonly #queue: WorkQueue;
  readonly #read: (device: string) => Promise<void>;

  constructor(queue: WorkQueue, read: (device: string) => Promise<void>) {
    this.#queue = queue;
    this.#read = read;
  }

  take(device: string): void {
    if (this.#waiting.has(device)) return;
    this.#waiting.add(device);
    void this.#queue
      .run(() => {
        this.#waiting.delete(device);
        return this.#read(device);
      })
      .catch(() => {}); // Only a hint: the next opening reads all.
  }
}
