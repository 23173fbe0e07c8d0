import type { BatchingPolicy } from '../batching/batching-policy.ts';

/** Requests that are served by one call of the model. */
export interface RequestBatch {
  /** As they were named when they joined, in order. */
  readonly requests: readonly number[];
  /** The size that the model is run with: padded up where the policy says so. */
  readonly paddedSize: number;
}

export interface BatcherSetting {
  readonly policy: BatchingPolicy;
  /** Waiting places, not counting requests in service. */
  readonly queueCapacity: number;
  /** True where requests are rows of a job: it takes all that wait when it begins, scores them in batches and answers them together. */
  readonly isJob: boolean;
}

/**
 * The queue in front of one real server, and what starts next: the same rules as the simulator's model server (`stations/serving-station.ts`), with the
 * time as an argument instead of a clock of its own, so that a page, a worker, Node and a test with made-up times share it.
 */
export class RequestBatcher {
  readonly #setting: BatcherSetting;
  readonly #queue: { readonly request: number; readonly joinedAt: number }[] = [];
  #inService: readonly number[] = [];
  /** Of the job under way: rows that have not started, and rows that are scored and not yet answered. */
  #jobWaiting = 0;
  #jobScored: number[] = [];
  #collectingSince = Number.NaN;
  #askAgainAt = Infinity;

  constructor(setting: BatcherSetting) {
    this.#setting = setting;
  }

  /** Requests in the queue, those in service not counted. */
  get waiting(): number {
    return this.#queue.length;
  }

  get isBusy(): boolean {
    return this.#inService.length > 0;
  }

  /** When to ask `next` again though nothing else has happened; Infinity when there is no such time. */
  get askAgainAt(): number {
    return this.#askAgainAt;
  }

  /** A request comes; false when it finds no waiting place and would not start at once. */
  join(request: number, now: number): boolean {
    const { policy, queueCapacity } = this.#setting;
    const capacity = Math.min(queueCapacity, policy.queueCapacity ?? Infinity);
    if (this.#queue.length >= capacity && !this.#wouldStart(now)) return false;
    this.#queue.push({ request, joinedAt: now });
    return true;
  }

  /** What the free server starts now, and is busy with from now on; undefined when it is busy, or waits. */
  next(now: number): RequestBatch | undefined {
    this.#askAgainAt = Infinity;
    const waiting = this.#waitingForBatch();
    if (this.isBusy || waiting === 0) return undefined;
    const { policy } = this.#setting;
    const clock = this.#clock(now);
    const size = policy.sizeToStart(waiting, clock, now);
    if (size === 0) {
      this.#collectingSince = clock;
      this.#askAgainAt = policy.askAgainAt(clock);
      return undefined;
    }
    this.#collectingSince = Number.NaN;
    const requests = this.#queue.splice(0, size).map(({ request }) => request);
    this.#inService = requests;
    if (this.#setting.isJob) this.#jobWaiting -= size;
    return { requests, paddedSize: policy.paddedSize?.(size) ?? size };
  }

  /** The batch under way is done: gives the requests that are answered now. */
  finish(): readonly number[] {
    const done = this.#inService;
    this.#inService = [];
    if (!this.#setting.isJob) return done;
    this.#jobScored.push(...done);
    if (this.#jobWaiting > 0) return [];
    const answered = this.#jobScored;
    this.#jobScored = [];
    return answered;
  }

  /** Of a job, its own rows; a job begins with all rows that wait when none is under way. */
  #waitingForBatch(): number {
    if (!this.#setting.isJob) return this.#queue.length;
    if (this.#jobWaiting === 0 && !this.isBusy) this.#jobWaiting = this.#queue.length;
    return this.#jobWaiting;
  }

  /** Since when the batch that may start next is held back. */
  #clock(now: number): number {
    if (this.#setting.policy.clock === 'enqueue') return this.#queue[0]!.joinedAt;
    return Number.isNaN(this.#collectingSince) ? now : this.#collectingSince;
  }

  #wouldStart(now: number): boolean {
    if (this.isBusy) return false;
    const { length } = this.#queue;
    return this.#setting.policy.sizeToStart(length + 1, length > 0 ? this.#clock(now) : now, now) > 0;
  }
}
