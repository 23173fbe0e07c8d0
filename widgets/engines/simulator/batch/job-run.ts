import { RequestQueue } from '../request-pool.ts';

/** One run of a batch job: the rows it took at its start, and how far it is. Used again when it is over. Times in seconds. */
export class JobRun {
  /** Number among all runs of the job, from 1: the version that it publishes. */
  number = 0;
  /** When the last of the releases came whose rows it took, and when it started. */
  dueAt = 0;
  startedAt = 0;
  /** When the newest of its rows that a task has taken were released. */
  snapshotAt = 0;
  rows = 0;
  /** Rows that no task has taken yet, and rows whose chunk is done. */
  waiting = new RequestQueue();
  finished = new RequestQueue();
  /** Of the waiting rows, so many at the front had been started by a run that was replaced. */
  returnedRows = 0;
  /** Failures of its tasks in all, and since the last success; until when no task of it starts. */
  failures = 0;
  failuresInARow = 0;
  heldUntil = 0;
  /** First chunk that waits to be tried again, a slot of the table, or −1. */
  retryHead = -1;
  /** Worker-seconds of its finished tasks whose work has lasted. */
  usefulSeconds = 0;
  /** The event of its activeDeadlineSeconds, or −1. */
  timeoutEvent = -1;

  start(number: number, dueAt: number, now: number): void {
    this.number = number;
    this.dueAt = dueAt;
    this.startedAt = now;
    this.snapshotAt = 0;
    this.rows = this.waiting.count;
    this.failures = 0;
    this.failuresInARow = 0;
    this.heldUntil = 0;
    this.retryHead = -1;
    this.usefulSeconds = 0;
  }
}
