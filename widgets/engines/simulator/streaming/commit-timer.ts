import { snap, snapAfter } from '../snap.ts';

/** When a member commits by time: an interval after the last commit, or after it joined. */
export class CommitTimer {
  dueAt: number;
  /** True while there is an event for it. */
  isScheduled = false;
  readonly #intervalSeconds: number;

  constructor(now: number, intervalSeconds: number) {
    this.#intervalSeconds = intervalSeconds;
    this.dueAt = snapAfter(now, intervalSeconds);
  }

  /** A commit at the end of work. */
  committed(now: number): void {
    this.dueAt = snapAfter(now, this.#intervalSeconds);
  }

  /** A member that was idle polled all the time and looked at the clock at each interval: the next one is the first of them after `now`. */
  skipTo(now: number): void {
    const missed = Math.floor(snap((now - this.dueAt) / this.#intervalSeconds)) + 1;
    this.dueAt = snap(this.dueAt + missed * this.#intervalSeconds);
  }
}
