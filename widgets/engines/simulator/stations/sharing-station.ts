import type { ModelServerSettings } from '../components/model-server.ts';
import { defineEvent, RANK } from '../event.ts';
import { discard, drop, passOn } from '../flow.ts';
import { mostReplicas } from '../faults/replica-units.ts';
import type { Model } from '../model.ts';
import type { RequestQueue } from '../request-pool.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { NO_REPLICA } from './replicas.ts';
import { FailingReplicaStation } from './failing-replica-station.ts';
import { SENT } from './replica-station.ts';
import { NO_EVENT } from './service-line.ts';
import { LOBBY } from './serving-station.ts';
import { ServingTally } from './serving-tally.ts';
import { HeapPlaces, SharingLine } from './sharing-line.ts';

const sharedServiceEnd = defineEvent('sharedServiceEnd', RANK.completion, (model, station, line) =>
  (model.stations[station] as SharingStation).endNext(model, line),
);

/** Processor sharing: everybody is served at once, by all servers together or by those of one replica. Nobody waits. */
export class SharingStation extends FailingReplicaStation {
  /** Requests beyond the servers that one line takes. */
  readonly #queueCapacity: number;
  readonly #takesBack: boolean;
  readonly #places = new HeapPlaces();
  readonly #lines: SharingLine[] = [];
  readonly #lobby = new SharingLine(LOBBY, this.#places);
  readonly #tally: ServingTally;
  /** By request: the line where it is. */
  #lineOf = new Int32Array(0);

  constructor(settings: ModelServerSettings, context: BuildContext) {
    const servers = settings.concurrency * settings.instancesPerReplica;
    super(settings, context, servers, false, settings.queues === 'perReplica' ? mostReplicas(settings) : 1);
    this.#queueCapacity = settings.queueCapacity ?? Infinity;
    this.#takesBack = settings.cancelPropagation;
    this.#tally = new ServingTally(context.warmUpSeconds, 0);
    if (this.isPerReplica) return;
    this.#lines.push(new SharingLine(0, this.#places));
    if (!this.pool) this.#lines[0]!.servers = this.serverCount;
  }

