import { costScenario } from './cost/scenario-cost.ts';
import type { Model } from './model.ts';
import { judgeObjectives } from './objectives.ts';
import type { RequestCounts, SimulationResult, Timeline } from './result.ts';
import type { Scenario } from './scenario.ts';
import { PredictionAge } from './statistics/prediction-age.ts';
import { DROP } from './statistics/request-statistics.ts';
import { StationTotals } from './statistics/station-totals.ts';
import { TimeTotals } from './statistics/time-summary.ts';

/** Forty probabilities for curves, closer together towards the tail. */
const PROBABILITIES: readonly number[] = [
  0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
  0.825, 0.85, 0.875, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.9925, 0.995, 0.9975,
  0.999,
];

type Counts = { -readonly [Key in keyof RequestCounts]: number };

/** Adds up replications, in the order of their index, and turns the sum into a result. */
export class Summary {
  readonly #scenario: Scenario;
  readonly #sojourn = new TimeTotals();
  readonly #age = new PredictionAge();
  readonly #stations = new Map<string, StationTotals>();
  readonly #linkBytes: Float64Array;
  readonly #counts: Counts = {
    offered: 0,
    completed: 0,
    rejected: 0,
    throttled: 0,
    timedOut: 0,
    failed: 0,
    inSystem: 0,
  };
  #hasBatchJob = false;
  #answered = 0;
  #events = 0;
  #replications = 0;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#linkBytes = new Float64Array(scenario.links.length);
  }

  /** Takes in a replication that has reached its end. */
  add(model: Model): void {
    this.#replications++;
    this.#events += model.handledEvents;
    this.#answered += model.statistics.answeredAfterWarmUp;
    this.#sojourn.add(model.statistics.sojourn);
    this.#addCounts(model);
    model.linkBytes.forEach((bytes, link) => {
      this.#linkBytes[link]! += bytes;
    });
    const measuredSeconds = model.durationSeconds - model.warmUpSeconds;
    for (const station of model.stations) {
      const totals = this.#stations.get(station.id) ?? new StationTotals(station);
      this.#stations.set(station.id, totals);
      const report = station.report(measuredSeconds);
      totals.add(station, report, measuredSeconds);
      if (!report.jobs) continue;
      this.#hasBatchJob = true;
      this.#age.addPublications(
        report.jobs.publishedAt,
        report.jobs.snapshotAt,
        model.warmUpSeconds,
        model.durationSeconds,
      );
    }
  }

  #addCounts(model: Model): void {
    const { statistics } = model;
    const { rejected, throttled, failed } = DROP;
    const overdue = countOverdue(model);
    const dropped = statistics.dropped.reduce((sum, count) => sum + count, 0);
    const counts = this.#counts;
    counts.offered += statistics.offered;
    counts.completed += statistics.completed;
    counts.rejected += statistics.dropped[rejected]!;
    counts.throttled += statistics.dropped[throttled]!;
    counts.failed += statistics.dropped[failed]!;
    counts.timedOut += statistics.timedOut + overdue;
    counts.inSystem += statistics.offered - statistics.completed - dropped - statistics.timedOut - overdue;
  }

  /** The result of all replications so far; `timeline` is that of the first. */
  finish(seed: number, timeline: Timeline, elapsedSeconds: number): SimulationResult {
    const { run, links, objectives, title } = this.#scenario;
    const measuredSeconds = (run.durationSeconds - run.warmUpSeconds) * this.#replications;
    const usages = Object.fromEntries([...this.#stations].map(([id, totals]) => [id, totals.usage]));
    const { cost, carbonGrams, costUsdOf } = costScenario(
      usages,
      links,
      this.#linkBytes,
      measuredSeconds,
      this.#counts.completed,
    );
    const sojournTimeSeconds = this.#sojourn.summarise();
    const { mean, p95, max } = sojournTimeSeconds;
    const result = {
      title,
      seed,
      replications: this.#replications,
      requests: { ...this.#counts },
      sojournTimeSeconds,
      throughputPerSecond: this.#answered / measuredSeconds,
      percentiles: 'histogram, within 0.4 %' as const,
      sojournQuantiles: this.#quantiles(),
      predictionAgeSeconds: this.#hasBatchJob ? this.#age.summarise() : { mean, p95, max },
      components: Object.fromEntries([...this.#stations].map(([id, totals]) => [id, totals.summarise(costUsdOf[id]!)])),
      cost,
      carbonGrams,
      timeline,
      engine: { events: this.#events, elapsedSeconds },
    };
    return { ...result, objectives: judgeObjectives(objectives, result) };
  }

  #quantiles(): { probabilities: number[]; seconds: number[] } {
    const { histogram } = this.#sojourn;
    if (histogram.count === 0) return { probabilities: [], seconds: [] };
    return {
      probabilities: [...PROBABILITIES],
      seconds: PROBABILITIES.map((probability) => histogram.quantile(probability)!),
    };
  }
}

/** Requests still on their way at the end whose asker has given up by then. */
function countOverdue(model: Model): number {
  const { requests, now, warmUpSeconds } = model;
  let overdue = 0;
  for (let request = 0; request < requests.used; request++) {
    const isOverdue =
      requests.isLive[request] === 1 &&
      requests.deadline[request]! < now &&
      requests.createdAt[request]! >= warmUpSeconds;
    if (isOverdue) overdue++;
  }
  return overdue;
}
