import type { Model } from '../model.ts';
import type { Station } from '../station.ts';
import type { LiveGraph } from './live-graph.ts';
import { lookUpsOf, poolOf, replicaStatesOf } from './replica-states.ts';

/** What is summed up since the start, per component: a span is the difference of two readings, so spans can be joined without loss. */
export const AREA = { queue: 0, busy: 1, servers: 2, lookups: 3, hits: 4 } as const;
export const AREAS = 5;

/** What is true at the moment of the reading, per component; not a number where it does not apply. */
export const NOW = { waiting: 0, stopped: 1, starting: 2, idle: 3, busy: 4, draining: 5 } as const;
export const NOWS = 6;

/** Of the whole, requests created after the warm-up that were offered, answered and lost, and of those answered the number and the sum of the times in the system. */
export const TOTAL = { offered: 0, answered: 1, lost: 2, times: 3, timeSeconds: 4 } as const;
export const TOTALS = 5;

/** One look at a run. `sums` has the areas of every component, the requests on every link, and the totals, one after the other. */
export interface LiveReading {
  readonly atSeconds: number;
  readonly sums: Float64Array;
  readonly nows: Float64Array;
}

/** Reads a run between two events, without changing it. */
export class LiveReader {
  readonly #graph: LiveGraph;
  /** By component: areas before the end of the warm-up, where the statistics begin anew. */
  readonly #queueBefore: Float64Array;
  readonly #busyBefore: Float64Array;

  constructor(model: Model, graph: LiveGraph) {
    this.#graph = graph;
    this.#queueBefore = new Float64Array(model.stations.length);
    this.#busyBefore = new Float64Array(model.stations.length);
  }

  /** Everything before the end of the warm-up has happened, and nothing at that moment. */
  warmUpEnds({ stations, warmUpSeconds }: Model): void {
    stations.forEach(({ statistics }, i) => {
      this.#queueBefore[i] = statistics.queueAreaAt(warmUpSeconds);
      this.#busyBefore[i] = statistics.busyAreaAt(warmUpSeconds);
    });
  }

  /** Everything up to `atSeconds` has happened. */
  read(model: Model, atSeconds: number): LiveReading {
    const { stations } = model;
    const linkOffset = stations.length * AREAS;
    const totalOffset = linkOffset + this.#graph.links.length;
    const sums = new Float64Array(totalOffset + TOTALS);
    const nows = new Float64Array(stations.length * NOWS).fill(Number.NaN);
    stations.forEach((station, i) => {
      this.#readSums(station, atSeconds, sums, i);
      readNow(station, nows, i * NOWS);
    });
    this.#graph.countInto(sums, linkOffset);
    readTotals(model, sums, totalOffset);
    return { atSeconds, sums, nows };
  }

  #readSums(station: Station, at: number, sums: Float64Array, index: number): void {
    const { statistics } = station;
    const row = index * AREAS;
    sums[row + AREA.queue] = this.#queueBefore[index]! + statistics.queueAreaAt(at);
    sums[row + AREA.busy] = this.#busyBefore[index]! + statistics.busyAreaAt(at);
    sums[row + AREA.servers] = serverAreaOf(station, at);
    const lookUps = lookUpsOf(station);
    sums[row + AREA.lookups] = lookUps?.lookups ?? Number.NaN;
    sums[row + AREA.hits] = lookUps?.hits ?? Number.NaN;
  }
}

/** Server-seconds since time 0. */
function serverAreaOf(station: Station, at: number): number {
  const measured = station.serverAreaAt(at);
  if (measured === undefined) return station.serverCount * at;
  const pool = poolOf(station);
  return measured + (pool ? pool.servingAreaBeforeWarmUp(at) * pool.serversPerReplica : 0);
}

function readNow(station: Station, nows: Float64Array, row: number): void {
  if (station.hasQueue) nows[row + NOW.waiting] = station.statistics.queueLength;
  const states = replicaStatesOf(station);
  if (!states) return;
  nows[row + NOW.stopped] = states.stopped;
  nows[row + NOW.starting] = states.starting;
  nows[row + NOW.idle] = states.idle;
  nows[row + NOW.busy] = states.busy;
  nows[row + NOW.draining] = states.draining;
}

function readTotals({ statistics }: Model, sums: Float64Array, offset: number): void {
  const { offered, completed, timedOut, dropped, sojourn } = statistics;
  sums[offset + TOTAL.offered] = offered;
  sums[offset + TOTAL.answered] = completed;
  sums[offset + TOTAL.lost] = timedOut + dropped.reduce((sum, count) => sum + count, 0);
  sums[offset + TOTAL.times] = sojourn.count;
  sums[offset + TOTAL.timeSeconds] = sojourn.sum;
}
