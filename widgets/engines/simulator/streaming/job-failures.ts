import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snapAfter } from '../snap.ts';
import type { Figure } from '../statistics/figures.ts';
import type { FailureSettings } from './processing/processing-mode.ts';

/** A job that fails as a whole: what its station does at each step. */
export interface FailingJob {
  readonly index: number;
  readonly failures: JobFailures;
  /** Something breaks, and the job does not know it yet; `number` counts failures from 0. */
  breakDown(model: Model, number: number): void;
  /** The failure is known: all stop, and what was done since the last commit is forgotten. */
  stop(model: Model): void;
  /** The job reads again, from the last commit. */
  resume(model: Model): void;
  /** Records behind the last commit now: what is to be caught up. */
  readonly backlog: number;
}

const failuresOf = (model: Model, station: number) => (model.stations[station] as unknown as FailingJob).failures;
const jobFailure = defineEvent('jobFailure', RANK.capacity, (model, station, isByChance) =>
  failuresOf(model, station).fail(model, isByChance === 1),
);
const failureKnown = defineEvent('failureKnown', RANK.capacity, (model, station) => failuresOf(model, station).notice(model)); // biome-ignore format: one line
const jobRestart = defineEvent('jobRestart', RANK.capacity, (model, station) => failuresOf(model, station).restart(model)); // biome-ignore format: one line

/** When a job fails, and its way back: failure, notice, restart. A failure while it is down changes nothing. */
export class JobFailures {
  isDown = false;
  readonly #job: FailingJob;
  readonly #settings: FailureSettings;
  readonly #stream: RandomStream | undefined;
  #count = 0;
  /** Consumers that faults have taken away, and whether the job waits for them to read again. */
  #missing = 0;
  #isWaiting = false;
  /** After the warm-up: failures that ended, and the records behind the last commit when the job read again. */
  #recovered = 0;
  #caughtUp = 0;

  constructor(job: FailingJob, settings: FailureSettings, stream: (purpose: string) => RandomStream) {
    this.#job = job;
    this.#settings = settings;
    if (settings.failureMeanSeconds !== undefined) this.#stream = stream('failures');
  }

  start(model: Model): void {
    for (const at of this.#settings.failuresAtSeconds ?? []) {
      if (at <= model.durationSeconds) model.schedule(jobFailure, at, this.#job.index, 0);
    }
    this.#scheduleNext(model);
  }

  /** Time between failures counts from one to the next, whether the job is up or down: so they fall on any moment alike. */
  #scheduleNext(model: Model): void {
    if (!this.#stream) return;
    const at = model.now + this.#stream.exponential() * this.#settings.failureMeanSeconds!;
    if (at <= model.durationSeconds) model.schedule(jobFailure, at, this.#job.index, 1);
  }

  fail(model: Model, isByChance: boolean): void {
    if (isByChance) this.#scheduleNext(model);
    if (this.isDown) return;
    this.isDown = true;
    this.#job.breakDown(model, this.#count++);
    if (this.#settings.detectionSeconds === 0) this.notice(model);
    else model.schedule(failureKnown, snapAfter(model.now, this.#settings.detectionSeconds), this.#job.index, 0);
  }

  /** A consumer is gone: the job fails, and reads again when all are back. */
  lose(model: Model): void {
    this.#missing++;
    this.fail(model, false);
  }

  regain(model: Model): void {
    if (--this.#missing > 0 || !this.#isWaiting) return;
    this.#isWaiting = false;
    this.restart(model);
  }

  notice(model: Model): void {
    this.#job.stop(model);
    if (this.#settings.restartSeconds === 0) this.restart(model);
    else model.schedule(jobRestart, snapAfter(model.now, this.#settings.restartSeconds), this.#job.index, 0);
  }

  restart(model: Model): void {
    if (this.#missing > 0) {
      this.#isWaiting = true;
      return;
    }
    this.isDown = false;
    if (model.isMeasuring) {
      this.#recovered++;
      this.#caughtUp += this.#job.backlog;
    }
    this.#job.resume(model);
  }

  get figures(): readonly Figure[] {
    return [
      { path: 'recovery.failures', sum: this.#recovered },
      { path: 'recovery.meanBacklog', sum: this.#caughtUp, per: this.#recovered },
    ];
  }
}
