import { Attempts, type TaskHost } from '../batch/attempts.ts';
import { backoffSeconds } from '../batch/backoff.ts';
import { BusyHours } from '../batch/busy-hours.ts';
import type { JobRun } from '../batch/job-run.ts';
import { JobTally } from '../batch/job-tally.ts';
import { TASK, TaskTable } from '../batch/task-table.ts';
import type { BatchJobSettings } from '../components/batch-job.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST } from '../request-pool.ts';
import { snapAfter } from '../snap.ts';
import type { BuildContext } from '../station.ts';
import { ServiceStation } from './service-station.ts';

const backoffEnd = defineEvent('backoffEnd', RANK.control, (model, station) =>
  (model.stations[station] as TaskPoolStation).startTasks(model),
);

/**
 * A pool of workers that take the chunks of runs, the oldest run first. What becomes of the runs is the business of the subclass. Failures are those of a
 * Kubernetes Job: one back-off and one limit for the whole run (kubernetes/pkg/controller/job/job_controller.go: failed > backoffLimit). Copies are the
 * backup tasks of MapReduce (J. Dean and S. Ghemawat, OSDI 2004, section 3.6).
 */
export abstract class TaskPoolStation extends ServiceStation implements TaskHost {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  protected readonly tally = new JobTally();
  /** In which hours of the day workers were at work. */
  protected readonly hours: BusyHours;
  /** Runs under way, the oldest first. */
  protected readonly runs: JobRun[] = [];
  readonly #settings: BatchJobSettings;
  readonly #table = new TaskTable();
  readonly #attempts: Attempts;

  constructor(settings: BatchJobSettings, context: BuildContext) {
    super(settings, context);
    this.serverCount = settings.workers;
    this.replicaCount = settings.workers;
    this.#settings = settings;
    this.hours = new BusyHours(context.warmUpSeconds);
    // Where an end that misses a schedule by a rounding would change what happens.
    const isTimed = settings.concurrencyPolicy !== 'Forbid' || settings.startingDeadlineSeconds !== undefined;
    this.#attempts = new Attempts(settings, context, this.#table, this.tally, isTimed && !this.law.isRandom);
  }

  /** All chunks of the run are done. */
  protected abstract finishRun(model: Model, run: JobRun): void;

  /** More of its tasks have failed than may. */
  protected abstract failRun(model: Model, run: JobRun): void;

  /** Gives free workers something to do: chunks of the oldest run first, those to be tried again before new ones, and copies when nothing else is left. */
  startTasks(model: Model): void {
    while (this.statistics.busy < this.serverCount) if (!this.#startTask(model)) return;
  }

  #startTask(model: Model): boolean {
    for (let i = 0; i < this.runs.length; i++) {
      const run = this.runs[i]!;
      if (run.heldUntil > model.now) continue;
      if (run.retryHead >= 0) this.#retryChunk(model, run);
      else if (run.waiting.count > 0) this.#startChunk(model, run);
      else continue;
      return true;
    }
    return this.#settings.backupTasks && this.#startCopy(model);
  }

  #startChunk(model: Model, run: JobRun): void {
    const { requests, now } = model;
    const size = Math.min(this.#settings.chunkRows, run.waiting.count);
    const head = run.waiting.take(requests, size);
    let sumOfRows = 0;
    for (let row = head; row !== NO_REQUEST; row = requests.next[row]!) {
      sumOfRows += this.requirement[row]!;
      run.snapshotAt = Math.max(run.snapshotAt, requests.releasedAt[row]!);
      if (run.returnedRows > 0) {
        run.returnedRows--;
        this.statistics.advance(now);
        this.statistics.queueLength--;
      } else {
        this.statistics.started(now, requests.enqueuedAt[row]!);
        model.signals.started(model, this, row);
      }
    }
    const workSeconds = this.law.isBatchLaw ? this.law.seconds(size, this.requirement[head]!) : sumOfRows;
    this.#begin(model, this.#table.take(run, head, size, workSeconds), now);
  }

