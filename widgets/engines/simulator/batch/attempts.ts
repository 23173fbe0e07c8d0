import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snap } from '../snap.ts';
import type { BuildContext } from '../station.ts';
import { Checkpoints } from './checkpoints.ts';
import type { JobTally } from './job-tally.ts';
import { TASK, type TaskTable } from './task-table.ts';

/** The station whose workers the attempts run on. */
export interface TaskHost {
  endTask(model: Model, slot: number): void;
  interruptTask(model: Model, slot: number): void;
}

const taskEnd = defineEvent('taskEnd', RANK.completion, (model, station, slot) =>
  (model.stations[station] as unknown as TaskHost).endTask(model, slot),
);
const taskInterruption = defineEvent('taskInterruption', RANK.completion, (model, station, slot) =>
  (model.stations[station] as unknown as TaskHost).interruptTask(model, slot),
);

export interface AttemptSettings {
  readonly startupSeconds: number;
  readonly taskFailureProbability: number;
  readonly stragglers?: { readonly probability: number; readonly factor: number } | undefined;
  readonly checkpoint?: { readonly everySeconds: number; readonly writeSeconds: number } | undefined;
  readonly spot?:
    | { readonly meanSeconds: number; readonly noticeSeconds: number; readonly restartSeconds: number }
    | undefined;
}

/**
 * How long a task takes on its worker, and what of its work lasts. An attempt is its start-up and then its work, slower on a straggler, with the writes
 * of its checkpoints; a spot machine is taken away in between, and the task goes on from what is safe when another machine has started. One event
 * for each attempt, whatever the number of checkpoints in it.
 */
export class Attempts {
  readonly #table: TaskTable;
  readonly #tally: JobTally;
  readonly #settings: AttemptSettings;
  readonly #checkpoints: Checkpoints;
  readonly #station: number;
  readonly #snaps: boolean;
  readonly #stragglers: RandomStream;
  readonly #failures: RandomStream;
  readonly #interruptions: RandomStream;

  /** `snaps`: ends lie on the grid of nanoseconds, so that they tie with schedules. */
  constructor(settings: AttemptSettings, context: BuildContext, table: TaskTable, tally: JobTally, snaps: boolean) {
    this.#settings = settings;
    this.#table = table;
    this.#tally = tally;
    this.#checkpoints = new Checkpoints(settings.checkpoint);
    this.#station = context.index;
    this.#snaps = snaps;
    this.#stragglers = context.stream('stragglers');
    this.#failures = context.stream('taskFailures');
    this.#interruptions = context.stream('interruptions');
  }

  /** A worker begins the task, or begins it again after a failure. */
  begin(model: Model, slot: number): void {
    const table = this.#table;
    const { stragglers, taskFailureProbability, startupSeconds } = this.#settings;
    const isSlow = stragglers !== undefined && this.#stragglers.uniform() < stragglers.probability;
    table.slowness[slot] = isSlow ? stragglers.factor : 1;
    table.willFail[slot] = taskFailureProbability > 0 && this.#failures.uniform() < taskFailureProbability ? 1 : 0;
    table.state[slot] = TASK.running;
    table.isRestart[slot] = 0;
    table.overheadSeconds[slot] = startupSeconds;
    if (model.isMeasuring) {
      this.#tally.attempts++;
      if (isSlow) this.#tally.stragglers++;
    }
    this.#schedule(model, slot);
  }

