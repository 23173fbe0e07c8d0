import type { ModelServerSettings } from '../components/model-server.ts';
import { defineEvent, RANK } from '../event.ts';
import { discard, drop, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST, type RequestQueue } from '../request-pool.ts';
import { snap } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { Holds } from './holds.ts';
import type { LaneQueue } from './lane-queue.ts';
import { SENT } from './replica-station.ts';
import { NO_REPLICA, type ReplicaPool } from './replicas.ts';
import { NO_EVENT, type ServiceLine } from './service-line.ts';
import { ServingStation } from './serving-station.ts';

const patienceEnd = defineEvent('patienceEnd', RANK.control, (model, station, line) =>
  (model.stations[station] as ModelServerStation).endPatience(model, line),
);

/** In place of a line: the replica was draining, and was not held. */
const GONE = -3;

/** Who comes in, who has waited too long, and whose work is taken back because nobody waits for it any more. */
export class ModelServerStation extends ServingStation {
  /** Waiting places for requests that would have to wait: none where those go elsewhere at once. */
  readonly #waitingPlaces: number;
  /** Longest wait, and what happens then. */
  readonly #patienceSeconds: number;
  readonly #isDelayed: boolean;
  readonly #spillsLate: boolean;
  readonly #takesBack: boolean;
  /** By request: its slot in service, or −2 − index of the line where it waits. Kept only where work can be taken back. */
  #places = new Int32Array(0);
  #holds: Holds | undefined;

  constructor(settings: ModelServerSettings, context: BuildContext) {
    const afterSeconds = settings.spillOver?.afterSeconds ?? 0;
    const patienceSeconds = settings.queueTimeoutSeconds ?? (afterSeconds || Infinity);
    const takesBack = settings.cancelPropagation;
    super(settings, context, settings.discipline !== 'fifo' || patienceSeconds < Infinity || takesBack);
    const queueCapacity = Math.min(settings.queueCapacity ?? Infinity, this.policy.queueCapacity ?? Infinity);
    this.#waitingPlaces = this.spillOver && afterSeconds === 0 ? 0 : queueCapacity;
    this.#spillsLate = afterSeconds > 0;
    this.#patienceSeconds = patienceSeconds;
    this.#isDelayed = settings.queueTimeoutAction === 'delay';
    this.#takesBack = takesBack;
  }

  admit(model: Model, request: number): void {
    const { requests, now } = model;
    this.statistics.arrived(now);
    this.arrivedTotal++;
    requests.enqueuedAt[request] = now;
    if (this.starter?.arrivedAtZero && this.createdReplicas === 0) this.starter.arrivedAtZero(model);
    if (this.#takesBack && requests.isAbandoned(request)) {
      this.letGo(model, request, NO_REPLICA, SENT.unheard);
      discard(model, this, request);
      return;
    }
    const line = this.lineFor(request);
    if (this.isDeaf(line.index)) this.failOne(model, request, NO_REPLICA);
    else if (this.isFull(model, line)) this.turnAway(model, request);
    else this.enter(model, line, request);
  }

  protected turnAway(model: Model, request: number): void {
    this.letGo(model, request, NO_REPLICA, this.spillOver ? SENT.unheard : SENT.failed);
    if (this.spillOver) this.spillOver.send(model, request);
    else drop(model, this, request, DROP.rejected);
  }