  #retryChunk(model: Model, run: JobRun): void {
    const slot = run.retryHead;
    run.retryHead = this.#table.next[slot]!;
    this.#begin(model, slot, this.#table.firstStartedAt[slot]!);
  }

  #startCopy(model: Model): boolean {
    const table = this.#table;
    const slot = table.longestWithoutCopy();
    if (slot < 0) return false;
    const copy = table.take(table.runs[slot]!, table.head[slot]!, table.size[slot]!, table.workSeconds[slot]!);
    table.isCopy[copy] = 1;
    table.twin[copy] = slot;
    table.twin[slot] = copy;
    if (model.isMeasuring) this.tally.copies++;
    this.#begin(model, copy, table.firstStartedAt[slot]!);
    return true;
  }

  #begin(model: Model, slot: number, firstStartedAt: number): void {
    this.#table.firstStartedAt[slot] = firstStartedAt;
    this.hours.change(model.now, 1);
    this.statistics.batchStarted(model.now, this.#table.size[slot]!);
    this.#attempts.begin(model, slot);
  }

  interruptTask(model: Model, slot: number): void {
    this.#attempts.restart(model, slot);
  }

  endTask(model: Model, slot: number): void {
    const { requests } = model;
    const table = this.#table;
    const run = table.runs[slot]!;
    this.#freeWorker(model);
    if (table.willFail[slot] === 1) {
      this.#failTask(model, run, slot);
      return;
    }
    run.usefulSeconds += this.#attempts.finish(model, slot);
    run.failuresInARow = 0;
    run.heldUntil = 0;
    let row = table.head[slot]!;
    this.#endTwin(model, table.twin[slot]!);
    table.release(slot);
    while (row !== NO_REQUEST) {
      const following = requests.next[row]!;
      run.finished.push(requests, row);
      row = following;
    }
    if (run.finished.count === run.rows) this.finishRun(model, run);
    this.startTasks(model);
  }

  #freeWorker(model: Model): void {
    this.hours.change(model.now, -1);
    this.statistics.serverFreed(model.now);
  }

  /** The other of original and copy has come first. */
  #endTwin(model: Model, twin: number): void {
    if (twin < 0) return;
    this.#attempts.breakOff(model, twin);
    this.#freeWorker(model);
    this.#table.release(twin);
  }

  #failTask(model: Model, run: JobRun, slot: number): void {
    const table = this.#table;
    this.#attempts.fail(model, slot);
    run.failures++;
    run.failuresInARow++;
    if (run.failures > this.#settings.backoffLimit) {
      this.#table.state[slot] = TASK.waitingForRetry;
      this.failRun(model, run);
      return;
    }
    if (table.twin[slot]! >= 0) {
      // The other goes on alone, and is the original from now on.
      const lost = table.lastingSeconds[slot]!;
      if (model.isMeasuring) this.tally.wastedSeconds += lost;
      table.isCopy[table.twin[slot]!] = 0;
      table.release(slot);
    } else {
      table.state[slot] = TASK.waitingForRetry;
      table.next[slot] = run.retryHead;
      run.retryHead = slot;
    }
    run.heldUntil = snapAfter(model.now, backoffSeconds(run.failuresInARow));
    model.schedule(backoffEnd, run.heldUntil, this.index, 0);
    this.startTasks(model);
  }

  /** Ends the tasks of a run, and puts their rows to those that are finished. */
  protected breakOff(model: Model, run: JobRun): void {
    const { requests } = model;
    const table = this.#table;
    for (let slot = 0; slot < table.used; slot++) {
      if (table.runs[slot] !== run) continue;
      this.#attempts.breakOff(model, slot);
      if (table.state[slot] === TASK.running) this.#freeWorker(model);
      // Original and copy have the same rows.
      let row = table.isCopy[slot] === 1 ? NO_REQUEST : table.head[slot]!;
      table.release(slot);
      while (row !== NO_REQUEST) {
        const following = requests.next[row]!;
        run.finished.push(requests, row);
        row = following;
      }
    }
    if (model.isMeasuring) this.tally.wastedSeconds += run.usefulSeconds;
  }
}
