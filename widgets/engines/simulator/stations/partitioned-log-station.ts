import { passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { priceBook } from '../cost/price-book.ts';
import type { PartitionedLogSettings } from '../components/partitioned-log.ts';
import { type BuildContext, Station, type StationReport } from '../station.ts';
import { partitionOfKey } from './murmur2.ts';

/**
 * Records stay in the log, in the partition of their key, until the consumers commit them. Keyless records go to the partitions in turn, as the
 * sticky partitioner does on average. The consumers' station holds the order; the log knows when records were appended, polled and committed.
 */
export class PartitionedLogStation extends Station {
  readonly partitionCount: number;
  /** By request: its partition. */
  partition = new Int32Array(0);
  /** By request: when it was appended, in seconds. */
  appendedAt = new Float64Array(0);
  /** By partition: records appended and not yet committed. */
  readonly lagOf: Int32Array;
  readonly #product: string;
  readonly #keyBytes = new Uint8Array(4);
  #nextPartition = 0;
  #putUnits = 0;

  constructor(settings: PartitionedLogSettings, context: BuildContext) {
    super(settings, context);
    this.partitionCount = settings.partitions;
    this.lagOf = new Int32Array(settings.partitions);
    this.#product = settings.product;
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    const { partition, appendedAt } = this;
    this.partition = new Int32Array(capacity);
    this.partition.set(partition);
    this.appendedAt = new Float64Array(capacity);
    this.appendedAt.set(appendedAt);
  }

  admit(model: Model, record: number): void {
    this.append(model, record, this.partitionFor(model.requests.key[record]!));
  }

  protected append(model: Model, record: number, partition: number): void {
    const { now } = model;
    this.statistics.arrived(now);
    this.statistics.entered(now);
    this.appendedAt[record] = now;
    this.partition[record] = partition;
    this.lagOf[partition]!++;
    if (now >= model.warmUpSeconds) this.#putUnits += this.#unitsOf(model.bytesOf(record));
    passOn(model, this, record);
  }

  /** A consumer has taken the record. */
  polled(model: Model, record: number): void {
    this.statistics.started(model.now, this.appendedAt[record]!);
  }

  /** The consumer is done with the record: it no longer counts as lag. */
  committed(model: Model, record: number): void {
    this.lagOf[this.partition[record]!]!--;
    this.statistics.left(model.now, this.appendedAt[record]!);
  }

  /** The same for a record whose request may have left: of the partition, appended at `appendedAt`. */
  committedRecord(model: Model, partition: number, appendedAt: number): void {
    this.lagOf[partition]!--;
    this.statistics.left(model.now, appendedAt);
  }

  protected partitionFor(key: number): number {
    if (key >= 0) return partitionOfKey(key, this.partitionCount, this.#keyBytes);
    const partition = this.#nextPartition;
    this.#nextPartition = (partition + 1) % this.partitionCount;
    return partition;
  }

  #unitsOf(bytes: number): number {
    return Math.max(1, Math.ceil(bytes / priceBook.logs[this.#product]!.putUnitBytes));
  }

  override report(measuredSeconds: number): StationReport {
    const { maximumInSystem, numberInSystem } = this.statistics;
    return {
      usage: {
        type: 'log',
        product: this.#product,
        shardSeconds: this.partitionCount * measuredSeconds,
        putUnits: this.#putUnits,
      },
      lag: { maximum: maximumInSystem, end: numberInSystem },
    };
  }
}
