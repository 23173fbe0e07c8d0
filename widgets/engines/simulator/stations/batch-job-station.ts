import { defineEvent, RANK } from '../event.ts';
import { passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST, RequestQueue } from '../request-pool.ts';
import type { BatchJobSettings } from '../components/batch-job.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { BatchSlots } from './batch-slots.ts';
import { ServiceStation } from './service-station.ts';

const jobStart = defineEvent('jobStart', RANK.control, (model, station) =>
  (model.stations[station] as BatchJobStation).startJob(model),
);
const taskEnd = defineEvent('taskEnd', RANK.completion, (model, station, slot) =>
  (model.stations[station] as BatchJobStation).endTask(model, slot),
);

/**
 * Scores the rows that are there when a job starts, in chunks on a pool of workers, and publishes them together at the end. Rows that come while a
 * job runs wait for the next one, which starts as soon as this one has published (CronJob's "Forbid", without skipping rows).
 */
export class BatchJobStation extends ServiceStation {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  readonly #chunkRows: number;
  readonly #startupSeconds: number;
  readonly #instance: string;
  readonly #queue = new RequestQueue();
  readonly #finished = new RequestQueue();
  readonly #slots = new BatchSlots();
  #isJobPending = false;
  /** Rows of the running job that no task has taken yet, and all its rows. */
  #rowsLeft = 0;
  #jobRows = 0;
  #jobStartedAt = 0;
  #jobSnapshotAt = 0;
  readonly #publishedAt: number[] = [];
  readonly #snapshotAt: number[] = [];
  #published = 0;
  #makespanSeconds = 0;

  constructor(settings: BatchJobSettings, context: BuildContext) {
    super(settings, context);
    this.serverCount = settings.workers;
    this.replicaCount = settings.workers;
    this.#chunkRows = settings.chunkRows;
    this.#startupSeconds = settings.startupSeconds;
    this.#instance = settings.instance;
  }

  admit(model: Model, row: number): void {
    const { now } = model;
    this.statistics.arrived(now);
    model.requests.enqueuedAt[row] = now;
    this.#queue.push(model.requests, row);
    this.statistics.entered(now);
    if (this.#isJobPending) return;
    this.#isJobPending = true;
    // At the control rank: after all rows of this instant have come.
    model.schedule(jobStart, now, this.index, 0);
  }

  startJob(model: Model): void {
    this.#jobRows = this.#queue.count;
    this.#rowsLeft = this.#jobRows;
    this.#jobStartedAt = model.now;
    this.#jobSnapshotAt = 0;
    while (this.#rowsLeft > 0 && this.statistics.busy < this.serverCount) this.#startTask(model);
  }

  endTask(model: Model, slot: number): void {
    const { requests } = model;
    let row = this.#slots.heads[slot]!;
    this.#slots.release(slot);
    this.statistics.serverFreed(model.now);
    while (row !== NO_REQUEST) {
      const following = requests.next[row]!;
      this.#finished.push(requests, row);
      row = following;
    }
    if (this.#rowsLeft > 0) this.#startTask(model);
    else if (this.#finished.count === this.#jobRows) this.#publish(model);
  }

  #startTask(model: Model): void {
    const { requests, now } = model;
    const size = Math.min(this.#chunkRows, this.#rowsLeft);
    this.#rowsLeft -= size;
    const head = this.#queue.take(requests, size);
    let sumOfRows = 0;
    for (let row = head; row !== NO_REQUEST; row = requests.next[row]!) {
      sumOfRows += this.requirement[row]!;
      this.#jobSnapshotAt = Math.max(this.#jobSnapshotAt, requests.releasedAt[row]!);
      this.statistics.started(now, requests.enqueuedAt[row]!);
      model.signals.started(model, this, row);
    }
    this.statistics.batchStarted(now, size);
    const scoringSeconds = this.law.isBatchLaw ? this.law.seconds(size, this.requirement[head]!) : sumOfRows;
    model.schedule(taskEnd, now + this.#startupSeconds + scoringSeconds, this.index, this.#slots.take(head, size));
  }

  #publish(model: Model): void {
    const { requests, now } = model;
    this.#publishedAt.push(now);
    this.#snapshotAt.push(this.#jobSnapshotAt);
    if (now >= model.warmUpSeconds) {
      this.#published++;
      this.#makespanSeconds += now - this.#jobStartedAt;
    }
    while (this.#finished.count > 0) {
      const row = this.#finished.take(requests, 1);
      this.statistics.left(now, requests.enqueuedAt[row]!);
      model.signals.left(model, this, row);
      passOn(model, this, row);
    }
    if (this.#queue.count > 0) this.startJob(model);
    else this.#isJobPending = false;
  }

  /** Workers are paid for from the start of a task to its end, start-up included, by the second. */
  override report(): StationReport {
    const seconds = this.statistics.busyArea;
    return {
      usage: { type: 'instance', instance: this.#instance, seconds, busySeconds: seconds },
      jobs: {
        published: this.#published,
        makespanSeconds: this.#makespanSeconds,
        publishedAt: this.#publishedAt,
        snapshotAt: this.#snapshotAt,
      },
    };
  }
}
