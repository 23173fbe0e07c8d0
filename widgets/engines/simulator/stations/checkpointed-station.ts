import type { StreamProcessorSettings } from '../components/stream-processor.ts';
import { defineEvent, RANK } from '../event.ts';
import type { FaultTarget } from '../faults/fault-target.ts';
import type { Model } from '../model.ts';
import { RequestQueue } from '../request-pool.ts';
import { snap, snapAfter } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { range } from '../streaming/assignors/range.ts';
import { type FailingJob, JobFailures } from '../streaming/job-failures.ts';
import type { ProcessingOf } from '../streaming/processing/schema.ts';
import { Reader } from '../streaming/reader.ts';
import { PollingStation } from './polling-station.ts';

const stationOf = (model: Model, station: number) => model.stations[station] as CheckpointedStation;
const barrier = defineEvent('checkpointBarrier', RANK.control, (model, station) =>
  stationOf(model, station).sendBarrier(model),
);
const checkpointStored = defineEvent('checkpointStored', RANK.control, (model, station, number) =>
  stationOf(model, station).complete(model, number),
);

/**
 * A job with barrier checkpoints (Apache Flink). Its readers have their partitions for good. A barrier makes each reader note, between two records,
 * how far it is; when all have and the state is stored, the checkpoint is complete and its offsets are the commit. A failure takes the whole job back
 * there; until it is noticed, all readers but the one that broke go on, and do it again later.
 */
export class CheckpointedStation extends PollingStation implements FailingJob, FaultTarget {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  readonly failures: JobFailures;
  readonly holdsEffects: boolean;
  protected override readonly repeatsEffects: boolean;
  readonly #settings: ProcessingOf<'checkpointed'>;
  /** Windows keep events as state, so it is their results that a transactional sink holds back. */
  readonly #hasWindows: boolean;
  readonly #results = new RequestQueue();
  /** Results before the barrier, which the checkpoint will make visible. */
  readonly #sealed = new RequestQueue();
  #resultsSince = 0;
  #ticks = 0;
  /** Counts checkpoints, so that one that was given up is recognised. */
  #number = 0;
  #isUnderWay = false;
  #isPublishing = false;
  /** By reader: the checkpoint whose barrier it has passed; by partition: how far its reader was then. */
  readonly #passed: number[] = [];
  #offsets = new Float64Array(0);
  #waitingFor = 0;
  #broken = -1;
  #completed = 0;

  constructor(settings: StreamProcessorSettings, context: BuildContext, processing: ProcessingOf<'checkpointed'>) {
    super(settings, context);
    this.#settings = processing;
    this.#hasWindows = settings.windows !== undefined;
    this.holdsEffects = processing.sink === 'transactional' && !this.#hasWindows;
    this.repeatsEffects = !this.#hasWindows;
    this.serverCount = settings.consumers;
    this.replicaCount = settings.consumers;
    this.failures = new JobFailures(this, processing, context.stream);
  }

  protected override startReading(model: Model): void {
    super.startReading(model);
    const { length } = this.partitions;
    this.#offsets = new Float64Array(length);
    const shares = range.assign({ partitions: length, owned: Array.from({ length: this.serverCount }, () => []) });
    shares.forEach((share, index) => {
      const reader = new Reader();
      this.readers.push(reader);
      this.#passed.push(0);
      reader.own(share);
      for (const partition of share) this.owner[partition] = index;
    });
    this.failures.start(model);
    this.#scheduleBarrier(model);
  }

  #scheduleBarrier(model: Model): void {
    const at = snap(++this.#ticks * this.#settings.intervalSeconds);
    if (at <= model.durationSeconds) model.schedule(barrier, at, this.index, 0);
  }

