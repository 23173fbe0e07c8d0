import { addUsage, type Usage } from '../cost/usage.ts';
import type { ComponentResult } from '../result.ts';
import type { Station, StationReport } from '../station.ts';
import { TimeTotals } from './time-summary.ts';

/** One component over all replications. */
export class StationTotals {
  usage: Usage | undefined;
  readonly #station: Station;
  readonly #waiting = new TimeTotals();
  readonly #sojourn = new TimeTotals();
  #measuredSeconds = 0;
  #arrivals = 0;
  #completed = 0;
  #rejected = 0;
  #batches = 0;
  #batchedRequests = 0;
  #queueArea = 0;
  #systemArea = 0;
  #busyArea = 0;
  #lag = { isPresent: false, maximum: 0, end: 0, replications: 0 };
  #jobs = { isPresent: false, published: 0, makespanSeconds: 0 };

  /** `station` is the component in any replication: what it is, not what it saw. */
  constructor(station: Station) {
    this.#station = station;
  }

  add(station: Station, report: StationReport, measuredSeconds: number): void {
    const { statistics } = station;
    this.#measuredSeconds += measuredSeconds;
    this.#arrivals += statistics.arrivals;
    this.#completed += statistics.completed;
    this.#rejected += statistics.rejected;
    this.#batches += statistics.batches;
    this.#batchedRequests += statistics.batchedRequests;
    this.#queueArea += statistics.queueArea;
    this.#systemArea += statistics.systemArea;
    this.#busyArea += statistics.busyArea;
    this.#waiting.add(statistics.waiting);
    this.#sojourn.add(statistics.sojourn);
    this.#addReport(report);
  }

  #addReport({ usage, lag, jobs }: StationReport): void {
    if (usage) this.usage = addUsage(this.usage, usage);
    if (lag) {
      const before = this.#lag;
      this.#lag = {
        isPresent: true,
        maximum: Math.max(before.maximum, lag.maximum),
        end: before.end + lag.end,
        replications: before.replications + 1,
      };
    }
    if (jobs) {
      const before = this.#jobs;
      this.#jobs = {
        isPresent: true,
        published: before.published + jobs.published,
        makespanSeconds: before.makespanSeconds + jobs.makespanSeconds,
      };
    }
  }

  summarise(costUsd: number): ComponentResult {
    return {
      kind: this.#station.kind,
      arrivals: this.#arrivals,
      completed: this.#completed,
      rejectedFraction: this.#arrivals > 0 ? this.#rejected / this.#arrivals : null,
      ...(this.#station.hasQueue ? this.#queueing() : {}),
      ...(this.#station.serverCount > 0 ? this.#service() : {}),
      ...(this.#lag.isPresent ? { lag: this.#lagSummary() } : {}),
      ...(this.#jobs.isPresent ? { jobs: this.#jobSummary() } : {}),
      costUsd,
    };
  }

  #queueing() {
    return {
      waitingTimeSeconds: this.#waiting.summarise(),
      sojournTimeSeconds: this.#sojourn.summarise(),
      queueLength: this.#queueArea / this.#measuredSeconds,
      numberInSystem: this.#systemArea / this.#measuredSeconds,
    };
  }

  #service() {
    const { serverCount, replicaCount } = this.#station;
    return {
      utilisation: this.#busyArea / this.#measuredSeconds / serverCount,
      batchSize: { mean: this.#batches > 0 ? this.#batchedRequests / this.#batches : null },
      replicas: { mean: replicaCount, max: replicaCount, changes: [[0, replicaCount] as const] },
    };
  }

  /** `end` is the mean over the replications. */
  #lagSummary() {
    return {
      mean: this.#systemArea / this.#measuredSeconds,
      max: this.#lag.maximum,
      end: this.#lag.end / this.#lag.replications,
    };
  }

  #jobSummary() {
    const { published, makespanSeconds } = this.#jobs;
    return { published, meanMakespanSeconds: published > 0 ? makespanSeconds / published : null };
  }
}
