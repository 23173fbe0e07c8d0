import { eventHandlers, RANK } from './event.ts';
import { answerPlainly, drop } from './flow.ts';
import type { Model } from './model.ts';
import { NO_REQUEST } from './request-pool.ts';
import type { Router } from './router.ts';
import type { ServiceDraw } from './service/service-draw.ts';
import { snap } from './snap.ts';
import { PlainServerStation } from './stations/plain-server-station.ts';
import { TrafficStation } from './stations/traffic-station.ts';
import type { StationStatistics } from './statistics/station-statistics.ts';
import { DROP } from './statistics/request-statistics.ts';

/** Servers at most, of all stations together: as many events may be pending, and they stand in one sorted array. */
const MOST_SERVERS = 64;

/** One station of the network: the queue, and what the loop reads of the station, next to each other. */
class NetworkServer {
  head = NO_REQUEST;
  tail = NO_REQUEST;
  readonly index: number;
  readonly station: PlainServerStation;
  readonly statistics: StationStatistics;
  readonly serverCount: number;
  readonly queueCapacity: number;
  readonly isSnapped: boolean;
  readonly router: Router;
  readonly draw: ServiceDraw;

  constructor(station: PlainServerStation) {
    this.index = station.index;
    this.station = station;
    this.statistics = station.statistics;
    this.serverCount = station.serverCount;
    this.queueCapacity = station.queueCapacity;
    this.isSnapped = station.isSnapped;
    this.router = station.router;
    this.draw = station.serviceDraw;
  }
}

/**
 * The queueing network of the textbooks: one source and plain servers, few enough that all pending events fit into a short array. It does what the
 * event list, the flow and the stations do together, step for step, in one function, because at some fifty nanoseconds a request every call from one
 * of them to the next is felt. A test holds its results to theirs, to the last bit. Whatever else a scenario asks for runs on the stations.
 */
export class PlainNetwork {
  readonly #source: TrafficStation;
  /** By index of the station; the source has none. */
  readonly #servers: readonly NetworkServer[];
  /** Pending ends of service, the earliest last, behind one that never comes: times, requests and stations. */
  readonly #times = new Float64Array(MOST_SERVERS + 2).fill(Infinity);
  readonly #requests = new Int32Array(MOST_SERVERS + 2);
  readonly #stations = new Int32Array(MOST_SERVERS + 2);
  /** Index of the earliest, 0 when nothing is pending. */
  #last = 0;

  constructor(source: TrafficStation, servers: readonly PlainServerStation[]) {
    this.#source = source;
    const byIndex: NetworkServer[] = [];
    for (const server of servers) byIndex[server.index] = new NetworkServer(server);
    this.#servers = byIndex;
  }

  /** The network that a model consists of; undefined when it is more than that. */
  static of({ stations, requests }: Model): PlainNetwork | undefined {
    if (requests.isDetailed) return undefined;
    const servers = stations.filter((station) => station instanceof PlainServerStation);
    const source = stations.find((station) => station instanceof TrafficStation);
    const serverCount = servers.reduce((sum, server) => sum + server.serverCount, 0);
    if (!source || servers.length + 1 < stations.length || serverCount > MOST_SERVERS) return undefined;
    const startsHere = source.router.targets.length > 0 && !source.creationDraws.alongWay;
    return startsHere ? new PlainNetwork(source, servers) : undefined;
  }

  /** Handles up to `limit` events; gives how many, fewer at the end of the run. */
  handle(model: Model, limit: number): number {
    const { requests: pool, events, durationSeconds, warmUpSeconds } = model;
    const servers = this.#servers;
    const times = this.#times;
    const source = this.#source;
    const { services, stations: drawing } = source.creationDraws;
    let generalAt = events.nextTime;
    let arrivalAt = source.nextAt;
    for (let handled = 0; handled < limit; handled++) {
      const endAt = times[this.#last]!;
      let now = endAt;
      if (arrivalAt < endAt) now = arrivalAt;
      if (generalAt < now || (generalAt === now && events.nextRank === RANK.completion)) {
        if (generalAt > durationSeconds) return handled;
        this.#handleOther(model);
        generalAt = events.nextTime;
        continue;
      }
      if (now > durationSeconds) return handled;
      model.now = now;
      let request = NO_REQUEST;
      let following = NO_REQUEST;
      let ended: NetworkServer | undefined;
      let { router } = source;
      if (arrivalAt < endAt) {
        request = pool.take();
        pool.createdAt[request] = now;
        for (let i = 0; i < services.length; i++) services[i]!.drawFor(request);
        for (let i = 0; i < drawing.length; i++) drawing[i]!.drawFor(request);
        if (now >= warmUpSeconds) this.#countNew(model);
        source.lookAhead();
        arrivalAt = source.nextAt;
      } else {
        const last = this.#last--;
        request = this.#requests[last]!;
        ended = servers[this.#stations[last]!]!;
        router = ended.router;
        following = ended.head;
        ended.statistics.servedAlone(model, request, following);
        if (following !== NO_REQUEST) ended.head = pool.next[following]!;
      }
      const way = router.choose(request);
      if (way < 0) {
        answerPlainly(model, request);
      } else {
        const server = servers[router.targets[way]!]!;
        const { statistics } = server;
        pool.enqueuedAt[request] = now;
        if (statistics.busy < server.serverCount) {
          statistics.arrivedAndStarted(model);
          this.#start(model, server, request);
        } else if (statistics.queueLength < server.queueCapacity) {
          statistics.arrivedAndWaits(model);
          pool.next[request] = NO_REQUEST;
          if (server.head === NO_REQUEST) server.head = request;
          else pool.next[server.tail] = request;
          server.tail = request;
        } else {
          statistics.arrived(now);
          drop(model, server.station, request, DROP.rejected);
        }
      }
      if (ended !== undefined && following !== NO_REQUEST) this.#start(model, ended, following);
    }
    return limit;
  }

  #countNew({ statistics }: Model): void {
    const ofSource = this.#source.statistics;
    statistics.offered++;
    ofSource.arrivals++;
    ofSource.completed++;
  }

  /** Adds the end of a service that begins now: behind those of its time. */
  #start({ now }: Model, server: NetworkServer, request: number): void {
    const times = this.#times;
    const requests = this.#requests;
    const stations = this.#stations;
    const endsAt = now + server.draw.values[request]!;
    const time = server.isSnapped ? Math.max(now, snap(endsAt)) : endsAt;
    let i = ++this.#last;
    while (times[i - 1]! <= time) {
      times[i] = times[i - 1]!;
      requests[i] = requests[i - 1]!;
      stations[i] = stations[i - 1]!;
      i--;
    }
    times[i] = time;
    requests[i] = request;
    stations[i] = server.index;
  }

  /** What is in the event list: the end of the warm-up and what recorders do. */
  #handleOther(model: Model): void {
    const { events } = model;
    model.now = events.nextTime;
    events.take();
    eventHandlers[events.kind]!(model, events.a, events.b);
  }
}
