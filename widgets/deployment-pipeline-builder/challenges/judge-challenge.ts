import { judgeObjectives, metricOf } from '../../engines/simulator/objectives.ts';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Objective } from '../../engines/simulator/scenario.ts';
import type { Lock } from '../commands/lock.ts';
import type { Draft } from '../draft.ts';
import type { Challenge, ChallengeObjective } from './challenge.ts';

/** The scenario a challenge begins with. The objectives stand in it, so that `npm run simulate` of the downloaded file comes to the same verdict. */
export function startOf({ start, objectives, title }: Challenge): Draft {
  const predicates = objectives.map(({ metric, atMost, atLeast }) => ({
    metric,
    ...(atMost === undefined ? {} : { atMost }),
    ...(atLeast === undefined ? {} : { atLeast }),
  }));
  return { title, ...start, objectives: predicates } as unknown as Draft;
}

export function lockOf({ locked, free }: Challenge): Lock {
  return free ? { kind: 'allBut', parts: free } : { kind: 'only', parts: locked ?? [] };
}

/** One objective held against a run. */
export interface JudgedObjective {
  readonly objective: ChallengeObjective;
  /** Null where the run has no such number: then it is not met. */
  readonly value: number | null;
  readonly isMet: boolean;
}

/** The verdict of a run: of its result alone, so that the same scenario and seed always get the same. */
export interface Verdict {
  readonly isPassed: boolean;
  readonly objectives: readonly JudgedObjective[];
}

export function judgeRun({ objectives }: Challenge, result: SimulationResult): Verdict {
  const judged = judgeObjectives(objectives as readonly Objective[], result);
  const each = objectives.map((objective, index) => ({
    objective,
    value: judged[index]!.value,
    isMet: judged[index]!.met,
  }));
  return { isPassed: each.every(({ isMet }) => isMet), objectives: each };
}

/** What the learner foretold: a number in the unit of the metric, or the index of an option. */
export type GivenPrediction = { readonly value: number } | { readonly option: number };

/** A prediction as the record keeps it, if it is one of this challenge as it is now. */
export function asPrediction({ prediction }: Challenge, kept: unknown): GivenPrediction | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { value, option } = kept as { readonly value?: unknown; readonly option?: unknown };
  if (prediction.options) return typeof option === 'number' && prediction.options[option] ? { option } : null;
  return typeof value === 'number' && Number.isFinite(value) ? { value } : null;
}

/** What the run of the starting point says to a prediction. */
export type PredictionOutcome =
  | { readonly kind: 'number'; readonly predicted: number; readonly happened: number | null; readonly isClose: boolean }
  | {
      readonly kind: 'choice';
      readonly predicted: number;
      readonly happened: number | null;
      readonly isClose: boolean;
    };

/** Indexes of the options whose predicates all hold of the result. The course check proves that it is exactly one of the starting point's. */
export function rightOptions({ prediction }: Challenge, result: SimulationResult): number[] {
  return (prediction.options ?? []).flatMap(({ holds }, index) =>
    judgeObjectives(holds as readonly Objective[], result).every(({ met }) => met) ? [index] : [],
  );
}

export function judgePrediction(
  challenge: Challenge,
  given: GivenPrediction,
  result: SimulationResult,
): PredictionOutcome {
  const { metric, within } = challenge.prediction;
  if ('option' in given) {
    const happened = rightOptions(challenge, result)[0] ?? null;
    return { kind: 'choice', predicted: given.option, happened, isClose: given.option === happened };
  }
  const happened = metricOf(result, metric ?? '');
  const isClose = happened !== null && Math.abs(given.value - happened) <= within * Math.abs(happened);
  return { kind: 'number', predicted: given.value, happened, isClose };
}

/** The hints for a missed run, in the order in which they are given: those of the missed objectives, then the general ones. */
export function hintsFor({ hints }: Challenge, verdict: Verdict): string[] {
  const own = verdict.objectives.flatMap(({ objective, isMet }) =>
    isMet || objective.hint === undefined ? [] : [objective.hint],
  );
  return [...own, ...hints];
}