  /** A checkpoint begins, unless one is under way or the job is down. */
  sendBarrier(model: Model): void {
    this.#scheduleBarrier(model);
    if (this.#isUnderWay || this.failures.isDown) return;
    this.#isUnderWay = true;
    this.#number++;
    this.#waitingFor = this.readers.length;
    for (let index = 0; index < this.readers.length; index++)
      if (!this.readers[index]!.isBusy) this.#pass(model, index);
  }

  /** The reader meets the barrier: what it does from now on belongs to the next checkpoint. */
  #pass(model: Model, index: number): void {
    this.#passed[index] = this.#number;
    for (const partition of this.readers[index]!.owned)
      this.#offsets[partition] = this.partitions[partition]!.processed;
    if (--this.#waitingFor > 0) return;
    while (this.#results.count > 0) this.#sealed.push(model.requests, this.#results.take(model.requests, 1));
    this.#resultsSince = 0;
    if (this.#settings.durationSeconds === 0) this.complete(model, this.#number);
    else
      model.schedule(checkpointStored, snapAfter(model.now, this.#settings.durationSeconds), this.index, this.#number);
  }

  /** The checkpoint is there: the job will never go back before it, and a transactional sink shows its results. */
  complete(model: Model, number: number): void {
    if (!this.#isUnderWay || number !== this.#number) return;
    this.#isUnderWay = false;
    if (model.isMeasuring) this.#completed++;
    for (let partition = 0; partition < this.#offsets.length; partition++)
      this.commit(model, partition, this.#offsets[partition]!);
    this.#isPublishing = true;
    while (this.#sealed.count > 0) super.emit(model, this.#sealed.take(model.requests, 1));
    this.#isPublishing = false;
  }

  /** A result for a request, from a record or a window. */
  override emit(model: Model, request: number): void {
    if (this.#hasWindows && !this.#isPublishing) {
      if (this.#settings.sink === 'transactional') {
        this.#results.push(model.requests, request);
        return;
      }
      this.#resultsSince++;
    }
    super.emit(model, request);
  }

  // What the poll loop asks.

  protected mayPoll(reader: number): boolean {
    return !this.failures.isDown || (this.#broken >= 0 && reader !== this.#broken);
  }

  protected isOwner(): boolean {
    return true;
  }

  protected polled(): void {}

  protected worked(model: Model, reader: number): void {
    if (this.#isUnderWay && this.#passed[reader] !== this.#number) this.#pass(model, reader);
  }

  // What a failure does.

  get faultUnits(): number {
    return this.serverCount;
  }

  fail(model: Model): void {
    this.failures.lose(model);
  }

  restore(model: Model): void {
    this.failures.regain(model);
  }

  protected override get isRunning(): boolean {
    return !this.failures.isDown;
  }

  get backlog(): number {
    return this.partitions.reduce((sum, { lag }) => sum + lag, 0);
  }

  breakDown(model: Model, number: number): void {
    this.#broken = number % this.readers.length;
    this.breakOff(model, this.#broken);
    // The one that broke will never report its part of a checkpoint that is under way.
    this.#isUnderWay = false;
  }

  stop(model: Model): void {
    this.#broken = -1;
    for (let index = 0; index < this.readers.length; index++) this.breakOff(model, index);
    for (let partition = 0; partition < this.partitions.length; partition++) this.rewind(model, partition);
    // Windows that had fired since the barrier will fire again. What a transactional sink holds waits for the next checkpoint, as its windows do.
    if (this.#settings.sink === 'immediate') this.tally.repeated(model, this.#resultsSince);
    while (this.#sealed.count > 0) this.#results.push(model.requests, this.#sealed.take(model.requests, 1));
    this.#resultsSince = 0;
    this.restartWindows();
  }

  resume(model: Model): void {
    for (let index = 0; index < this.readers.length; index++) this.poll(model, index);
  }

  override report(measuredSeconds: number): StationReport {
    const base = super.report(measuredSeconds);
    return {
      ...base,
      figures: [...base.figures!, ...this.failures.figures, { path: 'checkpoints.completed', sum: this.#completed }],
    };
  }
}
