import type { SimulationResult } from '../../engines/simulator/result.ts';
import { formatSeconds, formatUsd } from '../../kit/format.ts';
import { type Task, type Urgency, urgencies } from './tasks.ts';

/** What one way of deploying a task came to. */
export interface Consequence {
  readonly urgency: Urgency;
  /** Age of what is used: what 95 in 100 keep, and the mean. */
  readonly p95AgeSeconds: number;
  readonly meanAgeSeconds: number;
  readonly usdPerDay: number;
}

export function consequenceOf(urgency: Urgency, { predictionAgeSeconds, cost }: SimulationResult): Consequence {
  return {
    urgency,
    // Nothing was used in time: as old as can be.
    p95AgeSeconds: predictionAgeSeconds.p95 ?? Infinity,
    meanAgeSeconds: predictionAgeSeconds.mean ?? Infinity,
    usdPerDay: cost.usdPerDay,
  };
}

export const isInTime = ({ p95AgeSeconds }: Consequence, { needSeconds }: Task) => p95AgeSeconds <= needSeconds;

/** The cheapest that is in time; undefined when none is. */
export function bestFor(task: Task, all: readonly Consequence[]): Consequence | undefined {
  return all.filter((one) => isInTime(one, task)).toSorted((a, b) => a.usdPerDay - b.usdPerDay)[0];
}

const labelOf = (urgency: Urgency) => urgencies.find(({ id }) => id === urgency)!.label;

/** Whether the choice was the cheapest that is in time, and what the simulator found instead. */
export interface Judgement {
  readonly isRight: boolean;
  readonly sentence: string;
}

export function judgeChoice(task: Task, chosen: Urgency, all: readonly Consequence[]): Judgement {
  const own = all.find(({ urgency }) => urgency === chosen)!;
  const best = bestFor(task, all);
  const age = `95 in 100 predictions are at most ${formatSeconds(own.p95AgeSeconds)} old when they are used, and a day costs ${formatUsd(own.usdPerDay)}`;
  const need = `${formatSeconds(task.needSeconds)} would do`;
  if (!isInTime(own, task))
    return {
      isRight: false,
      sentence: `Too late: ${age}, where ${formatSeconds(task.needSeconds)} is asked for.${best ? ` ${labelOf(best.urgency)} keeps it for ${formatUsd(best.usdPerDay)} a day.` : ''} ${task.because}`,
    };
  if (best!.urgency !== chosen)
    return {
      isRight: false,
      sentence: `In time, and dearer than it has to be: ${age}. ${need}, and ${labelOf(best!.urgency)} is in time as well for ${formatUsd(best!.usdPerDay)}. ${task.because}`,
    };
  return { isRight: true, sentence: `In time, and the cheapest that is: ${age}. ${task.because}` };
}
