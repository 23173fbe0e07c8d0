import type { Model } from '../model.ts';
import { REPLICA } from '../stations/replicas.ts';
import type { Scalable } from '../stations/scalable.ts';
import type { PodReading, ScrapedMetrics } from './autoscaling-policy.ts';

/** What of the work is kept in a log, for policies that look at lag. */
export interface LagView {
  readonly lag: number;
  readonly partitions: number;
  readonly partitionsWithLag: number;
}

const FIRST_CAPACITY = 8;

/**
 * Stands between the component and its controller: samples the replicas' busy integrals and the component's totals at every scrape, and shows the
 * controller the last sample only. Who exists and who is ready is not a metric and is always up to date.
 */
export class Scraper implements ScrapedMetrics {
  currentReplicas = 0;
  readyReplicas = 0;
  readonly pods: PodReading[] = [];
  podCount = 0;
  readonly windowSeconds: number;
  concurrency = Number.NaN;
  requestsPerSecond = Number.NaN;
  queueLength = Number.NaN;
  lag = Number.NaN;
  partitions = Infinity;
  partitionsWithLag = Infinity;
  readonly #station: Scalable;
  readonly #log: LagView | undefined;
  /** By replica: whose sample it is (replicas' slots are used again), when it was taken, the busy share and the integral then. */
  #createdAt = new Float64Array(FIRST_CAPACITY).fill(Number.NaN);
  #sampledAt = new Float64Array(FIRST_CAPACITY).fill(Number.NaN);
  #utilisation = new Float64Array(FIRST_CAPACITY);
  #busyArea = new Float64Array(FIRST_CAPACITY);
  #scrapedAt = 0;
  #systemArea = 0;
  #arrived = 0;

  /** `windowSeconds` is the time between two scrapes, or 0 for instant readings. */
  constructor(station: Scalable, windowSeconds: number, log?: LagView) {
    this.#station = station;
    this.windowSeconds = windowSeconds;
    this.#log = log;
  }

  /** Samples everything. */
  scrape(model: Model): void {
    const { now } = model;
    const station = this.#station;
    const elapsed = now - this.#scrapedAt;
    const systemArea = station.inSystemAreaAt(now);
    const arrived = station.arrivedTotal;
    this.concurrency = this.windowSeconds > 0 ? (systemArea - this.#systemArea) / elapsed : station.numberInSystem;
    this.requestsPerSecond = (arrived - this.#arrived) / elapsed;
    this.#systemArea = systemArea;
    this.#arrived = arrived;
    this.readTotals();
    this.#sampleReplicas(now, elapsed);
    this.#scrapedAt = now;
  }

  /** What is counted and not averaged, as it is now. */
  readTotals(): void {
    const station = this.#station;
    this.queueLength = station.queueLength;
    this.lag = this.#log ? this.#log.lag : station.numberInSystem;
    if (!this.#log) return;
    this.partitions = this.#log.partitions;
    this.partitionsWithLag = this.#log.partitionsWithLag;
  }

  #sampleReplicas(now: number, elapsed: number): void {
    const pool = this.#station.pool!;
    if (pool.used > this.#createdAt.length) this.#grow(pool.state.length);
    for (let replica = 0; replica < pool.used; replica++) {
      if (!pool.isReady(replica)) continue;
      const busyArea = pool.busyAreaAt(replica, now);
      const isKnown = this.#createdAt[replica] === pool.createdAt[replica];
      const worked = busyArea - (isKnown ? this.#busyArea[replica]! : 0);
      const share = this.windowSeconds > 0 ? worked / elapsed : pool.busyServers[replica]!;
      this.#createdAt[replica] = pool.createdAt[replica]!;
      this.#busyArea[replica] = busyArea;
      this.#utilisation[replica] = share / pool.serversPerReplica;
      this.#sampledAt[replica] = now;
    }
  }

  /** Brings up to date which replicas there are and which are ready; their use stays as it was sampled. */
  refresh(): ScrapedMetrics {
    const pool = this.#station.pool!;
    this.currentReplicas = this.#station.createdReplicas;
    this.readyReplicas = this.#station.readyReplicas;
    this.podCount = 0;
    for (let replica = 0; replica < pool.used; replica++) {
      const isReady = pool.isReady(replica);
      if (!isReady && pool.state[replica] !== REPLICA.starting) continue;
      if (this.podCount === this.pods.length) this.pods.push(emptyReading());
      const pod = this.pods[this.podCount++]!;
      const createdAt = pool.createdAt[replica]!;
      const isSampled = replica < this.#createdAt.length && this.#createdAt[replica] === createdAt;
      pod.createdAt = createdAt;
      pod.isReady = isReady;
      pod.changedAt = isReady ? pool.readyAt[replica]! : createdAt;
      pod.sampledAt = isSampled ? this.#sampledAt[replica]! : Number.NaN;
      pod.utilisation = isSampled ? this.#utilisation[replica]! : 0;
    }
    return this;
  }

  /** A request has just come to a component without replicas: the activator tells so at once. */
  noticeArrival(): ScrapedMetrics {
    this.readTotals();
    this.concurrency = Math.max(1, this.#station.numberInSystem);
    return this.refresh();
  }

  #grow(capacity: number): void {
    const widen = (from: Float64Array): Float64Array<ArrayBuffer> => {
      const to = new Float64Array(capacity).fill(Number.NaN);
      to.set(from);
      return to;
    };
    this.#createdAt = widen(this.#createdAt);
    this.#sampledAt = widen(this.#sampledAt);
    this.#utilisation = widen(this.#utilisation);
    this.#busyArea = widen(this.#busyArea);
  }
}

const emptyReading = (): PodReading => ({
  createdAt: 0,
  isReady: false,
  changedAt: 0,
  sampledAt: Number.NaN,
  utilisation: 0,
});
