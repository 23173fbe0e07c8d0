import type { Figure } from '../statistics/figures.ts';

/** What a batch job did after the warm-up: its runs, its deadline, and the work of its tasks. */
export class JobTally {
  due = 0;
  started = 0;
  /** Never started: a later one fell due first, or the time to start it was over. */
  skipped = 0;
  /** Broken off for a later one. */
  replaced = 0;
  failed = 0;
  /** Published when a newer version was in use already. */
  superseded = 0;
  onTime = 0;
  late = 0;
  /** Runs that were published with a deadline, and the sum of their seconds left until it, negative when late. */
  judged = 0;
  slackSeconds = 0;
  attempts = 0;
  failures = 0;
  stragglers = 0;
  copies = 0;
  interruptions = 0;
  checkpoints = 0;
  /** Worker-seconds that were lost, and those that led to something published. */
  wastedSeconds = 0;
  usefulSeconds = 0;
  /** From a chunk's first start to its end, restarts and retries included. */
  tasksDone = 0;
  taskSeconds = 0;

  /** `overdue`: runs that are late although they have not ended; undefined where there is no deadline. */
  figures(overdue: number | undefined): readonly Figure[] {
    const missed = this.late + (overdue ?? 0);
    const runs: readonly Figure[] = [
      { path: 'runs.due', sum: this.due },
      { path: 'runs.started', sum: this.started },
      { path: 'runs.skipped', sum: this.skipped },
      { path: 'runs.replaced', sum: this.replaced },
      { path: 'runs.failed', sum: this.failed },
      { path: 'runs.superseded', sum: this.superseded },
    ];
    const deadline: readonly Figure[] = [
      { path: 'deadline.met', sum: this.onTime },
      { path: 'deadline.missed', sum: missed },
      { path: 'deadline.metFraction', sum: this.onTime, per: this.onTime + missed },
      { path: 'deadline.meanSlackSeconds', sum: this.slackSeconds, per: this.judged },
    ];
    const tasks: readonly Figure[] = [
      { path: 'tasks.done', sum: this.tasksDone },
      { path: 'tasks.meanSeconds', sum: this.taskSeconds, per: this.tasksDone },
      { path: 'tasks.attempts', sum: this.attempts },
      { path: 'tasks.failures', sum: this.failures },
      { path: 'tasks.stragglers', sum: this.stragglers },
      { path: 'tasks.copies', sum: this.copies },
      { path: 'tasks.interruptions', sum: this.interruptions },
      { path: 'tasks.checkpoints', sum: this.checkpoints },
      { path: 'tasks.wastedSeconds', sum: this.wastedSeconds },
      { path: 'tasks.wastedFraction', sum: this.wastedSeconds, per: this.wastedSeconds + this.usefulSeconds },
    ];
    return [...runs, ...(overdue === undefined ? [] : deadline), ...tasks];
  }
}
