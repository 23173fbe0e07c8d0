import { addUsage, type Usage } from '../cost/usage.ts';
import type { ComponentResult } from '../result.ts';
import type { StationReport } from '../station.ts';
import { FigureTotals } from './figures.ts';
import type { StationStatisticsPart } from './station-statistics.ts';
import { TimeTotals } from './time-summary.ts';

/** What a component is, the same in every replication. */
export interface StationNature {
  readonly kind: string;
  readonly hasQueue: boolean;
  readonly serverCount: number;
  readonly replicaCount: number;
}

type Changes = readonly (readonly [number, number])[];

/** One component over all replications. */
export class StationTotals {
  usage: Usage | undefined;
  readonly #station: StationNature;
  readonly #waiting = new TimeTotals();
  readonly #sojourn = new TimeTotals();
  readonly #figures = new FigureTotals();
  #measuredSeconds = 0;
  #arrivals = 0;
  #completed = 0;
  #rejected = 0;
  #batches = 0;
  #batchedRequests = 0;
  #queueArea = 0;
  #systemArea = 0;
  #busyArea = 0;
  #batchesBySize: number[] = [];
  #padding = 0;
  #replicas: { replicaSeconds: number; serverSeconds: number; maximum: number; changes: Changes } | undefined;
  #lag = { isPresent: false, maximum: 0, end: 0, replications: 0 };
  #jobs = { isPresent: false, published: 0, makespanSeconds: 0, publications: [] as [number, number][] };

  constructor(station: StationNature) {
    this.#station = station;
  }

  add(statistics: StationStatisticsPart, report: StationReport, measuredSeconds: number): void {
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

  #addReport({ usage, lag, jobs, figures, batches, replicas }: StationReport): void {
    if (batches) {
      batches.bySize.forEach((count, size) => {
        this.#batchesBySize[size] = (this.#batchesBySize[size] ?? 0) + count;
      });
      this.#padding += batches.padding;
    }
    if (replicas) {
      const before = this.#replicas;
      this.#replicas = {
        replicaSeconds: (before?.replicaSeconds ?? 0) + replicas.replicaSeconds,
        serverSeconds: (before?.serverSeconds ?? 0) + replicas.serverSeconds,
        maximum: Math.max(before?.maximum ?? 0, replicas.maximum),
        changes: before?.changes ?? replicas.changes,
      };
    }
    if (figures) this.#figures.add(figures);
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
        publications: before.isPresent ? before.publications : firstPublications(jobs),
      };
    }
  }

  summarise(costUsd: number, isPaired = false): ComponentResult {
    return {
      kind: this.#station.kind,
      arrivals: this.#arrivals,
      completed: this.#completed,
      rejectedFraction: this.#arrivals > 0 ? this.#rejected / this.#arrivals : null,
      ...(this.#station.hasQueue ? this.#queueing(isPaired) : {}),
      ...(this.#station.serverCount > 0 ? this.#service() : {}),
      ...(this.#lag.isPresent ? { lag: this.#lagSummary() } : {}),
      ...(this.#jobs.isPresent ? { jobs: this.#jobSummary(), publications: this.#jobs.publications } : {}),
      ...this.#figures.summarise(isPaired),
      costUsd,
    };
  }

  #queueing(isPaired: boolean) {
    return {
      waitingTimeSeconds: this.#waiting.summarise(isPaired),
      sojournTimeSeconds: this.#sojourn.summarise(isPaired),
      queueLength: this.#queueArea / this.#measuredSeconds,
      numberInSystem: this.#systemArea / this.#measuredSeconds,
    };
  }

  #service() {
    const { serverCount, replicaCount } = this.#station;
    const replicas = this.#replicas;
    return {
      // Never more than all of it: with replicas that drain, servers work that are no longer counted as ready.
      utilisation: replicas
        ? Math.min(1, replicas.serverSeconds > 0 ? this.#busyArea / replicas.serverSeconds : 0)
        : this.#busyArea / this.#measuredSeconds / serverCount,
      batchSize: this.#batchSize(),
      replicas: replicas
        ? {
            mean: replicas.replicaSeconds / this.#measuredSeconds,
            max: replicas.maximum,
            changes: replicas.changes,
          }
        : { mean: replicaCount, max: replicaCount, changes: [[0, replicaCount] as const] },
    };
  }

  #batchSize() {
    const mean = this.#batches > 0 ? this.#batchedRequests / this.#batches : null;
    if (this.#batchesBySize.length === 0) return { mean };
    const histogram = this.#batchesBySize.flatMap((count, size) => (count > 0 ? [[size, count] as const] : []));
    const served = this.#batchedRequests + this.#padding;
    return { mean, histogram, paddingFraction: served > 0 ? this.#padding / served : null };
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

/** Publications beyond this many are not written down: a result stays readable and bounded. */
const MOST_PUBLICATIONS = 240;

function firstPublications({ publishedAt, snapshotAt }: NonNullable<StationReport['jobs']>): [number, number][] {
  return publishedAt.slice(0, MOST_PUBLICATIONS).map((at, index) => [at, snapshotAt[index]!]);
}
