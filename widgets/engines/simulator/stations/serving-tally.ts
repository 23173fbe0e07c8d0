import type { Figure } from '../statistics/figures.ts';

/** What serving adds to the statistics of a station, after the warm-up: batches by size, padding, zombie work, waits that were too long. */
export class ServingTally {
  readonly #warmUpSeconds: number;
  /** By batch size; empty when requests are served one by one. */
  readonly #bySize: Float64Array;
  #padding = 0;
  #zombieSeconds = 0;
  #queueTimedOut = 0;

  constructor(warmUpSeconds: number, maxBatchSize: number) {
    this.#warmUpSeconds = warmUpSeconds;
    this.#bySize = new Float64Array(maxBatchSize === 0 ? 0 : maxBatchSize + 1);
  }

  batchStarted(now: number, size: number, paddedSize: number): void {
    if (this.#bySize.length === 0 || now < this.#warmUpSeconds) return;
    this.#bySize[size]!++;
    this.#padding += paddedSize - size;
  }

  /** A request of a batch of `size` that began at `startedAt` ends now, and who asked left at `leftAt`: its share of the server's time since then. */
  zombieWork(now: number, startedAt: number, leftAt: number, size: number): void {
    const since = Math.max(startedAt, leftAt, this.#warmUpSeconds);
    if (now > since) this.#zombieSeconds += (now - since) / size;
  }

  /** Work of `seconds` will be done, or was done, for nobody. */
  zombieSeconds(now: number, seconds: number): void {
    if (now >= this.#warmUpSeconds) this.#zombieSeconds += seconds;
  }

  /** A request that came at `enqueuedAt` waited too long for the queue. */
  queueTimedOut(enqueuedAt: number): void {
    if (enqueuedAt >= this.#warmUpSeconds) this.#queueTimedOut++;
  }

  get figures(): readonly Figure[] {
    return [
      { path: 'zombieSeconds', sum: this.#zombieSeconds },
      { path: 'queueTimedOut', sum: this.#queueTimedOut },
    ];
  }

  get batches(): { readonly bySize: readonly number[]; readonly padding: number } | undefined {
    return this.#bySize.length === 0 ? undefined : { bySize: [...this.#bySize], padding: this.#padding };
  }
}
