import { type Autoscaler, attachAutoscaler } from '../autoscaling/autoscaler.ts';
import type { LagView } from '../autoscaling/scraper.ts';
import { defineEvent, RANK } from '../event.ts';
import { passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST, RequestQueue } from '../request-pool.ts';
import type { StreamProcessorSettings } from '../components/stream-processor.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { type Consumer, newConsumer, shareOut } from './consumer-group.ts';
import { machinesFromPool } from './machines-from-pool.ts';
import { PartitionedLogStation } from './partitioned-log-station.ts';
import { REPLICA, ReplicaPool } from './replicas.ts';
import type { ReplicaStarter, Scalable } from './scalable.ts';
import { ServiceStation } from './service-station.ts';

const pollEnd = defineEvent('pollEnd', RANK.completion, (model, station, consumer) =>
  (model.stations[station] as StreamProcessorStation).endPoll(model, consumer),
);

/**
 * A consumer takes up to `maxPollRecords` of what its partitions hold, scores them, commits them together, and polls again. With autoscaling the
 * group rebalances eagerly (Kafka, the protocol before KIP-429): when a member comes or goes, all finish the poll they are in, then the partitions are
 * shared out anew; so the order within a partition is kept.
 */
export class StreamProcessorStation extends ServiceStation implements Scalable, LagView {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  /** The members as replicas, where a controller changes their number. */
  readonly pool: ReplicaPool | undefined;
  starter: ReplicaStarter | undefined;
  arrivedTotal = 0;
  readonly #autoscaler: Autoscaler | undefined;
  readonly #maxPollRecords: number;
  readonly #instance: string;
  readonly #endsAt: number;
  #log: PartitionedLogStation | undefined;
  #partitions: RequestQueue[] = [];
  readonly #consumers: Consumer[] = [];
  /** By partition: its consumer, −1 for none. */
  #owner = new Int32Array(0);
  #pollingCount = 0;
  #isRebalancing = false;

  constructor(settings: StreamProcessorSettings, context: BuildContext) {
    super(settings, context);
    this.serverCount = settings.consumers;
    this.replicaCount = settings.consumers;
    this.#maxPollRecords = settings.maxPollRecords;
    this.#instance = settings.instance;
    this.#endsAt = context.durationSeconds;
    if (!settings.autoscaling) return;
    this.pool = new ReplicaPool(1, context.warmUpSeconds);
    this.pool.committedCount = settings.reserved ?? settings.consumers;
    this.#autoscaler = attachAutoscaler(settings.autoscaling, this, context, 1, this);
  }

  get readyReplicas(): number {
    return this.pool ? this.pool.readyCount : this.serverCount;
  }

  get createdReplicas(): number {
    return this.pool ? this.pool.createdCount : this.serverCount;
  }

  get numberInSystem(): number {
    return this.statistics.numberInSystem;
  }

  get queueLength(): number {
    return this.statistics.queueLength;
  }

  inSystemAreaAt(now: number): number {
    return this.statistics.systemAreaSinceStart(now);
  }

  get lag(): number {
    return this.#log ? this.#log.statistics.numberInSystem : 0;
  }

  get partitions(): number {
    return this.#partitions.length;
  }

  get partitionsWithLag(): number {
    return this.#log ? this.#log.lagOf.reduce((sum, lag) => (lag > 0 ? sum + 1 : sum), 0) : 0;
  }

  override start(model: Model): void {
    const log = model.stations.find((station) => station.router.targets.includes(this.index));
    if (!(log instanceof PartitionedLogStation)) return; // Nothing leads here.
    this.#log = log;
    this.#partitions = Array.from({ length: log.partitionCount }, () => new RequestQueue());
    this.#owner = new Int32Array(log.partitionCount);
    for (let member = 0; member < this.serverCount; member++)
      this.pool?.becomeReady(this.pool.create(model.now), model.now);
    this.#shareOut();
    this.#autoscaler?.start(model);
  }

