import { RequestQueue, type RequestPool } from '../request-pool.ts';
import type { LaneQueue } from './lane-queue.ts';

export const NO_EVENT = -1;

/** Requests that wait together and the servers that take them: the whole station with a shared queue, one replica with queues of their own. */
export class ServiceLine {
  /** Its position among the lines of the station: the replica with queues of their own. */
  readonly index: number;
  readonly queue: RequestQueue | LaneQueue;
  /** Servers of ready replicas, and how many of them are at work. */
  servers = 0;
  busy = 0;
  /** When a free server turned to the queue and began to collect a batch; NaN while none collects. */
  collectingSince = Number.NaN;
  /** Timer of the batch window, and when it ends. */
  windowEvent = NO_EVENT;
  windowEndsAt = 0;
  /** Timer of the longest wait. */
  patienceEvent = NO_EVENT;

  constructor(index: number, queue: RequestQueue | LaneQueue) {
    this.index = index;
    this.queue = queue;
  }

  oldestEnqueuedAt(pool: RequestPool): number {
    const { queue } = this;
    return queue instanceof RequestQueue ? pool.enqueuedAt[queue.head]! : queue.oldestEnqueuedAt(pool);
  }
}
