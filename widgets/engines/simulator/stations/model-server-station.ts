import type { BatchingPolicy } from '../batching/batching-policy.ts';
import { createBatching } from '../batching/schema.ts';
import { defineEvent, RANK } from '../event.ts';
import { drop, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST, RequestQueue } from '../request-pool.ts';
import type { ModelServerSettings } from '../components/model-server.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { BatchSlots } from './batch-slots.ts';
import { ServiceStation } from './service-station.ts';

const serviceEnd = defineEvent('serviceEnd', RANK.completion, (model, station, slot) =>
  (model.stations[station] as ModelServerStation).endService(model, slot),
);
const batchWindowEnd = defineEvent('batchWindowEnd', RANK.control, (model, station) =>
  (model.stations[station] as ModelServerStation).endBatchWindow(model),
);

const NO_EVENT = -1;

/** Replicas × concurrency servers behind one first-come-first-served queue; the batching policy says how many requests a free server takes. */
export class ModelServerStation extends ServiceStation {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  readonly #queueCapacity: number;
  readonly #policy: BatchingPolicy;
  readonly #instance: string;
  readonly #queue = new RequestQueue();
  readonly #slots = new BatchSlots();
  #windowEvent = NO_EVENT;
  #windowEndsAt = 0;

  constructor(settings: ModelServerSettings, context: BuildContext) {
    super(settings, context);
    this.replicaCount = settings.replicas;
    this.serverCount = settings.replicas * settings.concurrency;
    this.#queueCapacity = settings.queueCapacity ?? Infinity;
    this.#policy = createBatching(settings.batching);
    this.#instance = settings.instance;
  }

  admit(model: Model, request: number): void {
    const { requests, now } = model;
    this.statistics.arrived(now);
    requests.enqueuedAt[request] = now;
    if (this.#queue.count >= this.#queueCapacity && !this.#wouldStart(model)) {
      drop(model, this, request, DROP.rejected);
      return;
    }
    this.#queue.push(requests, request);
    this.statistics.entered(now);
    this.#dispatch(model);
  }

  endService(model: Model, slot: number): void {
    const { requests, now } = model;
    let request = this.#slots.heads[slot]!;
    this.#slots.release(slot);
    this.statistics.serverFreed(now);
    while (request !== NO_REQUEST) {
      const following = requests.next[request]!;
      this.statistics.left(now, requests.enqueuedAt[request]!);
      model.signals.left(model, this, request);
      passOn(model, this, request);
      request = following;
    }
    this.#dispatch(model);
  }

  endBatchWindow(model: Model): void {
    this.#windowEvent = NO_EVENT;
    this.#dispatch(model);
  }

  /** A waiting place is not needed by a request that, joining now, sets a free server going. */
  #wouldStart(model: Model): boolean {
    if (this.statistics.busy >= this.serverCount) return false;
    const { now } = model;
    const oldest = this.#queue.count > 0 ? model.requests.enqueuedAt[this.#queue.head]! : now;
    return this.#policy.sizeToStart(this.#queue.count + 1, oldest, now) > 0;
  }

  #dispatch(model: Model): void {
    const queue = this.#queue;
    const policy = this.#policy;
    while (queue.count > 0 && this.statistics.busy < this.serverCount) {
      const oldestEnqueuedAt = model.requests.enqueuedAt[queue.head]!;
      const size = policy.sizeToStart(queue.count, oldestEnqueuedAt, model.now);
      if (size === 0) {
        this.#setBatchWindow(model, policy.askAgainAt(oldestEnqueuedAt));
        return;
      }
      this.#startBatch(model, size);
    }
    if (this.#windowEvent !== NO_EVENT) this.#clearBatchWindow(model);
  }

  #startBatch(model: Model, size: number): void {
    const { requests, now, signals } = model;
    const head = this.#queue.take(requests, size);
    for (let request = head; request !== NO_REQUEST; request = requests.next[request]!) {
      this.statistics.started(now, requests.enqueuedAt[request]!);
      signals.started(model, this, request);
    }
    this.statistics.batchStarted(now, size);
    const serviceSeconds = this.law.seconds(size, this.requirement[head]!);
    model.schedule(serviceEnd, now + serviceSeconds, this.index, this.#slots.take(head, size));
  }

  #setBatchWindow(model: Model, endsAt: number): void {
    if (this.#windowEvent !== NO_EVENT) {
      if (this.#windowEndsAt === endsAt) return;
      this.#clearBatchWindow(model);
    }
    this.#windowEndsAt = endsAt;
    this.#windowEvent = model.schedule(batchWindowEnd, endsAt, this.index, 0);
  }

  #clearBatchWindow(model: Model): void {
    model.events.cancel(this.#windowEvent);
    this.#windowEvent = NO_EVENT;
  }

  /** Replicas are paid for whether busy or not. */
  override report(measuredSeconds: number): StationReport {
    const busySeconds = (this.statistics.busyArea / this.serverCount) * this.replicaCount;
    return {
      usage: { type: 'instance', instance: this.#instance, seconds: this.replicaCount * measuredSeconds, busySeconds },
    };
  }
}
