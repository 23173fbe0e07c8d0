import { JobRun } from '../batch/job-run.ts';
import { cleanestStart } from '../batch/shift.ts';
import type { BatchJobSettings } from '../components/batch-job.ts';
import { defineEvent, RANK } from '../event.ts';
import { drop, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { RequestQueue } from '../request-pool.ts';
import { snap, snapAfter } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { TaskPoolStation } from './task-pool-station.ts';

const runStart = defineEvent('runStart', RANK.control, (model, station) =>
  (model.stations[station] as BatchJobStation).startDueRun(model),
);
const runTimeout = defineEvent('runTimeout', RANK.control, (model, station, number) =>
  (model.stations[station] as BatchJobStation).timeOutRun(model, number),
);

/**
 * Scores the rows that are there when a run starts, in chunks on a pool of workers, and publishes them together at the end, as one version. Rows that
 * come at one moment make a run fall due. A run that is due while another is running is treated as a Kubernetes CronJob treats it
 * (kubernetes/pkg/controller/cronjob/cronjob_controllerv2.go, syncCronJob): Allow starts it beside the other, on the same workers; Forbid starts the
 * last one that was due when the other has ended, unless its time to start is over; Replace breaks the other off.
 */
export class BatchJobStation extends TaskPoolStation {
  /** Of the version in use: when it was published, and when its newest row was released; not a number before the first. */
  publishedAt = Number.NaN;
  snapshotAt = Number.NaN;
  readonly #settings: BatchJobSettings;
  readonly #durationSeconds: number;
  /** Runs that are over, to be used again. */
  readonly #spareRuns: JobRun[] = [];
  #lastNumber = 0;
  /** Rows of the run that is due and has not started, and when it fell due; not a number when none is. */
  #incoming = new RequestQueue();
  #dueAt = Number.NaN;
  /** Of the incoming rows, so many at the front had been started by a run that was replaced. */
  #returnedRows = 0;
  readonly #allPublishedAt: number[] = [];
  readonly #allSnapshotAt: number[] = [];
  #published = 0;
  #makespanSeconds = 0;

  constructor(settings: BatchJobSettings, context: BuildContext) {
    super(settings, context);
    this.#settings = settings;
    this.#durationSeconds = context.durationSeconds;
  }

  admit(model: Model, row: number): void {
    const { now } = model;
    this.statistics.arrived(now);
    model.requests.enqueuedAt[row] = now;
    if (now !== this.#dueAt) this.#fallDue(model);
    this.#incoming.push(model.requests, row);
    this.statistics.entered(now);
  }

  #fallDue(model: Model): void {
    if (model.isMeasuring) this.tally.due++;
    const isForbidden = this.runs.length > 0 && this.#settings.concurrencyPolicy === 'Forbid';
    // Of several that were due during a run, only the last is started after it.
    if (isForbidden && !Number.isNaN(this.#dueAt)) this.#skip(model);
    this.#dueAt = model.now;
    // At the control rank: after all rows of this instant have come.
    if (isForbidden) return;
    const { shift } = this.#settings;
    const startsAt = shift ? Math.max(model.now, snap(cleanestStart(model.now, shift))) : model.now;
    // Of runs that wait for cleaner hours the first that starts takes the rows of all.
    model.schedule(runStart, startsAt, this.index, 0);
  }

  /** The run that is due will not be started. */
  #skip(model: Model): void {
    if (model.isMeasuring) {
      this.tally.skipped++;
      this.tally.late++;
    }
    this.#dueAt = Number.NaN;
    if (this.#settings.missedRows === 'kept') return;
    const rows = this.#incoming;
    // Who hears that a row was turned away may send the next one at once.
    this.#incoming = new RequestQueue();
    this.#turnAway(model, rows, DROP.rejected, false);
  }

  startDueRun(model: Model): void {
    const { concurrencyPolicy } = this.#settings;
    // Where runs wait for cleaner hours, an earlier one may have taken the rows, or be under way.
    if (Number.isNaN(this.#dueAt) || (concurrencyPolicy === 'Forbid' && this.runs.length > 0)) return;
    if (concurrencyPolicy === 'Replace') this.#replaceRuns(model);
    this.#startRun(model);
  }

  #startRun(model: Model): void {
    const { now } = model;
    const run = this.#spareRuns.pop() ?? new JobRun();
    const empty = run.waiting;
    run.waiting = this.#incoming;
    this.#incoming = empty;
    run.returnedRows = this.#returnedRows;
    this.#returnedRows = 0;
    run.start(++this.#lastNumber, this.#dueAt, now);
    this.#dueAt = Number.NaN;
    this.runs.push(run);
    if (model.isMeasuring) this.tally.started++;
    const { activeDeadlineSeconds } = this.#settings;
    if (activeDeadlineSeconds !== undefined)
      run.timeoutEvent = model.schedule(runTimeout, snapAfter(now, activeDeadlineSeconds), this.index, run.number);
    this.startTasks(model);
  }

  protected failRun(model: Model, run: JobRun): void {
    if (model.isMeasuring) {
      this.tally.failed++;
      this.tally.late++;
    }
    this.breakOff(model, run);
    this.#turnAway(model, run.finished, DROP.failed, true);
    this.#turnAway(model, run.waiting, DROP.failed, false);
    this.#endRun(model, run);
    this.startTasks(model);
  }

  /** Kubernetes ends a Job that has been active for longer than activeDeadlineSeconds. */
  timeOutRun(model: Model, number: number): void {
    const run = this.runs.find((candidate) => candidate.number === number)!;
    run.timeoutEvent = -1;
    this.failRun(model, run);
  }

  protected finishRun(model: Model, run: JobRun): void {
    const { requests, now } = model;
    if (run.snapshotAt < this.snapshotAt) {
      if (model.isMeasuring) this.tally.superseded++;
    } else {
      this.publishedAt = now;
      this.snapshotAt = run.snapshotAt;
      this.#allPublishedAt.push(now);
      this.#allSnapshotAt.push(run.snapshotAt);
    }
    if (now >= model.warmUpSeconds) {
      this.#published++;
      this.#makespanSeconds += now - run.startedAt;
    }
    if (model.isMeasuring) this.#judge(run, now);
    while (run.finished.count > 0) {
      const row = run.finished.take(requests, 1);
      this.statistics.left(now, requests.enqueuedAt[row]!);
      model.signals.left(model, this, row);
      passOn(model, this, row);
    }
    this.#endRun(model, run);
  }

  #judge(run: JobRun, now: number): void {
    const tally = this.tally;
    tally.usefulSeconds += run.usefulSeconds;
    const { deadlineSeconds } = this.#settings;
    if (deadlineSeconds === undefined) return;
    const slack = snap(run.dueAt + deadlineSeconds - now);
    tally.judged++;
    tally.slackSeconds += slack;
    if (slack >= 0) tally.onTime++;
    else tally.late++;
  }

  #endRun(model: Model, run: JobRun): void {
    if (run.timeoutEvent >= 0) model.cancel(run.timeoutEvent);
    run.timeoutEvent = -1;
    this.runs.splice(this.runs.indexOf(run), 1);
    this.#spareRuns.push(run);
    if (this.#settings.concurrencyPolicy !== 'Forbid' || Number.isNaN(this.#dueAt)) return;
    const { startingDeadlineSeconds } = this.#settings;
    if (startingDeadlineSeconds !== undefined && model.now > snap(this.#dueAt + startingDeadlineSeconds))
      this.#skip(model);
    else this.#startRun(model);
  }

  #replaceRuns(model: Model): void {
    while (this.runs.length > 0) {
      const run = this.runs[0]!;
      if (model.isMeasuring) {
        this.tally.replaced++;
        this.tally.late++;
      }
      this.breakOff(model, run);
      if (this.#settings.missedRows === 'dropped') {
        this.#turnAway(model, run.finished, DROP.failed, true);
        this.#turnAway(model, run.waiting, DROP.failed, false);
      } else this.#takeRowsBack(model, run);
      this.#endRun(model, run);
    }
  }

  /** The rows of a run that was broken off go before those of the run that replaces it. */
  #takeRowsBack(model: Model, run: JobRun): void {
    const { requests } = model;
    const { finished, waiting } = run;
    const startedRows = finished.count;
    this.#returnedRows = startedRows + run.returnedRows;
    while (waiting.count > 0) finished.push(requests, waiting.take(requests, 1));
    while (this.#incoming.count > 0) finished.push(requests, this.#incoming.take(requests, 1));
    const empty = this.#incoming;
    this.#incoming = finished;
    run.finished = empty;
    this.statistics.advance(model.now);
    this.statistics.queueLength += startedRows;
  }

  /** Rows leave unscored: from a run's tasks, or from the queue. */
  #turnAway(model: Model, rows: RequestQueue, outcome: number, isStarted: boolean): void {
    while (rows.count > 0) {
      const row = rows.take(model.requests, 1);
      if (isStarted) this.statistics.brokenOff(model.now);
      else this.statistics.leftQueue(model.now);
      drop(model, this, row, outcome);
    }
  }

  /** Runs that are due or under way at the end, and should have been published before. */
  #overdue(): number {
    const { deadlineSeconds = Infinity } = this.#settings;
    const isOverdue = (dueAt: number) => dueAt + deadlineSeconds < this.#durationSeconds;
    return this.runs.filter(({ dueAt }) => isOverdue(dueAt)).length + (isOverdue(this.#dueAt) ? 1 : 0);
  }

  /** Workers are paid for from the start of a task to its end, start-up and restarts included, by the second. */
  override report(): StationReport {
    const seconds = this.statistics.busyArea;
    const busySecondsByHour = this.hours.at(this.#durationSeconds);
    const { instance, spot, purchase = spot ? 'spot' : 'onDemand', deadlineSeconds } = this.#settings;
    return {
      usage: { type: 'instance', instance, seconds, busySeconds: seconds, purchase, busySecondsByHour },
      jobs: {
        published: this.#published,
        makespanSeconds: this.#makespanSeconds,
        publishedAt: this.#allPublishedAt,
        snapshotAt: this.#allSnapshotAt,
      },
      figures: this.tally.figures(deadlineSeconds === undefined ? undefined : this.#overdue()),
    };
  }
}