  #shareOut(): void {
    const { pool } = this;
    const members = Array.from({ length: this.readyReplicas }, (_, i) => (pool ? pool.readyList[i]! : i));
    if (pool) members.sort((a, b) => pool.createdAt[a]! - pool.createdAt[b]! || a - b);
    while (this.#consumers.length < (pool ? pool.used : this.serverCount)) this.#consumers.push(newConsumer());
    shareOut(this.#partitions, this.#consumers, members, this.#owner);
  }

  admit(model: Model, record: number): void {
    const { requests, now } = model;
    const partition = this.#log!.partition[record]!;
    this.statistics.arrived(now);
    this.statistics.entered(now);
    this.arrivedTotal++;
    requests.enqueuedAt[record] = now;
    this.#partitions[partition]!.push(requests, record);
    if (this.createdReplicas === 0) {
      // It is counted when the first member gets its partitions.
      this.starter?.arrivedAtZero?.(model);
      return;
    }
    const member = this.#owner[partition]!;
    if (member < 0) return;
    const consumer = this.#consumers[member]!;
    consumer.waiting++;
    if (!consumer.isBusy && !this.#isRebalancing) this.#poll(model, member, consumer);
  }

  endPoll(model: Model, member: number): void {
    const { requests, now } = model;
    const consumer = this.#consumers[member]!;
    this.statistics.serverFreed(now);
    consumer.isBusy = false;
    this.#pollingCount--;
    let record = consumer.polled.take(requests, consumer.polled.count);
    while (record !== NO_REQUEST) {
      const following = requests.next[record]!;
      this.statistics.left(now, requests.enqueuedAt[record]!);
      this.#log!.committed(model, record);
      model.signals.left(model, this, record);
      passOn(model, this, record);
      record = following;
    }
    if (this.pool) {
      this.pool.release(member, now);
      this.#tellStopped(model, member);
    }
    if (this.#isRebalancing) this.#endRebalance(model);
    else if (consumer.waiting > 0) this.#poll(model, member, consumer);
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
    this.#pollingCount++;
    this.pool?.occupy(member, model.now);
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
    this.#log!.polled(model, record);
    model.signals.started(model, this, record);
    return this.requirement[record]!;
  }

  setDesiredReplicas(model: Model, count: number): void {
    const pool = this.pool!;
    while (pool.createdCount < count) this.starter!.created(model, pool.create(model.now));
    while (pool.createdCount > count) this.#retire(model, pool.nextToRemove());
  }

  replicaReady(model: Model, member: number): void {
    this.pool!.becomeReady(member, model.now);
    this.#rebalance(model);
  }

  /** A member leaves; it finishes and commits the poll it is in. */
  #retire(model: Model, member: number): void {
    const pool = this.pool!;
    const wasReady = pool.isReady(member);
    pool.retire(member, model.now);
    this.#tellStopped(model, member);
    if (wasReady) this.#rebalance(model);
  }

  #tellStopped(model: Model, member: number): void {
    if (this.pool!.state[member] === REPLICA.stopped) this.starter!.stopped(model, member);
  }

  #rebalance(model: Model): void {
    this.#isRebalancing = true;
    this.#endRebalance(model);
  }

  #endRebalance(model: Model): void {
    if (this.#pollingCount > 0) return;
    this.#isRebalancing = false;
    this.#shareOut();
    this.#consumers.forEach((consumer, member) => {
      if (consumer.waiting > 0) this.#poll(model, member, consumer);
    });
  }

  override serverAreaAt(now: number): number | undefined {
    return this.pool?.servingAreaAt(now);
  }

  /** Consumers are paid for whether busy or not. */
  override report(measuredSeconds: number): StationReport {
    const { pool } = this;
    const busySeconds = this.statistics.busyArea;
    const instance = this.#instance;
    if (!pool)
      return { usage: { type: 'instance', instance, seconds: this.serverCount * measuredSeconds, busySeconds } };
    const areas = pool.areasAt(this.#endsAt);
    return {
      usage: machinesFromPool(instance, areas, busySeconds),
      replicas: {
        replicaSeconds: areas.created,
        serverSeconds: pool.servingAreaAt(this.#endsAt),
        maximum: pool.mostCreated,
        changes: pool.changes,
      },
      figures: this.#autoscaler!.figures(this.#endsAt, measuredSeconds),
    };
  }
}
