import { type BatchingPolicy, oneAtATime } from '../batching/batching-policy.ts';
import { createBatching } from '../batching/schema.ts';
import type { ModelServerSettings } from '../components/model-server.ts';
import { defineEvent, RANK } from '../event.ts';
import { mostReplicas } from '../faults/replica-units.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST, RequestQueue } from '../request-pool.ts';
import { snapAfter } from '../snap.ts';
import type { BuildContext } from '../station.ts';
import { LaneColumns, LaneQueue } from './lane-queue.ts';
import { FailingReplicaStation } from './failing-replica-station.ts';
import { NO_REPLICA, REPLICA } from './replicas.ts';
import { NO_EVENT, ServiceLine } from './service-line.ts';
import { ServiceSlots } from './service-slots.ts';
import { ServingTally } from './serving-tally.ts';

const serviceEnd = defineEvent('serviceEnd', RANK.completion, (model, station, slot) =>
  (model.stations[station] as ServingStation).endService(model, slot),
);
const batchWindowEnd = defineEvent('batchWindowEnd', RANK.control, (model, station, line) =>
  (model.stations[station] as ServingStation).endBatchWindow(model, line),
);

/** The line of requests that wait while no replica is ready, where replicas have queues of their own. */
export const LOBBY = -1;

/** Lines of requests and the servers behind them: what starts, in which batch, for how long, and what is free again afterwards. */
export abstract class ServingStation extends FailingReplicaStation {
  protected readonly policy: BatchingPolicy;
  protected readonly slots = new ServiceSlots();
  protected readonly tally: ServingTally;
  protected readonly columns: LaneColumns | undefined;
  /** How many `takeBatch` has taken. */
  protected takenSize = 0;
  readonly #contention: number;
  readonly #discipline: string;
  readonly #lines: ServiceLine[] = [];
  readonly #lobby: ServiceLine;

  constructor(settings: ModelServerSettings, context: BuildContext, needsLanes: boolean) {
    const policy = createBatching(settings.batching);
    const { contention, concurrency, instancesPerReplica } = settings;
    const serversPerReplica = policy.isOneBatchPerReplica ? 1 : concurrency * instancesPerReplica;
    super(settings, context, serversPerReplica, contention > 0 || context.hasFaults, mostReplicas(settings));
    this.policy = policy;
    this.tally = new ServingTally(context.warmUpSeconds, policy === oneAtATime ? 0 : policy.maxBatchSize);
    this.columns = needsLanes ? new LaneColumns() : undefined;
    this.#contention = contention;
    this.#discipline = settings.discipline;
    this.#lobby = this.#newLine(LOBBY);
    if (this.isPerReplica) return;
    this.#lines.push(this.#newLine(0));
    if (!this.pool) this.#lines[0]!.servers = this.serverCount;
  }

  /** The request leaves the station, served; `startedAt` and `size` are those of its batch. */
  protected abstract finish(model: Model, line: ServiceLine, request: number, startedAt: number, size: number): void;
  /** The request starts service in a slot. */
  protected abstract begin(request: number, slot: number): void;