  protected enter(model: Model, line: ServiceLine, request: number): void {
    this.statistics.entered(model.now);
    if (this.#takesBack && model.requests.holder.length > 0) model.requests.holder[request] = this.index;
    this.join(model, line, request);
  }

  /** No waiting place is left for a request that would need one. */
  protected isFull(model: Model, line: ServiceLine): boolean {
    return line.queue.count >= this.#waitingPlaces && !this.wouldStart(model, line);
  }

  protected override join(model: Model, line: ServiceLine, request: number): void {
    if (this.#takesBack) this.#places[request] = -2 - line.index;
    super.join(model, line, request);
    if (this.#patienceSeconds < Infinity && line.patienceEvent === NO_EVENT) this.#awaitPatience(model, line);
  }

  override start(model: Model): void {
    this.#holds = Holds.behind(this.router, model);
    super.start(model);
  }

  /** A server whose requests find the door of the next station closed stays taken until they are in. */
  override endService(model: Model, slot: number): void {
    const holds = this.#holds;
    if (holds === undefined) {
      super.endService(model, slot);
      return;
    }
    const replica = this.slots.replicas[slot]!;
    const line = this.lineAt(this.slots.lines[slot]!);
    const hold = holds.open(this.index, line.index, replica);
    // Taken until it is known whether it must be held, so that nothing starts on it.
    line.busy++;
    super.endService(model, slot);
    const isHeld = holds.close(hold);
    const isGone = this.pool !== undefined && !this.pool.isReady(replica);
    if (isHeld && !isGone) {
      this.statistics.serverHeld(model.now);
      if (this.pool) this.#holdReplica(model, this.pool, hold, replica);
      return;
    }
    // A replica that drains is not held: its requests stand outside without it.
    if (isHeld) holds.lines[hold] = GONE;
    line.busy--;
    this.dispatch(model, line);
  }

  /** The server's own replica, or another of the line should that one be at work again. */
  #holdReplica(model: Model, pool: ReplicaPool, hold: number, replica: number): void {
    const held = pool.busyServers[replica]! < pool.serversPerReplica ? replica : pool.firstFree;
    this.#holds!.replicas[hold] = held;
    pool.occupy(held, model.now);
  }

  /** What the replica served stands at the door of the next station: it gets in without the replica. */
  protected override takeInHand(model: Model, replica: number, taken: RequestQueue): void {
    super.takeInHand(model, replica, taken);
    const holds = this.#holds;
    if (!holds) return;
    for (const hold of holds.heldBy(replica)) {
      if (holds.lines[hold] === GONE) continue;
      this.freeHeld(model, this.lineAt(holds.lines[hold]!), replica);
      holds.lines[hold] = GONE;
    }
  }

  /** A request that stood at the door of the next station is in. */
  letIn(model: Model, hold: number): void {
    const holds = this.#holds!;
    if (!holds.letIn(hold) || holds.lines[hold] === GONE) return;
    const line = this.lineAt(holds.lines[hold]!);
    this.freeHeld(model, line, holds.replicas[hold]!);
    this.dispatch(model, line);
  }

  protected override begin(request: number, slot: number): void {
    if (this.#takesBack) this.#places[request] = slot;
  }

  protected override finish(model: Model, line: ServiceLine, request: number, startedAt: number, size: number): void {
    const { requests, now } = model;
    const isAbandoned = requests.isAbandoned(request);
    if (isAbandoned) this.tally.zombieWork(now, startedAt, requests.deadline[request]!, size);
    if (this.#takesBack) {
      if (isAbandoned) {
        this.#giveUp(model, request, line);
        return;
      }
      if (requests.holder.length > 0) requests.holder[request] = -1;
    }
    if (this.failure?.happens()) {
      this.statistics.brokenOff(now);
      this.failOne(model, request, this.isPerReplica ? line.index : NO_REPLICA);
      return;
    }
    this.letGo(model, request, this.isPerReplica ? line.index : NO_REPLICA);
    this.statistics.left(now, requests.enqueuedAt[request]!);
    model.signals.left(model, this, request);
    passOn(model, this, request);
  }

  /** The request, in service until now, goes no further. */
  #giveUp(model: Model, request: number, line: ServiceLine): void {
    this.statistics.brokenOff(model.now);
    this.letGo(model, request, this.isPerReplica ? line.index : NO_REPLICA, SENT.unheard);
    discard(model, this, request);
  }

  /** Out of the queue at once; out of service at once when it is served alone; out of a batch when the batch ends. */
  override askerLeft(model: Model, request: number): void {
    const place = this.#places[request]!;
    if (place >= 0) {
      if (this.slots.sizes[place] !== 1) return;
      model.events.cancel(this.slots.events[place]!);
      const line = this.freeServer(model, place);
      this.#giveUp(model, request, line);
      this.dispatch(model, line);
      return;
    }
    const line = this.lineAt(-2 - place);
    (line.queue as LaneQueue).remove(model.requests, request);
    this.leaveLine(model, line, request, SENT.unheard);
    discard(model, this, request);
    this.dispatch(model, line);
  }

  /** The request no longer waits and is not served. */
  protected leaveLine(model: Model, line: ServiceLine, request: number, outcome: number): void {
    this.statistics.leftQueue(model.now);
    if (model.requests.holder.length > 0) model.requests.holder[request] = -1;
    this.letGo(model, request, this.isPerReplica ? line.index : NO_REPLICA, outcome);
  }

  #awaitPatience(model: Model, line: ServiceLine): void {
    const oldest = (line.queue as LaneQueue).oldestUndelayed(model.requests);
    if (oldest === NO_REQUEST) return;
    line.patienceEvent = model.schedule(patienceEnd, this.#patienceOf(model, oldest), this.index, line.index);
  }

  #patienceOf(model: Model, request: number): number {
    return snap(model.requests.enqueuedAt[request]! + this.#patienceSeconds);
  }

  /** One timer per line, for the request that has waited longest; it may have started service meanwhile. */
  endPatience(model: Model, index: number): void {
    const line = this.lineAt(index);
    const queue = line.queue as LaneQueue;
    line.patienceEvent = NO_EVENT;
    for (;;) {
      const request = queue.oldestUndelayed(model.requests);
      if (request === NO_REQUEST || this.#patienceOf(model, request) > model.now) break;
      if (this.#isDelayed) queue.delay(model.requests, request);
      else this.#timeOut(model, line, request);
    }
    this.dispatch(model, line);
    if (line.patienceEvent === NO_EVENT) this.#awaitPatience(model, line);
  }

  #timeOut(model: Model, line: ServiceLine, request: number): void {
    (line.queue as LaneQueue).remove(model.requests, request);
    this.leaveLine(model, line, request, this.#spillsLate ? SENT.unheard : SENT.failed);
    if (this.#spillsLate) {
      this.spillOver!.send(model, request);
      return;
    }
    this.tally.queueTimedOut(model.requests.enqueuedAt[request]!);
    drop(model, this, request, DROP.timedOut);
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    if (!this.#takesBack) return;
    const before = this.#places;
    this.#places = new Int32Array(capacity);
    this.#places.set(before);
  }

  override report(measuredSeconds: number): StationReport {
    const { batches, figures } = this.tally;
    return {
      ...this.reportReplicas(measuredSeconds),
      figures: [
        ...figures,
        ...(this.failure?.figures ?? []),
        ...this.scalingFigures(measuredSeconds),
        ...(this.spillOver?.figures(this.statistics.arrivals) ?? []),
      ],
      ...(batches ? { batches } : {}),
    };
  }
}
