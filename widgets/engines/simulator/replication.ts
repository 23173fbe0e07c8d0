import { compile } from './compile.ts';
import { componentFigures, requestFigures } from './faults/availability-figures.ts';
import { faultPlanOf } from './faults/fault-plan.ts';
import type { Model } from './model.ts';
import type { Timeline } from './result.ts';
import type { Scenario } from './scenario.ts';
import type { Curves } from './service/service-law.ts';
import { type SloPart, sloParts } from './slo/slo-watch.ts';
import type { StationReport } from './station.ts';
import type { Figure } from './statistics/figures.ts';
import { DROP } from './statistics/request-statistics.ts';
import type { StationStatisticsPart } from './statistics/station-statistics.ts';
import type { StationNature } from './statistics/station-totals.ts';
import type { TallyPart } from './statistics/time-tally.ts';
import { TimelineRecorder } from './statistics/timeline-recorder.ts';
import { type WarmUp, WarmUpPilot } from './statistics/warm-up-pilot.ts';

export interface StationPart extends StationNature {
  readonly id: string;
  readonly statistics: StationStatisticsPart;
  readonly report: StationReport;
}

/**
 * All that one replication adds to the result, as plain data: it survives JSON and a worker's message to the last bit, and a result is nothing but
 * the parts of its replications folded in order, wherever they ran.
 */
export interface ReplicationPart {
  readonly replication: number;
  readonly events: number;
  readonly answeredAfterWarmUp: number;
  readonly counts: {
    readonly offered: number;
    readonly completed: number;
    readonly timedOut: number;
    readonly rejected: number;
    readonly throttled: number;
    readonly failed: number;
    readonly inSystem: number;
  };
  readonly sojourn: TallyPart;
  /** Only where the scenario asks for it: what the pilot found. */
  readonly warmUp?: WarmUp;
  readonly linkBytes: readonly number[];
  /** Numbers of the scenario that only some have, each at its path in the result: of links, of the quality of answers. */
  readonly figures: readonly Figure[];
  /** Only where the scenario has some. */
  readonly slos?: readonly SloPart[];
  readonly stations: readonly StationPart[];
  /** Of the first replication only. */
  readonly timeline?: Timeline;
}

/** One replication under way: call `advance` until it says true, then `part`. */
export class ReplicationRun {
  readonly replication: number;
  readonly #start: (warmUp: WarmUp | undefined) => void;
  #warmUp: WarmUp | undefined;
  #pilot: WarmUpPilot | undefined;
  #model: Model | undefined;
  #recorder: TimelineRecorder | undefined;

  /**
   * Throws an `Error` with a sentence for people when a measured service time has no curve. Where the scenario leaves the warm-up to MSER-5, a pilot runs
   * first; it is the same for every replication of a seed, so `warmUp` of one saves the others theirs.
   */
  constructor(scenario: Scenario, seed: number, replication: number, curves: Curves = {}, warmUp?: WarmUp) {
    this.replication = replication;
    this.#start = (found) => {
      const { run } = scenario;
      const settled = found ? { ...scenario, run: { ...run, warmUpSeconds: found.seconds } } : scenario;
      this.#warmUp = found;
      this.#model = compile(settled, seed, replication, curves);
      this.#recorder = replication === 0 ? new TimelineRecorder(this.#model) : undefined;
    };
    if (scenario.run.warmUp === 'mser5' && !warmUp) this.#pilot = new WarmUpPilot(scenario, seed, curves);
    else this.#start(warmUp);
  }

  /** What runs; undefined as long as the pilot does. For who watches the run, and changes nothing. */
  get model(): Model | undefined {
    return this.#model;
  }

  /** What the pilot found, once it has ended; undefined where the scenario gives the warm-up. */
  get warmUp(): WarmUp | undefined {
    return this.#warmUp;
  }

  /** Share of the simulated time that is done, 0 to 1. */
  get share(): number {
    if (this.#pilot) return this.#pilot.share / 2;
    const share = Math.min(1, this.#model!.now / this.#model!.durationSeconds);
    return this.#warmUp ? (1 + share) / 2 : share;
  }

  /** Handles up to `limit` events; true when the end is reached. Throws an `OverloadError` when the requests in the system outgrow the memory. */
  advance(limit: number): boolean {
    if (!this.#pilot) return this.#model!.advance(limit);
    if (!this.#pilot.advance(limit)) return false;
    this.#start(this.#pilot.warmUp());
    this.#pilot = undefined;
    return false;
  }

  /** What the replication found, once it has reached its end. */
  part(): ReplicationPart {
    const part = {
      ...partOf(this.#model!, this.replication),
      ...(this.#warmUp ? { warmUp: this.#warmUp } : {}),
    };
    return this.#recorder ? { ...part, timeline: this.#recorder.finish(this.#model!) } : part;
  }
}

/** What a replication that has reached its end adds to the result. */
export function partOf(model: Model, replication: number): ReplicationPart {
  const { statistics } = model;
  const [rejected, throttled, failed] = [DROP.rejected, DROP.throttled, DROP.failed].map((i) => statistics.dropped[i]!);
  const { offered, completed, timedOut } = statistics;
  const inSystem = offered - completed - rejected! - throttled! - failed! - timedOut;
  const measuredSeconds = model.durationSeconds - model.warmUpSeconds;
  const slos = sloParts(model);
  return {
    replication,
    events: model.handledEvents,
    answeredAfterWarmUp: statistics.answeredAfterWarmUp,
    counts: { offered, completed, timedOut, rejected: rejected!, throttled: throttled!, failed: failed!, inSystem },
    sojourn: statistics.sojourn.serialise(),
    linkBytes: [...model.linkBytes],
    figures: [
      ...requestFigures(completed, offered - inSystem),
      ...(faultPlanOf(model)?.parts().flatMap(componentFigures) ?? []),
      ...(model.network?.figures(model, measuredSeconds) ?? []),
      ...(model.quality?.figures() ?? []),
    ],
    ...(slos.length > 0 ? { slos } : {}),
    stations: model.stations.map((station) => {
      const { id, kind, hasQueue, serverCount, replicaCount } = station;
      const report = station.report(measuredSeconds);
      return { id, kind, hasQueue, serverCount, replicaCount, statistics: station.statistics.serialise(), report };
    }),
  };
}