  #newLine(index: number): ServiceLine {
    return new ServiceLine(index, this.columns ? new LaneQueue(this.columns, this.#discipline) : new RequestQueue());
  }

  protected lineAt(index: number): ServiceLine {
    return index === LOBBY ? this.#lobby : this.#lines[index]!;
  }

  protected lineFor(request: number): ServiceLine {
    return this.isPerReplica ? this.lineAt(this.hostFor(request)) : this.#lines[0]!;
  }

  protected join(model: Model, line: ServiceLine, request: number): void {
    if (this.isPerReplica && line.index !== LOBBY) this.pool!.active[line.index]!++;
    line.queue.push(model.requests, request);
    this.dispatch(model, line);
  }

  protected override serversAdded(model: Model, replica: number): void {
    if (!this.isPerReplica) {
      this.#lines[0]!.servers += this.serversPerReplica;
      this.dispatch(model, this.#lines[0]!);
      return;
    }
    while (this.#lines.length <= replica) this.#lines.push(this.#newLine(this.#lines.length));
    this.#lines[replica]!.servers = this.serversPerReplica;
    const { queue } = this.#lobby;
    while (queue.count > 0) {
      const request = queue.take(model.requests, 1);
      this.join(model, this.lineFor(request), request);
    }
  }

  /** A line of its own is served to its end; from the shared one the servers are taken off. */
  protected override serversRemoved(_model: Model, replica: number): void {
    if (this.isPerReplica) return;
    const line = this.#lines[0]!;
    line.servers -= this.serversPerReplica;
    line.busy -= this.pool!.busyServers[replica]!;
  }

  /** A waiting place is not needed by a request that, joining now, sets a free server going. */
  protected wouldStart(model: Model, line: ServiceLine): boolean {
    if (line.busy >= line.servers) return false;
    const { count } = line.queue;
    return this.policy.sizeToStart(count + 1, count > 0 ? this.#clockOf(model, line) : model.now, model.now) > 0;
  }

  /** Since when the batch that may start next is held back. */
  #clockOf(model: Model, line: ServiceLine): number {
    if (this.policy.clock === 'enqueue') return line.oldestEnqueuedAt(model.requests);
    return Number.isNaN(line.collectingSince) ? model.now : line.collectingSince;
  }

  protected dispatch(model: Model, line: ServiceLine): void {
    const { queue } = line;
    const { policy } = this;
    while (queue.count > 0 && line.busy < line.servers) {
      const clock = this.#clockOf(model, line);
      const size = policy.sizeToStart(queue.count, clock, model.now);
      if (size === 0) {
        line.collectingSince = clock;
        this.#setBatchWindow(model, line, policy.askAgainAt(clock));
        return;
      }
      this.#startBatch(model, line, size);
    }
    line.collectingSince = Number.NaN;
    if (line.windowEvent !== NO_EVENT) this.#clearBatchWindow(model, line);
  }

  /** Takes the next `wanted` requests off the line, or fewer, and gives the first of them; `takenSize` says how many. */
  protected takeBatch(model: Model, line: ServiceLine, wanted: number): number {
    this.takenSize = wanted;
    return line.queue.take(model.requests, wanted);
  }

  #startBatch(model: Model, line: ServiceLine, wanted: number): void {
    const { requests, now, signals } = model;
    const head = this.takeBatch(model, line, wanted);
    const size = this.takenSize;
    if (size === 0) return;
    const replica = this.pool ? (this.isPerReplica ? line.index : this.pool.firstFree) : NO_REPLICA;
    const slot = this.slots.take(head, size, line.index, replica, now);
    line.busy++;
    line.collectingSince = Number.NaN;
    this.pool?.occupy(replica, now);
    for (let request = head; request !== NO_REQUEST; request = requests.next[request]!) {
      this.statistics.started(now, requests.enqueuedAt[request]!);
      this.begin(request, slot);
      signals.started(model, this, request);
    }
    this.statistics.batchStarted(now, size);
    const paddedSize = this.policy.paddedSize ? this.policy.paddedSize(size) : size;
    this.tally.batchStarted(now, size, paddedSize);
    const seconds = this.law.seconds(paddedSize, this.requirement[head]!) * this.#slowdown(replica);
    const end = this.law.isRandom ? now + seconds : snapAfter(now, seconds);
    this.slots.events[slot] = model.schedule(serviceEnd, end, this.index, slot);
  }

  /** Slipway's convention: executors of one accelerator slow each other by s_k(b) = s(b) · (1 + κ (k − 1)), k of them at work, this one included. */
  #slowdown(replica: number): number {
    return this.#contention > 0 ? 1 + this.#contention * (this.pool!.busyServers[replica]! - 1) : 1;
  }

  endService(model: Model, slot: number): void {
    const { next } = model.requests;
    const { heads, sizes, startedAt } = this.slots;
    let request = heads[slot]!;
    const size = sizes[slot]!;
    const since = startedAt[slot]!;
    const line = this.freeServer(model, slot);
    while (request !== NO_REQUEST) {
      const following = next[request]!;
      this.finish(model, line, request, since, size);
      request = following;
    }
    this.dispatch(model, line);
  }

  protected override takeInHand(model: Model, replica: number, taken: RequestQueue): void {
    const { requests, now } = model;
    const { heads, sizes, startedAt, replicas, events, used } = this.slots;
    for (let slot = 0; slot < used; slot++) {
      let request = heads[slot]!;
      if (request === NO_REQUEST || replicas[slot] !== replica) continue;
      const size = sizes[slot]!;
      const since = startedAt[slot]!;
      model.cancel(events[slot]!);
      this.freeServer(model, slot);
      while (request !== NO_REQUEST) {
        const following = requests.next[request]!;
        if (requests.isAbandoned(request)) this.tally.zombieWork(now, since, requests.deadline[request]!, size);
        this.statistics.brokenOff(now);
        this.take(model, request, taken);
        request = following;
      }
    }
    if (this.isPerReplica) this.#takeLine(model, this.#lines[replica]!, taken);
  }

  protected override takeWaiting(model: Model, taken: RequestQueue): void {
    this.#takeLine(model, this.isPerReplica ? this.#lobby : this.#lines[0]!, taken);
  }

  #takeLine(model: Model, line: ServiceLine, taken: RequestQueue): void {
    while (line.queue.count > 0) {
      const request = line.queue.take(model.requests, 1);
      this.statistics.leftQueue(model.now);
      this.take(model, request, taken);
    }
    line.collectingSince = Number.NaN;
    if (line.windowEvent !== NO_EVENT) this.#clearBatchWindow(model, line);
  }

  protected freeServer(model: Model, slot: number): ServiceLine {
    const line = this.#lines[this.slots.lines[slot]!]!;
    const replica = this.slots.replicas[slot]!;
    this.slots.release(slot);
    this.freeHeld(model, line, replica);
    return line;
  }

  /** The server of a replica that was at work, or held, is free. */
  protected freeHeld(model: Model, line: ServiceLine, replica: number): void {
    const { now } = model;
    this.statistics.serverFreed(now);
    // With a shared queue the servers of a draining replica were taken off the line when it began to drain.
    if (this.isPerReplica || !this.pool || this.pool.state[replica] !== REPLICA.draining) line.busy--;
    if (this.pool) {
      this.pool.release(replica, now);
      this.tellStopped(model, replica);
    }
  }

  endBatchWindow(model: Model, index: number): void {
    const line = this.lineAt(index);
    line.windowEvent = NO_EVENT;
    this.dispatch(model, line);
  }

  #setBatchWindow(model: Model, line: ServiceLine, endsAt: number): void {
    if (endsAt <= model.now)
      throw new Error(
        `The batching of "${this.id}" holds requests back at the very moment at which it asked to be asked again.`,
      );
    if (line.windowEvent !== NO_EVENT) {
      if (line.windowEndsAt === endsAt) return;
      this.#clearBatchWindow(model, line);
    }
    line.windowEndsAt = endsAt;
    line.windowEvent = model.schedule(batchWindowEnd, endsAt, this.index, line.index);
  }

  #clearBatchWindow(model: Model, line: ServiceLine): void {
    model.events.cancel(line.windowEvent);
    line.windowEvent = NO_EVENT;
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.columns?.grow(capacity);
  }
}
