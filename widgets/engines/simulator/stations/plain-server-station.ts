import type { ModelServerSettings } from '../components/model-server.ts';
import { defineEvent, RANK } from '../event.ts';
import { drop, passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST } from '../request-pool.ts';
import { snap } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { ServiceStation } from './service-station.ts';

const requestEnd = defineEvent('requestEnd', RANK.completion, (model, station, request) =>
  (model.stations[station] as PlainServerStation).endService(model, request),
);

const NOTHING_TIMED_OUT = [
  { path: 'zombieSeconds', sum: 0 },
  { path: 'queueTimedOut', sum: 0 },
];

/** Keys whose value makes no difference here, and the values of others with which a model server is a plain one. */
const FREE_KEYS: readonly string[] = [
  ...['id', 'kind', 'label', 'place', 'to', 'serviceTime'],
  ...['replicas', 'concurrency', 'queueCapacity', 'queueTimeoutAction', 'instance', 'purchase', 'reserved'],
];
const PLAIN_VALUES: Readonly<Record<string, unknown>> = {
  instancesPerReplica: 1,
  contention: 0,
  overflow: 'reject',
  discipline: 'fifo',
  queues: 'shared',
  cancelPropagation: false,
  variant: 'original',
};

/** True when nothing is asked of a model server, nor of those around it, that only the general station can do. */
export function isPlainServer(settings: ModelServerSettings, context: BuildContext): boolean {
  return (
    context.isFreeFlowing &&
    Object.entries(settings).every(
      ([key, value]) => value === undefined || FREE_KEYS.includes(key) || PLAIN_VALUES[key] === value,
    )
  );
}

/**
 * The model server of the textbooks: a fixed number of servers, one queue, first come first served, one request at a time. A model server that uses
 * nothing else is built as this one, which does the same as the general station in a third of the time; a test holds their results together to the
 * last bit. What it has no words for (batches, replicas, timeouts) is the general station's.
 */
export class PlainServerStation extends ServiceStation {
  override readonly serverCount: number;
  override readonly replicaCount: number;
  override readonly needsRequestDetail = false;
  readonly queueCapacity: number;
  readonly #instance: string;
  readonly #serversPerReplica: number;
  readonly isSnapped: boolean;
  #head = NO_REQUEST;
  #tail = NO_REQUEST;

  constructor(settings: ModelServerSettings, context: BuildContext) {
    super(settings, context, undefined, { drawsSeconds: true });
    this.replicaCount = settings.replicas;
    this.serverCount = settings.replicas * settings.concurrency;
    this.queueCapacity = settings.queueCapacity ?? Infinity;
    this.#instance = settings.instance;
    this.#serversPerReplica = settings.concurrency;
    this.isSnapped = !this.law.isRandom;
  }

  admit(model: Model, request: number): void {
    const { requests, now } = model;
    const { statistics } = this;
    requests.enqueuedAt[request] = now;
    if (statistics.busy < this.serverCount) {
      statistics.arrivedAndStarted(model);
      this.#schedule(model, request);
      return;
    }
    if (statistics.queueLength >= this.queueCapacity) {
      statistics.arrived(now);
      drop(model, this, request, DROP.rejected);
      return;
    }
    statistics.arrivedAndWaits(model);
    const { next } = requests;
    next[request] = NO_REQUEST;
    if (this.#head === NO_REQUEST) this.#head = request;
    else next[this.#tail] = request;
    this.#tail = request;
  }

  /** The request goes on before the next one starts, as in the general station: what they schedule for one instant keeps its order. */
  endService(model: Model, request: number): void {
    const { requests } = model;
    const { statistics } = this;
    const following = this.#head;
    statistics.servedAlone(model, request, following);
    if (following !== NO_REQUEST) this.#head = requests.next[following]!;
    if (model.signals.isHeard) model.signals.left(model, this, request);
    passOn(model, this, request);
    if (following !== NO_REQUEST) this.#schedule(model, following);
  }

  #schedule(model: Model, request: number): void {
    const { now } = model;
    if (model.signals.isHeard) model.signals.started(model, this, request);
    const seconds = this.serviceDraw.values[request]!;
    const endsAt = this.isSnapped ? Math.max(now, snap(now + seconds)) : now + seconds;
    model.events.schedule(endsAt, requestEnd, this.index, request);
  }

  /** Replicas are paid for whether busy or not. */
  override report(measuredSeconds: number): StationReport {
    const busySeconds = this.statistics.busyArea / this.#serversPerReplica;
    return {
      usage: { type: 'instance', instance: this.#instance, seconds: this.replicaCount * measuredSeconds, busySeconds },
      figures: NOTHING_TIMED_OUT,
    };
  }
}
