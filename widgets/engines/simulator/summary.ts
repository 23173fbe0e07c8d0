import { describePrices } from './cost/describe-prices.ts';
import { costScenario } from './cost/scenario-cost.ts';
import { describeFaults } from './faults/describe-faults.ts';
import { judgeObjectives } from './objectives.ts';
import type { RequestCounts, SimulationResult, Timeline } from './result.ts';
import type { ReplicationPart, StationPart } from './replication.ts';
import type { Scenario } from './scenario.ts';
import { SloTotals } from './slo/slo-totals.ts';
import { precisionWarnings, warmUpWarnings } from './statistics/analysis/precision.ts';
import { FigureTotals } from './statistics/figures.ts';
import { PredictionAge } from './statistics/prediction-age.ts';
import { shareWithin, sojournObjective } from './statistics/share-within.ts';
import { StationTotals } from './statistics/station-totals.ts';
import { TimeTotals } from './statistics/time-summary.ts';
import type { WarmUp } from './statistics/warm-up-pilot.ts';

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
  readonly #figures = new FigureTotals();
  readonly #slos: readonly SloTotals[];
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
  #timeline: Timeline | undefined;
  #warmUpSeconds: number;
  #warmUp: WarmUp | undefined;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#warmUpSeconds = scenario.run.warmUpSeconds;
    this.#linkBytes = new Float64Array(scenario.links.length);
    this.#slos = scenario.slos.map((slo) => new SloTotals(slo));
  }

  /** Takes in a replication; they are given in the order of their index, so that sums of floating point come out the same wherever they ran. */
  add(part: ReplicationPart): void {
    this.#replications++;
    this.#timeline ??= part.timeline;
    if (part.warmUp) {
      this.#warmUp = part.warmUp;
      this.#warmUpSeconds = part.warmUp.seconds;
    }
    this.#events += part.events;
    this.#answered += part.answeredAfterWarmUp;
    this.#sojourn.add(part.sojourn);
    for (const name of Object.keys(this.#counts) as (keyof Counts)[]) this.#counts[name] += part.counts[name];
    part.linkBytes.forEach((bytes, link) => {
      this.#linkBytes[link]! += bytes;
    });
    this.#figures.add(part.figures);
    part.slos?.forEach((slo, index) => {
      this.#slos[index]!.add(slo);
    });
    for (const station of part.stations) this.#addStation(station);
  }

  #addStation(station: StationPart): void {
    const { durationSeconds } = this.#scenario.run;
    const warmUpSeconds = this.#warmUpSeconds;
    const totals = this.#stations.get(station.id) ?? new StationTotals(station);
    this.#stations.set(station.id, totals);
    totals.add(station.statistics, station.report, durationSeconds - warmUpSeconds);
    const { jobs } = station.report;
    if (!jobs) return;
    this.#hasBatchJob = true;
    this.#age.addPublications(jobs.publishedAt, jobs.snapshotAt, warmUpSeconds, durationSeconds);
  }

  /** The result of all replications so far, of which the first was one. */
  finish(seed: number, elapsedSeconds: number): SimulationResult {
    const { run, objectives, title } = this.#scenario;
    const measuredSeconds = (run.durationSeconds - this.#warmUpSeconds) * this.#replications;
    const usages = Object.fromEntries([...this.#stations].map(([id, totals]) => [id, totals.usage]));
    const objective = sojournObjective(objectives);
    const { cost, energy, carbonGrams, costUsdOf, idleShareOf } = costScenario(this.#scenario, {
      usages,
      linkBytes: this.#linkBytes,
      measuredSeconds,
      completed: this.#counts.completed,
      finished: this.#counts.offered - this.#counts.inSystem,
      shareWithinObjective: objective === undefined ? undefined : shareWithin(this.#sojourn.histogram, objective),
    });
    const isPaired = run.draws === 'antithetic';
    const sojournTimeSeconds = this.#sojourn.summarise(isPaired);
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
      components: Object.fromEntries(
        [...this.#stations].map(([id, totals]) => {
          const idleShare = idleShareOf[id];
          const summary = totals.summarise(costUsdOf[id]!, isPaired);
          return [id, idleShare === undefined ? summary : { ...summary, idleShare }];
        }),
      ),
      cost,
      carbonGrams,
      energy,
      ...(this.#figures.summarise(isPaired) as unknown as Pick<SimulationResult, 'availability' | 'links' | 'quality'>),
      ...(this.#slos.length > 0
        ? { slos: this.#slos.map((slo) => slo.summarise(measuredSeconds, this.#replications)) }
        : {}),
      timeline: this.#timeline!,
      ...(this.#warmUp ? { warmUp: { rule: 'mser5' as const, ...this.#warmUp } } : {}),
      engine: { events: this.#events, elapsedSeconds },
    };
    const complete = { ...result, warnings: this.#warnings(result) };
    return { ...complete, objectives: judgeObjectives(objectives, complete) };
  }

  #warnings(result: Parameters<typeof precisionWarnings>[0]): string[] {
    const prices = describePrices(this.#scenario).map(({ sentence }) => sentence);
    const faults = describeFaults(this.#scenario, this.#replications);
    return [...warmUpWarnings(this.#warmUp), ...precisionWarnings(result), ...faults, ...prices];
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
