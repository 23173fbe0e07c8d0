import type { PartitionedLogSettings } from '../components/partitioned-log.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import { RequestQueue } from '../request-pool.ts';
import { snapAfter } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { StickyPartitioner } from '../streaming/sticky-partitioner.ts';
import { PartitionedLogStation } from './partitioned-log-station.ts';

const lingerEnd = defineEvent('lingerEnd', RANK.control, (model, station, partition) =>
  (model.stations[station] as ProducedLogStation).endLinger(model, partition),
);

const NO_EVENT = -1;

/**
 * A log whose producer gathers records into batches, one open per partition: sent when it is full, or when its first record has waited for the linger
 * time (Apache Kafka, RecordAccumulator). A record counts as appended when its batch is sent.
 */
export class ProducedLogStation extends PartitionedLogStation {
  readonly #batchBytes: number;
  readonly #lingerSeconds: number;
  readonly #partitioner: StickyPartitioner;
  /** By partition: the open batch, its bytes, and the event of its linger time. */
  readonly #batches: readonly RequestQueue[];
  readonly #bytes: Float64Array;
  readonly #slots: Int32Array;
  #sent = 0;
  #sentRecords = 0;
  #sentBytes = 0;

  constructor(
    settings: PartitionedLogSettings,
    context: BuildContext,
    producer: NonNullable<PartitionedLogSettings['producer']>,
  ) {
    super(settings, context);
    this.#batchBytes = producer.batchBytes;
    this.#lingerSeconds = producer.lingerSeconds;
    this.#partitioner = new StickyPartitioner(settings.partitions, producer.batchBytes, context.stream('partitioner'));
    this.#batches = Array.from({ length: settings.partitions }, () => new RequestQueue());
    this.#bytes = new Float64Array(settings.partitions);
    this.#slots = new Int32Array(settings.partitions).fill(NO_EVENT);
  }

  override admit(model: Model, record: number): void {
    const { key } = model.requests;
    const bytes = model.bytesOf(record);
    const isKeyed = key[record]! >= 0;
    // A switch that a batch under way held back is made up for when it has gone.
    if (!isKeyed) this.#partitioner.produced(0, this.#isOpen(this.#partitioner.current));
    const partition = isKeyed ? this.partitionFor(key[record]!) : this.#partitioner.current;
    if (this.#isOpen(partition) && this.#bytes[partition]! + bytes > this.#batchBytes) this.#send(model, partition);
    const batch = this.#batches[partition]!;
    batch.push(model.requests, record);
    this.#bytes[partition]! += bytes;
    const isFull = this.#bytes[partition]! >= this.#batchBytes;
    if (!isKeyed) this.#partitioner.produced(bytes, !isFull);
    if (isFull || this.#lingerSeconds === 0) this.#send(model, partition);
    else if (batch.count === 1) {
      const endsAt = snapAfter(model.now, this.#lingerSeconds);
      this.#slots[partition] = model.schedule(lingerEnd, endsAt, this.index, partition);
    }
  }

  #isOpen(partition: number): boolean {
    return this.#batches[partition]!.count > 0;
  }

  endLinger(model: Model, partition: number): void {
    this.#slots[partition] = NO_EVENT;
    this.#send(model, partition);
  }

  #send(model: Model, partition: number): void {
    const { requests } = model;
    const batch = this.#batches[partition]!;
    if (this.#slots[partition]! !== NO_EVENT) model.cancel(this.#slots[partition]!);
    this.#slots[partition] = NO_EVENT;
    if (model.isMeasuring) {
      this.#sent++;
      this.#sentRecords += batch.count;
      this.#sentBytes += this.#bytes[partition]!;
    }
    this.#bytes[partition] = 0;
    for (let left = batch.count; left > 0; left--) this.append(model, batch.take(requests, 1), partition);
  }

  override report(measuredSeconds: number): StationReport {
    return {
      ...super.report(measuredSeconds),
      figures: [
        { path: 'producer.batches', sum: this.#sent },
        { path: 'producer.meanBatchRecords', sum: this.#sentRecords, per: this.#sent },
        { path: 'producer.meanBatchBytes', sum: this.#sentBytes, per: this.#sent },
      ],
    };
  }
}
