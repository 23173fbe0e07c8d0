import { defineEvent, RANK } from '../event.ts';
import { passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST, RequestQueue } from '../request-pool.ts';
import type { StreamProcessorSettings } from '../components/stream-processor.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { PartitionedLogStation } from './partitioned-log-station.ts';
import { ServiceStation } from './service-station.ts';

const pollEnd = defineEvent('pollEnd', RANK.completion, (model, station, consumer) =>
  (model.stations[station] as StreamProcessorStation).endPoll(model, consumer),
);

/** One member of the group: its partitions are [firstPartition, endPartition), read in turn from `cursor`. */
interface Consumer {
  readonly firstPartition: number;
  readonly endPartition: number;
  readonly polled: RequestQueue;
  cursor: number;
  waiting: number;
  isBusy: boolean;
}

/** Kafka's range assignor: consecutive partitions, the first (partitions mod consumers) members one more than the others. */
export function assignRange(partitions: number, consumers: number, member: number): [first: number, end: number] {
  const each = Math.floor(partitions / consumers);
  const withOneMore = partitions % consumers;
  const first = member * each + Math.min(member, withOneMore);
  return [first, first + each + (member < withOneMore ? 1 : 0)];
}

/** A consumer takes up to `maxPollRecords` of what its partitions hold, scores them, commits them together, and polls again. */
export class StreamProcessorStation extends ServiceStation {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  readonly #maxPollRecords: number;
  readonly #instance: string;
  #log!: PartitionedLogStation;
  #partitions: RequestQueue[] = [];
  #consumers: Consumer[] = [];
  #owner = new Int32Array(0);

  constructor(settings: StreamProcessorSettings, context: BuildContext) {
    super(settings, context);
    this.serverCount = settings.consumers;
    this.replicaCount = settings.consumers;
    this.#maxPollRecords = settings.maxPollRecords;
    this.#instance = settings.instance;
  }

  override start(model: Model): void {
    const log = model.stations.find((station) => station.router.targets.includes(this.index));
    if (!(log instanceof PartitionedLogStation)) return; // Nothing leads here.
    this.#log = log;
    this.#partitions = Array.from({ length: log.partitionCount }, () => new RequestQueue());
    this.#owner = new Int32Array(log.partitionCount);
    this.#consumers = Array.from({ length: this.serverCount }, (_, member) => {
      const [firstPartition, endPartition] = assignRange(log.partitionCount, this.serverCount, member);
      this.#owner.fill(member, firstPartition, endPartition);
      return {
        firstPartition,
        endPartition,
        polled: new RequestQueue(),
        cursor: firstPartition,
        waiting: 0,
        isBusy: false,
      };
    });
  }

  admit(model: Model, record: number): void {
    const { requests, now } = model;
    const partition = this.#log.partition[record]!;
    const member = this.#owner[partition]!;
    const consumer = this.#consumers[member]!;
    this.statistics.arrived(now);
    this.statistics.entered(now);
    requests.enqueuedAt[record] = now;
    this.#partitions[partition]!.push(requests, record);
    consumer.waiting++;
    if (!consumer.isBusy) this.#poll(model, member, consumer);
  }

  endPoll(model: Model, member: number): void {
    const { requests, now } = model;
    const consumer = this.#consumers[member]!;
    this.statistics.serverFreed(now);
    consumer.isBusy = false;
    let record = consumer.polled.take(requests, consumer.polled.count);
    while (record !== NO_REQUEST) {
      const following = requests.next[record]!;
      this.statistics.left(now, requests.enqueuedAt[record]!);
      this.#log.committed(model, record);
      model.signals.left(model, this, record);
      passOn(model, this, record);
      record = following;
    }
    if (consumer.waiting > 0) this.#poll(model, member, consumer);
  }

  /** Empties one partition before it goes to the next; the next poll begins with another one, so a hot partition cannot starve the rest. */
  #poll(model: Model, member: number, consumer: Consumer): void {
    const size = Math.min(this.#maxPollRecords, consumer.waiting);
    let sumOfRecords = 0;
    while (consumer.polled.count < size) {
      const partition = this.#partitions[consumer.cursor]!;
      while (partition.count > 0 && consumer.polled.count < size)
        sumOfRecords += this.#take(model, consumer, partition);
      if (++consumer.cursor === consumer.endPartition) consumer.cursor = consumer.firstPartition;
    }
    consumer.waiting -= size;
    consumer.isBusy = true;
    this.statistics.batchStarted(model.now, size);
    const seconds = this.law.isBatchLaw
      ? this.law.seconds(size, this.requirement[consumer.polled.head]!)
      : sumOfRecords;
    model.schedule(pollEnd, model.now + seconds, this.index, member);
  }

  /** Moves the oldest record of a partition into the poll and gives what it drew. */
  #take(model: Model, consumer: Consumer, partition: RequestQueue): number {
    const { requests, now } = model;
    const record = partition.take(requests, 1);
    consumer.polled.push(requests, record);
    this.statistics.started(now, requests.enqueuedAt[record]!);
    this.#log.polled(model, record);
    model.signals.started(model, this, record);
    return this.requirement[record]!;
  }

  /** Consumers are paid for whether busy or not. */
  override report(measuredSeconds: number): StationReport {
    const { busyArea } = this.statistics;
    return {
      usage: {
        type: 'instance',
        instance: this.#instance,
        seconds: this.serverCount * measuredSeconds,
        busySeconds: busyArea,
      },
    };
  }
}
