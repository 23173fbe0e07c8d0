import { type Autoscaler, attachAutoscaler } from '../autoscaling/autoscaler.ts';
import type { ModelServerSettings } from '../components/model-server.ts';
import { RollingUpdate } from '../delivery/rolling-update.ts';
import type { Model } from '../model.ts';
import { findVariant } from '../model-variants/schema.ts';
import { createVariantLaw } from '../service/variant-law.ts';
import type { BuildContext, StationReport } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import { machinesFromPool } from './machines-from-pool.ts';
import { REPLICA, ReplicaPool } from './replicas.ts';
import type { Replaceable, ReplicaStarter } from './scalable.ts';
import { ServiceStation } from './service-station.ts';
import { SpillOver } from './spill-over.ts';

/** Who shares the requests out among the replicas; told when replicas come and go and when requests leave. */
export interface Sender {
  hostReady(replica: number): void;
  hostGone(replica: number): void;
  /** A request that may have come from this sender has left the station; `outcome` is one of `SENT`. */
  left(request: number, now: number, outcome: number): void;
}

/** How a request left that a sender had sent: answered, answered with an error, or in a way that says nothing of the replica. */
export const SENT = { answered: 0, failed: 1, unheard: 2 } as const;

const NOT_CHOSEN = -1;

/**
 * Replicas that come and go, and which of them a request goes to. A station whose replicas are fixed, share one queue and do not contend has no pool:
 * its servers are only counted.
 */
export abstract class ReplicaStation extends ServiceStation implements Replaceable {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  readonly serversPerReplica: number;
  readonly isPerReplica: boolean;
  readonly pool: ReplicaPool | undefined;
  starter: ReplicaStarter | undefined;
  arrivedTotal = 0;
  /** By request: the replica that a load balancer chose. Empty without one. */
  chosen = new Int32Array(0);
  protected readonly instance: string;
  protected readonly autoscaler: Autoscaler | undefined;
  #sender: Sender | undefined;
  #requestCapacity = 0;
  readonly #rollingUpdate: RollingUpdate | undefined;
  readonly #endsAt: number;
  #turn = 0;

  constructor(settings: ModelServerSettings, context: BuildContext, serversPerReplica: number, needsPool: boolean) {
    super(settings, context, createVariantLaw(settings.serviceTime, findVariant(settings.variant), context.curves));
    this.instance = settings.instance;
    this.#endsAt = context.durationSeconds;
    this.spillOver = settings.spillOver && new SpillOver(settings.spillOver, context);
    this.serversPerReplica = serversPerReplica;
    this.replicaCount = settings.replicas;
    this.serverCount = settings.replicas * serversPerReplica;
    this.isPerReplica = settings.queues === 'perReplica';
    const { autoscaling, rollingUpdate } = settings;
    if (needsPool || this.isPerReplica || autoscaling || rollingUpdate)
      this.pool = new ReplicaPool(serversPerReplica, context.warmUpSeconds);
    if (this.pool) this.pool.committedCount = settings.reserved ?? settings.replicas;
    if (autoscaling) this.autoscaler = attachAutoscaler(autoscaling, this, context, serversPerReplica);
    if (rollingUpdate) {
      this.#rollingUpdate = new RollingUpdate(rollingUpdate, this, context);
      this.starter = this.#rollingUpdate;
    }
  }

  /** The servers of a replica may be used from now on. */
  protected abstract serversAdded(model: Model, replica: number): void;
  /** The servers of a replica may not be used for further requests; those at work finish. */
  protected abstract serversRemoved(model: Model, replica: number): void;

  get readyReplicas(): number {
    return this.pool ? this.pool.readyCount : this.replicaCount;
  }