  #lineAt(index: number): SharingLine {
    return index === LOBBY ? this.#lobby : this.#lines[index]!;
  }

  admit(model: Model, request: number): void {
    const { requests, now } = model;
    this.statistics.arrived(now);
    this.arrivedTotal++;
    requests.enqueuedAt[request] = now;
    if (this.starter?.arrivedAtZero && this.createdReplicas === 0) this.starter.arrivedAtZero(model);
    const line = this.isPerReplica ? this.#lineAt(this.hostFor(request)) : this.#lines[0]!;
    if (this.isDeaf(line.index)) {
      this.failOne(model, request, NO_REPLICA);
      return;
    }
    if (this.spillOver && line.count >= line.servers) {
      this.letGo(model, request, NO_REPLICA, SENT.unheard);
      this.spillOver.send(model, request);
      return;
    }
    if (line.count >= line.servers + this.#queueCapacity) {
      this.letGo(model, request, NO_REPLICA, SENT.failed);
      drop(model, this, request, DROP.rejected);
      return;
    }
    if (requests.holder.length > 0) requests.holder[request] = this.index;
    this.statistics.entered(now);
    this.statistics.started(now, now);
    model.signals.started(model, this, request);
    this.#join(model, line, request);
  }

  #join(model: Model, line: SharingLine, request: number): void {
    const busyBefore = line.busy;
    this.#lineOf[request] = line.index;
    line.advance(model.now);
    line.push(request, this.law.seconds(1, this.requirement[request]!));
    if (this.isPerReplica && line.index !== LOBBY) this.pool!.active[line.index]!++;
    this.#noteBusy(model, line, busyBefore);
    this.#scheduleEnd(model, line);
  }

  #noteBusy(model: Model, line: SharingLine, before: number): void {
    const replica = this.pool ? line.index : NO_REPLICA;
    for (let busy = before; busy < line.busy; busy++) {
      this.statistics.batchStarted(model.now, 1);
      if (replica >= 0) this.pool!.occupy(replica, model.now);
    }
    for (let busy = before; busy > line.busy; busy--) {
      this.statistics.serverFreed(model.now);
      if (replica >= 0) this.pool!.release(replica, model.now);
    }
  }

  #scheduleEnd(model: Model, line: SharingLine): void {
    if (line.event !== NO_EVENT) model.events.cancel(line.event);
    const endsAt = line.endsAt(model.now);
    line.event = endsAt === Infinity ? NO_EVENT : model.schedule(sharedServiceEnd, endsAt, this.index, line.index);
  }

  endNext(model: Model, index: number): void {
    const { requests, now } = model;
    const line = this.#lineAt(index);
    line.event = NO_EVENT;
    const busyBefore = line.busy;
    line.advance(now);
    const request = line.pop();
    this.#noteBusy(model, line, busyBefore);
    this.#scheduleEnd(model, line);
    if (requests.holder.length > 0) requests.holder[request] = -1;
    const replica = this.isPerReplica ? index : NO_REPLICA;
    if (this.failure?.happens()) {
      this.statistics.brokenOff(now);
      this.failOne(model, request, replica);
      return;
    }
    this.letGo(model, request, replica);
    this.statistics.left(now, requests.enqueuedAt[request]!);
    model.signals.left(model, this, request);
    passOn(model, this, request);
  }

  protected override takeInHand(model: Model, replica: number, taken: RequestQueue): void {
    this.#takeLine(model, this.#lines[replica]!, taken);
  }

  protected override takeWaiting(model: Model, taken: RequestQueue): void {
    this.#takeLine(model, this.#lobby, taken);
  }

  #takeLine(model: Model, line: SharingLine, taken: RequestQueue): void {
    const busyBefore = line.busy;
    line.advance(model.now);
    while (line.count > 0) {
      this.statistics.brokenOff(model.now);
      this.take(model, line.pop(), taken);
    }
    this.#noteBusy(model, line, busyBefore);
    this.#scheduleEnd(model, line);
  }

  /** Taken out at once, or finished for nobody: what it still needs is zombie work from now on. */
  override askerLeft(model: Model, request: number): void {
    const line = this.#lineAt(this.#lineOf[request]!);
    line.advance(model.now);
    if (!this.#takesBack) {
      this.#tally.zombieSeconds(model.now, line.remaining(request));
      return;
    }
    const busyBefore = line.busy;
    line.remove(request);
    this.#noteBusy(model, line, busyBefore);
    this.#scheduleEnd(model, line);
    this.statistics.brokenOff(model.now);
    this.letGo(model, request, this.isPerReplica ? line.index : NO_REPLICA, SENT.unheard);
    discard(model, this, request);
  }

  protected override serversAdded(model: Model, replica: number): void {
    while (this.#lines.length <= replica) this.#lines.push(new SharingLine(this.#lines.length, this.#places));
    const line = this.#lines[replica]!;
    line.advance(model.now);
    line.servers = this.serversPerReplica;
    while (this.#lobby.count > 0) {
      const request = this.#lobby.pop();
      this.#join(model, this.#lineAt(this.hostFor(request)), request);
    }
  }

  /** A line of its own is served to its end. */
  protected override serversRemoved(): void {}

  override grow(capacity: number): void {
    super.grow(capacity);
    this.#places.grow(capacity);
    const before = this.#lineOf;
    this.#lineOf = new Int32Array(capacity);
    this.#lineOf.set(before);
  }

  override report(measuredSeconds: number): StationReport {
    const spilled = this.spillOver?.figures(this.statistics.arrivals) ?? [];
    return {
      ...this.reportReplicas(measuredSeconds),
      figures: [
        ...this.#tally.figures,
        ...(this.failure?.figures ?? []),
        ...this.scalingFigures(measuredSeconds),
        ...spilled,
      ],
    };
  }
}
