import type { FunctionsSettings } from '../components/functions.ts';
import { vcpusOf } from '../components/functions-parameters.ts';
import type { ColdStartLaw } from '../cold-start/cold-start-law.ts';
import { createColdStart } from '../cold-start/schema.ts';
import { defineEvent, RANK } from '../event.ts';
import type { FaultTarget } from '../faults/fault-target.ts';
import { drop, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { NO_REQUEST } from '../request-pool.ts';
import { snap, snapAfter } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { ConcurrencyLimit, reservedLimit, sharedLimit } from './concurrency-limit.ts';
import { FunctionsBill } from './functions-bill.ts';
import { FunctionInstances } from './functions-instances.ts';
import { FunctionsTally } from './functions-tally.ts';
import { ScalingRate } from './scaling-rate.ts';
import { ServiceFailure } from './service-failure.ts';
import { ServiceStation } from './service-station.ts';

const instanceReady = defineEvent('functionInstanceReady', RANK.capacity, (model, station, slot) =>
  (model.stations[station] as FunctionsStation).becomeReady(model, slot),
);
const invocationEnd = defineEvent('functionInvocationEnd', RANK.completion, (model, station, request) =>
  (model.stations[station] as FunctionsStation).endInvocation(model, request),
);
const idleTimeEnd = defineEvent('functionIdleTimeEnd', RANK.capacity, (model, station, slot) =>
  (model.stations[station] as FunctionsStation).endIdleTime(model, slot),
);

/**
 * A function as a service: a request gets the newest instance with room; if there is none, a place on one that is starting; if there is none, a new
 * instance, as long as the limit and the scaling rate allow; otherwise it is throttled. Nothing queues but for a start (AWS Lambda developer guide).
 */
export class FunctionsStation extends ServiceStation implements FaultTarget {
  readonly #settings: FunctionsSettings;
  readonly #coldStart: ColdStartLaw;
  readonly #coldStartStream: RandomStream;
  readonly #instances: FunctionInstances;
  readonly #scalingRate: ScalingRate;
  /** Shared with the other functions of the account unless this one has a reserve. */
  #limit = new ConcurrencyLimit(0);
  readonly #bill: FunctionsBill;
  readonly #tally: FunctionsTally;
  readonly #failure: ServiceFailure | undefined;
  /** When the service went down last. */
  #downAt = -1;
  /** Service takes this many times what it takes on one vCPU. */
  readonly #slowdown: number;
  readonly #durationSeconds: number;
  /** By request: the instance that has it. */
  #instanceOf = new Int32Array(0);

  constructor(settings: FunctionsSettings, context: BuildContext) {
    super(settings, context);
    const vcpus = vcpusOf(settings);
    this.#settings = settings;
    this.#coldStart = createColdStart(settings.coldStart);
    this.#coldStartStream = context.stream('coldStart');
    this.#instances = new FunctionInstances(settings.concurrencyPerInstance);
    this.#scalingRate = new ScalingRate(settings.scaleBurst, settings.scaleRatePerSecond);
    this.#bill = new FunctionsBill({ ...settings, vcpus }, context.warmUpSeconds);
    this.#tally = new FunctionsTally(context.warmUpSeconds);
    this.#failure = ServiceFailure.of(settings.failureProbability, context);
    this.#slowdown = 1 / Math.min(vcpus, settings.threads);
    this.#durationSeconds = context.durationSeconds;
  }

  /** Instances by state now: for who watches the run. */
  get instanceStates(): ReturnType<FunctionInstances['states']> {
    return this.#instances.states();
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    const before = this.#instanceOf;
    this.#instanceOf = new Int32Array(capacity);
    this.#instanceOf.set(before);
  }

  override start(model: Model): void {
    this.#joinAccount(model);
    for (let i = 0; i < this.#settings.provisionedConcurrency; i++) this.#instances.create(model.now, true, true);
    this.#tally.instances.change(model.now, this.#instances.count);
    this.#tally.idle.change(model.now, this.#instances.count);
  }

  /** The first function of an account without a reserve makes the limit that all of them share. */
  #joinAccount(model: Model): void {
    const { place, reservedConcurrency } = this.#settings;
    if (reservedConcurrency !== undefined) {
      this.#limit = new ConcurrencyLimit(reservedLimit(this.#settings, reservedConcurrency));
      return;
    }
    const account = model.stations.filter(
      (station): station is FunctionsStation =>
        station instanceof FunctionsStation && station.#settings.place === place,
    );
    const first = account.find((station) => station.#settings.reservedConcurrency === undefined)!;
    if (first === this) this.#limit = new ConcurrencyLimit(sharedLimit(account.map((station) => station.#settings)));
    else this.#limit = first.#limit;
  }

  admit(model: Model, request: number): void {
    const { now } = model;
    const instances = this.#instances;
    this.statistics.arrived(now);
    model.requests.enqueuedAt[request] = now;
    let slot = instances.newestReady;
    const isCold = slot < 0;
    if (isCold) slot = instances.newestStarting;
    if (slot < 0) slot = this.#startInstance(model);
    if (slot < 0 || !this.#mayWork(slot)) {
      drop(model, this, request, DROP.throttled);
      return;
    }
    this.statistics.entered(now);
    this.#bill.invoked(now);
    this.#tally.taken(now, isCold, instances.isProvisioned[slot] === 1);
    this.#instanceOf[request] = slot;
    if (instances.isReady[slot] === 1) {
      if (instances.held[slot] === 0) this.#beginWork(now, slot);
      instances.hold(slot);
      this.#invoke(model, request);
    } else {
      instances.hold(slot);
      instances.wait(model.requests, slot, request);
    }
  }

  /** A cold start is over: what waited for it is served. */
  becomeReady(model: Model, slot: number): void {
    let request = this.#instances.becomeReady(slot);
    while (request !== NO_REQUEST) {
      const following = model.requests.next[request]!;
      this.#tally.started(model.now, model.requests.enqueuedAt[request]!);
      this.#invoke(model, request);
      request = following;
    }
  }

  endInvocation(model: Model, request: number): void {
    const { now } = model;
    const slot = this.#instanceOf[request]!;
    this.statistics.serverFreed(now);
    this.#instances.letGo(slot);
    if (this.#instances.held[slot] === 0) this.#endWork(model, slot);
    if (this.#isLost(model, request) || this.#failure?.happens()) {
      this.statistics.brokenOff(now);
      this.#failure!.count(model.requests.enqueuedAt[request]!);
      drop(model, this, request, DROP.failed);
      return;
    }
    this.statistics.left(now, model.requests.enqueuedAt[request]!);
    model.signals.left(model, this, request);
    passOn(model, this, request);
  }

  /** One timer per instance: when it comes up and the instance has worked meanwhile, it is set anew. */
  endIdleTime(model: Model, slot: number): void {
    const instances = this.#instances;
    instances.isTimed[slot] = 0;
    if (instances.held[slot]! > 0) return;
    const endsAt = snap(instances.idleSince[slot]! + this.#settings.idleExpirySeconds);
    if (endsAt > model.now) this.#setTimer(model, slot, endsAt);
    else this.#remove(model.now, slot);
  }

  /** A service that somebody else runs: its instances are not ours to see fail, it goes down as a whole. */
  get faultUnits(): number {
    return 1;
  }

  /** Who is inside hears of it when the answer would have come. */
  fail(model: Model): void {
    this.#downAt = model.now;
  }

  restore(): void {}

  refuse(model: Model, request: number): void {
    this.#failure!.count(model.now);
    drop(model, this, request, DROP.failed);
  }

  /** The request was here when the service went down; while it is down nobody gets in. */
  #isLost(model: Model, request: number): boolean {
    return model.requests.enqueuedAt[request]! <= this.#downAt;
  }

  /** Adds an instance that starts now; −1 when the limit or the scaling rate forbids it. */
  #startInstance(model: Model): number {
    const { now } = model;
    const { placementSeconds } = this.#settings;
    if (this.#limit.isReached || !this.#scalingRate.take(now)) return -1;
    const seconds = placementSeconds + this.#coldStart.draw(this.#coldStartStream);
    const slot = this.#instances.create(now, seconds === 0, false);
    this.#tally.instances.change(now, this.#instances.count);
    if (seconds === 0) {
      this.#tally.idle.change(now, this.#tally.idle.level + 1);
      return slot;
    }
    this.#limit.used++;
    // Placing is not charged, INIT is.
    this.#instances.activeSince[slot] = now + placementSeconds;
    const readyAt = this.#coldStart.isRandom ? now + seconds : snapAfter(now, seconds);
    model.schedule(instanceReady, readyAt, this.index, slot);
    return slot;
  }

  #invoke(model: Model, request: number): void {
    const { now } = model;
    this.statistics.started(now, model.requests.enqueuedAt[request]!);
    model.signals.started(model, this, request);
    this.statistics.batchStarted(now, 1);
    const endsAt = now + this.law.seconds(1, this.requirement[request]!) * this.#slowdown;
    model.schedule(invocationEnd, this.law.isRandom ? endsAt : Math.max(now, snap(endsAt)), this.index, request);
  }

  /** An idle instance needs room within the limit; one that has work or is provisioned has it already. */
  #mayWork(slot: number): boolean {
    const { isReady, held, isProvisioned } = this.#instances;
    return isReady[slot] === 0 || held[slot]! > 0 || isProvisioned[slot] === 1 || !this.#limit.isReached;
  }

  #beginWork(now: number, slot: number): void {
    if (this.#instances.isProvisioned[slot] === 0) this.#limit.used++;
    this.#instances.activeSince[slot] = now;
    this.#tally.idle.change(now, this.#tally.idle.level - 1);
  }

  #endWork(model: Model, slot: number): void {
    const { now } = model;
    const instances = this.#instances;
    const isProvisioned = instances.isProvisioned[slot] === 1;
    if (!isProvisioned) this.#limit.used--;
    this.#bill.worked(instances.activeSince[slot]!, now, isProvisioned);
    this.#tally.idle.change(now, this.#tally.idle.level + 1);
    instances.idleSince[slot] = now;
    if (isProvisioned || instances.isTimed[slot] === 1) return;
    const { idleExpirySeconds } = this.#settings;
    const endsAt = snapAfter(now, idleExpirySeconds);
    if (idleExpirySeconds > 0 && endsAt > now) this.#setTimer(model, slot, endsAt);
    else this.#remove(now, slot);
  }

  #setTimer(model: Model, slot: number, endsAt: number): void {
    this.#instances.isTimed[slot] = 1;
    model.schedule(idleTimeEnd, endsAt, this.index, slot);
  }

  #remove(now: number, slot: number): void {
    this.#instances.remove(slot);
    this.#tally.instances.change(now, this.#instances.count);
    this.#tally.idle.change(now, this.#tally.idle.level - 1);
  }

  override report(measuredSeconds: number): StationReport {
    const end = this.#durationSeconds;
    const instances = this.#instances;
    // What is under way when the run ends is charged up to there.
    for (let slot = 0; slot < instances.used; slot++) {
      if (instances.held[slot]! > 0)
        this.#bill.worked(instances.activeSince[slot]!, end, instances.isProvisioned[slot] === 1);
    }
    const usage = this.#bill.usage(measuredSeconds);
    const billedGbSeconds = usage.gbSeconds + usage.provisionedActiveGbSeconds;
    const figures = this.#tally.figures(end, measuredSeconds, this.statistics.rejected, billedGbSeconds);
    return { usage, figures: [...figures, ...(this.#failure?.figures ?? [])] };
  }
}
