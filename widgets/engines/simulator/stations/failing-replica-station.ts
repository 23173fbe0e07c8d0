import type { ModelServerSettings } from '../components/model-server.ts';
import type { FaultTarget, Machines } from '../faults/fault-target.ts';
import { drop } from '../flow.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST, RequestQueue } from '../request-pool.ts';
import type { BuildContext } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { NO_REPLICA, REPLICA } from './replicas.ts';
import { ReplicaStation, SENT } from './replica-station.ts';
import { ServiceFailure } from './service-failure.ts';

/**
 * Replicas that may go down. What a replica has in hand fails with it: what it serves, and where it has a queue of its own, what waits there. From a
 * shared queue a replica that is down takes nothing; into its own one requests are sent until it is known to be down, and fail at once. It comes back
 * ready, unless it was removed meanwhile; a controller sees it as created and not ready.
 */
export abstract class FailingReplicaStation extends ReplicaStation implements FaultTarget {
  readonly faultUnits: number;
  /** Undefined where nothing can fail. */
  protected readonly failure: ServiceFailure | undefined;
  readonly #goesDown: boolean;
  /** By unit: 1 while it is down. Empty where nothing goes down. Replicas that drain hold more slots than there are units: a unit has every n-th slot. */
  readonly #isDown: Uint8Array;
  /** Replicas that are to be ready as soon as they are back. */
  readonly #aside = new Set<number>();
  /** What is about to fail; empty in between. */
  readonly #taken = new RequestQueue();

  constructor(
    settings: ModelServerSettings,
    context: BuildContext,
    serversPerReplica: number,
    needsPool: boolean,
    units: number,
  ) {
    super(settings, context, serversPerReplica, needsPool);
    this.faultUnits = units;
    this.failure = ServiceFailure.of(settings.failureProbability, context);
    this.#goesDown = context.hasFaults;
    this.#isDown = new Uint8Array(context.hasFaults ? units : 0);
  }

  /** Takes what a replica has in hand off its servers and, where it has a queue of its own, out of that. */
  protected abstract takeInHand(model: Model, replica: number, taken: RequestQueue): void;
  /** Takes what waits for a replica and has none yet. */
  protected abstract takeWaiting(model: Model, taken: RequestQueue): void;

  get machines(): Machines | undefined {
    return this.autoscaler?.machines;
  }

  /** True for the line of a replica that is down and still sent to. */
  protected isDeaf(line: number): boolean {
    if (!this.#goesDown) return false;
    return (this.isPerReplica || this.pool === undefined) && this.#isDown[line % this.faultUnits] === 1;
  }

  fail(model: Model, unit: number): void {
    const slots = this.pool ? this.pool.used : 1;
    this.#isDown[unit] = 1;
    for (let replica = unit; replica < slots; replica += this.faultUnits) this.#breakDown(model, replica);
  }

  #breakDown(model: Model, replica: number): void {
    const state = this.pool?.state[replica];
    if (state === REPLICA.stopped || state === REPLICA.starting) return;
    this.takeInHand(model, replica, this.#taken);
    if (!this.isPerReplica) this.#putAside(model, replica);
    this.#failTaken(model, this.isPerReplica ? replica : NO_REPLICA);
  }

  detect(model: Model, unit: number): void {
    const slots = this.pool?.used ?? 0;
    for (let replica = unit; replica < slots; replica += this.faultUnits) this.#putAside(model, replica);
  }

  restore(model: Model, unit: number): void {
    const slots = this.pool?.used ?? 0;
    this.#isDown[unit] = 0;
    for (let replica = unit; replica < slots; replica += this.faultUnits) {
      if (!this.#aside.delete(replica)) continue;
      if (this.pool!.state[replica] === REPLICA.starting) this.replicaReady(model, replica);
    }
  }

  failWaiting(model: Model): void {
    this.takeWaiting(model, this.#taken);
    this.#failTaken(model, NO_REPLICA);
  }

  refuse(model: Model, request: number): void {
    model.requests.enqueuedAt[request] = model.now;
    this.failOne(model, request, NO_REPLICA);
  }

  /** A replica that has started while it is down is ready when it is back. */
  override replicaReady(model: Model, replica: number): void {
    if (this.#isDown[replica % this.faultUnits] === 1) this.#aside.add(replica);
    else super.replicaReady(model, replica);
  }

  /** The next replica in its slot is another one. */
  protected override replicaRetired(replica: number): void {
    this.#aside.delete(replica);
  }

  /** Nothing is sent to it any more, as if it had not started yet. */
  #putAside(model: Model, replica: number): void {
    const { pool } = this;
    if (!pool?.isReady(replica)) return;
    this.tellGone(replica);
    this.serversRemoved(model, replica);
    pool.breakDown(replica, model.now);
    this.#aside.add(replica);
    this.starter?.readinessChanged?.(model);
  }

  /** The request is out of its line, or never was in one; `replica` is where it was, −1 for nowhere. */
  protected failOne(model: Model, request: number, replica: number): void {
    this.failure!.count(model.requests.enqueuedAt[request]!);
    this.letGo(model, request, replica, SENT.failed);
    drop(model, this, request, DROP.failed);
  }

  /** Puts a request among those that are about to fail; who asked may leave before its turn, and need not be told of. */
  protected take(model: Model, request: number, taken: RequestQueue): void {
    const { requests } = model;
    if (requests.holder.length > 0) requests.holder[request] = -1;
    taken.push(requests, request);
  }

  #failTaken(model: Model, replica: number): void {
    const { requests } = model;
    const { count } = this.#taken;
    let request = count > 0 ? this.#taken.take(requests, count) : NO_REQUEST;
    while (request !== NO_REQUEST) {
      const following = requests.next[request]!;
      this.failOne(model, request, replica);
      request = following;
    }
  }
}