  /** The machine is taken away: what is safe stays, and the task goes on elsewhere after a restart. */
  restart(model: Model, slot: number): void {
    const { spot } = this.#settings;
    const table = this.#table;
    const { intervalSeconds, writeSeconds } = this.#checkpoints;
    const worked = model.now - table.startedAt[slot]! - table.overheadSeconds[slot]!;
    let writes = 0;
    let saved = 0;
    if (intervalSeconds < Infinity && worked > 0) {
      writes = this.#checkpoints.writesAfter(worked);
      saved = writes * intervalSeconds;
      // With a notice that is long enough, it works on until there is just time for one more write.
      if (spot!.noticeSeconds >= writeSeconds && worked > writeSeconds) {
        writes = this.#checkpoints.writesAfter(worked - writeSeconds) + 1;
        saved = this.#checkpoints.workAfter(worked - writeSeconds);
      }
    }
    this.#keep(model, slot, saved, writes);
    if (model.isMeasuring) this.#tally.interruptions++;
    table.isRestart[slot] = 1;
    table.overheadSeconds[slot] = spot!.restartSeconds;
    this.#schedule(model, slot);
  }

  /** The attempt has failed at its end: its last segment is lost. */
  fail(model: Model, slot: number): void {
    const writes = Math.max(0, this.#checkpoints.writesFor(this.#leftSeconds(slot)) - 1);
    this.#keep(model, slot, writes === 0 ? 0 : writes * this.#checkpoints.intervalSeconds, writes);
    if (model.isMeasuring) this.#tally.failures++;
  }

  /** The attempt has reached its end: the worker-seconds that led to it, those of its earlier attempts included. */
  finish(model: Model, slot: number): number {
    const table = this.#table;
    const tally = this.#tally;
    const lost = table.isRestart[slot] === 1 ? table.overheadSeconds[slot]! : 0;
    if (model.isMeasuring) {
      tally.tasksDone++;
      tally.taskSeconds += model.now - table.firstStartedAt[slot]!;
      tally.checkpoints += this.#checkpoints.writesFor(this.#leftSeconds(slot));
      tally.wastedSeconds += lost;
    }
    return table.lastingSeconds[slot]! + model.now - table.startedAt[slot]! - lost;
  }

  /** The task is broken off, or no longer wanted: all its work is lost. */
  breakOff(model: Model, slot: number): void {
    const table = this.#table;
    let lost = table.lastingSeconds[slot]!;
    if (table.state[slot] === TASK.running) {
      model.cancel(table.event[slot]!);
      lost += model.now - table.startedAt[slot]!;
    }
    if (model.isMeasuring) this.#tally.wastedSeconds += lost;
  }

  /** Books the present attempt: of its time, the saved work with its writes and the start-up lasts, if anything was saved. */
  #keep(model: Model, slot: number, saved: number, writes: number): void {
    const table = this.#table;
    const elapsed = model.now - table.startedAt[slot]!;
    const startup = table.isRestart[slot] === 1 ? 0 : table.overheadSeconds[slot]!;
    const lasting = writes === 0 ? 0 : startup + saved + writes * this.#checkpoints.writeSeconds;
    table.savedSeconds[slot]! += saved / table.slowness[slot]!;
    table.lastingSeconds[slot]! += lasting;
    if (!model.isMeasuring) return;
    this.#tally.checkpoints += writes;
    this.#tally.wastedSeconds += elapsed - lasting;
  }

  #leftSeconds(slot: number): number {
    const table = this.#table;
    return (table.workSeconds[slot]! - table.savedSeconds[slot]!) * table.slowness[slot]!;
  }

  #schedule(model: Model, slot: number): void {
    const table = this.#table;
    const { now } = model;
    const { spot } = this.#settings;
    table.startedAt[slot] = now;
    const left = this.#leftSeconds(slot);
    const writes = this.#checkpoints.writesFor(left);
    let endAt = now + table.overheadSeconds[slot]! + left;
    if (writes > 0) endAt += writes * this.#checkpoints.writeSeconds;
    // Never before now, which may lie off the grid.
    if (this.#snaps) endAt = Math.max(now, snap(endAt));
    const takenAt = spot === undefined ? Infinity : now + spot.meanSeconds * this.#interruptions.exponential();
    table.event[slot] =
      takenAt < endAt
        ? model.schedule(taskInterruption, takenAt, this.#station, slot)
        : model.schedule(taskEnd, endAt, this.#station, slot);
  }
}