  get createdReplicas(): number {
    return this.pool ? this.pool.createdCount : this.replicaCount;
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

  override start(model: Model): void {
    const { pool } = this;
    if (!pool) return;
    for (let i = 0; i < this.replicaCount; i++) this.replicaReady(model, pool.create(model.now));
    this.autoscaler?.start(model);
    this.#rollingUpdate?.start(model);
  }

  setDesiredReplicas(model: Model, count: number): void {
    const pool = this.pool!;
    while (pool.createdCount < count) this.createReplica(model);
    while (pool.createdCount > count) this.retireReplica(model, pool.nextToRemove());
  }

  createReplica(model: Model): void {
    const replica = this.pool!.create(model.now);
    if (this.starter) this.starter.created(model, replica);
    else this.replicaReady(model, replica);
  }

  replicaReady(model: Model, replica: number): void {
    this.pool!.becomeReady(replica, model.now);
    this.#sender?.hostReady(replica);
    this.serversAdded(model, replica);
    this.starter?.readinessChanged?.(model);
  }

  retireReplica(model: Model, replica: number): void {
    const pool = this.pool!;
    if (pool.isReady(replica)) {
      this.#sender?.hostGone(replica);
      this.serversRemoved(model, replica);
    }
    pool.retire(replica, model.now);
    this.replicaRetired(replica);
    this.tellStopped(model, replica);
  }

  /** The replica takes no more requests and stops when it has none. */
  protected replicaRetired(_replica: number): void {}

  /** No more requests are to be sent to the replica. */
  protected tellGone(replica: number): void {
    this.#sender?.hostGone(replica);
  }

  /** After anything that may have ended the work of a draining replica. */
  protected tellStopped(model: Model, replica: number): void {
    if (this.starter && this.pool!.state[replica] === REPLICA.stopped) this.starter.stopped(model, replica);
  }

  /** A load balancer stands in front: it chooses the replica of each request that it sends. */
  attachSender(sender: Sender): void {
    this.#sender = sender;
    this.chosen = new Int32Array(this.#requestCapacity).fill(NOT_CHOSEN);
    const pool = this.pool!;
    for (let i = 0; i < pool.readyCount; i++) sender.hostReady(pool.readyList[i]!);
  }

  /** The replica that the request goes to, −1 when none is ready: the balancer's choice, or else one after the other. */
  protected hostFor(request: number): number {
    const pool = this.pool!;
    const chosen = this.chosen.length > 0 ? this.chosen[request]! : NOT_CHOSEN;
    if (chosen >= 0 && pool.isReady(chosen)) return chosen;
    if (pool.readyCount === 0) return -1;
    if (this.#turn >= pool.readyCount) this.#turn = 0;
    return pool.readyList[this.#turn++]!;
  }

  /** The request has left the station, or was never let in; `replica` is where it was, −1 for nowhere; `outcome` is one of `SENT`. */
  protected letGo(model: Model, request: number, replica: number, outcome: number = SENT.answered): void {
    if (this.#sender) {
      this.#sender.left(request, model.now, outcome);
      this.chosen[request] = NOT_CHOSEN;
    }
    if (replica < 0) return;
    this.pool!.letGo(replica, model.now);
    this.tellStopped(model, replica);
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.#requestCapacity = capacity;
    if (this.chosen.length === 0) return;
    const before = this.chosen;
    this.chosen = new Int32Array(capacity).fill(NOT_CHOSEN);
    this.chosen.set(before);
  }

  override serverAreaAt(now: number): number | undefined {
    return this.pool && this.pool.servingAreaAt(now) * this.serversPerReplica;
  }

  /** What the controller adds to the result. */
  protected scalingFigures(measuredSeconds: number): readonly Figure[] {
    return this.autoscaler?.figures(this.#endsAt, measuredSeconds) ?? this.#rollingUpdate?.figures() ?? [];
  }

  /** Replicas are paid for from creation to stop, whether busy or not. */
  protected reportReplicas(measuredSeconds: number): StationReport {
    const { pool, instance, serversPerReplica } = this;
    const busySeconds = this.statistics.busyArea / serversPerReplica;
    if (!pool) {
      return { usage: { type: 'instance', instance, seconds: this.replicaCount * measuredSeconds, busySeconds } };
    }
    const areas = pool.areasAt(this.#endsAt);
    return {
      usage: machinesFromPool(instance, areas, busySeconds),
      replicas: {
        replicaSeconds: areas.created,
        serverSeconds: pool.servingAreaAt(this.#endsAt) * serversPerReplica,
        maximum: pool.mostCreated,
        changes: pool.changes,
      },
    };
  }
}
