import { metricOf } from '../../engines/simulator/objectives.ts';
import type { ObjectiveResult, SimulationResult } from '../../engines/simulator/result.ts';
import { meanInterval } from '../../engines/simulator/statistics/analysis/mean-interval.ts';
import type { SweepPoint } from '../../engines/simulator/sweep.ts';

/** An objective at one point of a sweep. */
export interface HeldObjective extends ObjectiveResult {
  /** Half the width of the 95 % interval of the value, from its replications; null for fewer than two. */
  readonly halfWidth: number | null;
}

/** What one point came to: the figures that the command line prints for it, and what intervals are taken from. */
export interface SweepFigures {
  readonly completed: number;
  /** Share of the requests that were offered and turned away, too late or failed; null without any. */
  readonly lostShare: number | null;
  readonly meanSeconds: number | null;
  readonly p95Seconds: number | null;
  readonly p99Seconds: number | null;
  /** Share of the busiest component's time that it works. */
  readonly busiest: number | null;
  readonly usdPerDay: number;
  /** By replication. */
  readonly usdPerDayAlone: readonly number[];
  readonly objectives: readonly HeldObjective[];
}

export interface SweepRow {
  readonly values: SweepPoint;
  /** Null where it could not be simulated. */
  readonly figures: SweepFigures | null;
  /** Why not, with the number that makes it so. */
  readonly refusal: string | null;
}

function held(objective: ObjectiveResult, alone: readonly SimulationResult[]): HeldObjective {
  const values = alone.flatMap((result) => metricOf(result, objective.metric) ?? []);
  return { ...objective, halfWidth: meanInterval(values)?.halfWidth ?? null };
}

/** The figures of a point; `alone` are its replications, each by itself. */
export function sweepFigures(result: SimulationResult, alone: readonly SimulationResult[]): SweepFigures {
  const { requests, sojournTimeSeconds: sojourn, components } = result;
  const lost = requests.rejected + requests.throttled + requests.timedOut + requests.failed;
  const loads = Object.values(components).flatMap(({ utilisation }) => utilisation ?? []);
  return {
    completed: requests.completed,
    lostShare: requests.offered > 0 ? lost / requests.offered : null,
    meanSeconds: sojourn.mean,
    p95Seconds: sojourn.p95,
    p99Seconds: sojourn.p99,
    busiest: loads.length > 0 ? Math.max(...loads) : null,
    usdPerDay: result.cost.usdPerDay,
    usdPerDayAlone: alone.map(({ cost }) => cost.usdPerDay),
    objectives: result.objectives.map((objective) => held(objective, alone)),
  };
}

/** Whether every objective is met by what was simulated. */
export function isFeasible({ figures }: SweepRow): boolean {
  return figures?.objectives.every(({ met }) => met) ?? false;
}

/** Whether the whole interval of the value lies on one side of the objective. */
export function isClear({ value, halfWidth, atMost, atLeast }: HeldObjective): boolean {
  if (value === null) return true;
  if (halfWidth === null) return false;
  const isOutside = (limit: number | undefined) => limit === undefined || Math.abs(value - limit) >= halfWidth;
  return isOutside(atMost) && isOutside(atLeast);
}

/** Whether more replications could hardly turn the verdict: every objective is clearly met, or one is clearly missed. */
export function isCertain({ figures }: SweepRow): boolean {
  if (!figures) return true;
  const { objectives } = figures;
  return objectives.some((one) => !one.met && isClear(one)) || objectives.every((one) => one.met && isClear(one));
}
