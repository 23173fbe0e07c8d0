import type { StreamProcessorSettings } from '../components/stream-processor.ts';
import { defineEvent, RANK } from '../event.ts';
import type { FaultTarget } from '../faults/fault-target.ts';
import type { Model } from '../model.ts';
import { snap, snapAfter } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { range } from '../streaming/assignors/range.ts';
import { type FailingJob, JobFailures } from '../streaming/job-failures.ts';
import type { ProcessingOf } from '../streaming/processing/schema.ts';
import { LogReaderStation } from './log-reader-station.ts';

const stationOf = (model: Model, station: number) => model.stations[station] as MicroBatchStation;
const trigger = defineEvent('microBatchTrigger', RANK.control, (model, station) =>
  stationOf(model, station).pullTrigger(model),
);
const tasksEnd = defineEvent('microBatchTasksEnd', RANK.completion, (model, station, consumer) =>
  stationOf(model, station).endTasks(model, consumer),
);

const NO_EVENT = -1;

/**
 * Micro-batches (Apache Spark Structured Streaming): at a trigger all that is there becomes one batch. Each consumer works on the records of its
 * partitions, all at once; the slowest ends the batch, which then has its effects and is committed. A batch that fails is done again.
 */
export class MicroBatchStation extends LogReaderStation implements FailingJob, FaultTarget {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  readonly failures: JobFailures;
  readonly holdsEffects = false;
  readonly #settings: ProcessingOf<'microBatch'>;
  /** By consumer: its partitions, and the event of the end of its tasks. */
  #shares: number[][] = [];
  readonly #slots: number[] = [];
  #busyConsumers = 0;
  #isRunning = false;
  /** A trigger came while a batch was under way. */
  #isLate = false;
  #ticks = 0;
  #batches = 0;
  #aborted = 0;
  #batchSeconds = 0;
  #startedAt = 0;

  constructor(settings: StreamProcessorSettings, context: BuildContext, processing: ProcessingOf<'microBatch'>) {
    super(settings, context);
    this.#settings = processing;
    this.serverCount = settings.consumers;
    this.replicaCount = settings.consumers;
    this.failures = new JobFailures(this, processing, context.stream);
  }

  protected startReading(model: Model): void {
    const { length } = this.partitions;
    this.#shares = range.assign({ partitions: length, owned: Array.from({ length: this.serverCount }, () => []) });
    this.failures.start(model);
    this.#scheduleTrigger(model);
  }

  #scheduleTrigger(model: Model): void {
    const { triggerSeconds } = this.#settings;
    if (triggerSeconds === undefined) return;
    const at = snap(++this.#ticks * triggerSeconds);
    if (at <= model.durationSeconds) model.schedule(trigger, at, this.index, 0);
  }

  pullTrigger(model: Model): void {
    this.#scheduleTrigger(model);
    if (this.#isRunning) this.#isLate = true;
    else this.#begin(model);
  }

  protected appended(model: Model): void {
    if (this.#settings.triggerSeconds === undefined && !this.#isRunning) this.#begin(model);
  }

  #begin(model: Model): void {
    if (this.failures.isDown) return;
    let available = 0;
    for (const { available: records } of this.partitions) available += records;
    if (available === 0) return;
    const share = Math.min(1, (this.#settings.maxRecordsPerBatch ?? Infinity) / available);
    this.#isRunning = true;
    this.#startedAt = model.now;
    this.#busyConsumers = 0;
    let left = this.#settings.maxRecordsPerBatch ?? Infinity;
    for (let consumer = 0; consumer < this.#shares.length; consumer++) {
      left -= this.#beginTasks(model, consumer, share, left);
    }
  }

  /** A limited batch takes from each partition in proportion to what it holds, rounded up, as Spark does. Gives how many records it took. */
  #beginTasks(model: Model, consumer: number, share: number, limit: number): number {
    let size = 0;
    let sum = 0;
    let first = 0;
    for (const partition of this.#shares[consumer]!) {
      const { available } = this.partitions[partition]!;
      const count = Math.min(limit - size, Math.ceil(available * share));
      for (let i = 0; i < count; i++) {
        const draw = this.take(model, partition);
        if (size++ === 0) first = draw;
        sum += draw;
      }
    }
    this.#slots[consumer] = NO_EVENT;
    if (size === 0) return 0;
    const seconds = this.law.isBatchLaw ? this.law.seconds(size, first) : sum;
    const endsAt = this.law.isRandom ? model.now + seconds : snapAfter(model.now, seconds);
    this.#busyConsumers++;
    this.statistics.batchStarted(model.now, size);
    this.#slots[consumer] = model.schedule(tasksEnd, endsAt, this.index, consumer);
    return size;
  }

  endTasks(model: Model, consumer: number): void {
    this.#slots[consumer] = NO_EVENT;
    this.statistics.serverFreed(model.now);
    if (--this.#busyConsumers > 0) return;
    this.#isRunning = false;
    if (this.#startedAt >= model.warmUpSeconds) {
      this.#batches++;
      this.#batchSeconds += model.now - this.#startedAt;
    }
    for (let partition = 0; partition < this.partitions.length; partition++) this.#settle(model, partition);
    // A batch that outlasts the interval is followed by the next at once.
    const isNextDue = this.#isLate || this.#settings.triggerSeconds === undefined;
    this.#isLate = false;
    if (isNextDue && !this.#isRunning) this.#begin(model);
  }

  #settle(model: Model, partition: number): void {
    const records = this.partitions[partition]!;
    const end = records.position;
    for (let offset = records.committed; offset < end; offset++) this.finish(model, partition, offset);
    this.commit(model, partition, end);
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

  breakDown(model: Model): void {
    if (!this.#isRunning) return;
    // The batch cannot end any more: its tasks run on in vain until the failure is known.
    for (let consumer = 0; consumer < this.#slots.length; consumer++) this.#cancel(model, consumer);
  }

  #cancel(model: Model, consumer: number): void {
    if (this.#slots[consumer]! === NO_EVENT) return;
    model.cancel(this.#slots[consumer]!);
    this.#slots[consumer] = NO_EVENT;
    this.statistics.serverFreed(model.now);
  }

  stop(model: Model): void {
    if (this.#isRunning && model.isMeasuring) this.#aborted++;
    this.#isRunning = false;
    this.#isLate = false;
    for (let partition = 0; partition < this.partitions.length; partition++) this.rewind(model, partition);
    this.restartWindows();
  }

  resume(model: Model): void {
    this.#begin(model);
  }

  override report(measuredSeconds: number): StationReport {
    const base = super.report(measuredSeconds);
    return {
      ...base,
      figures: [
        ...base.figures!,
        ...this.failures.figures,
        { path: 'microBatches.completed', sum: this.#batches },
        { path: 'microBatches.aborted', sum: this.#aborted },
        { path: 'microBatches.meanSeconds', sum: this.#batchSeconds, per: this.#batches },
      ],
    };
  }
}
