import type { Objective, Scenario } from '../../engines/simulator/scenario.ts';
import { formatNumber, formatPercent, formatSeconds } from '../../kit/format.ts';

/** What every point of a sweep is held against beside the scenario's own objectives. */
export interface SweepLimits {
  /** What 95 of 100 are to be done within, in seconds. */
  readonly limitSeconds: number;
  /** Share of the requests that must be answered at all: else whoever turns most away would look fast. */
  readonly answeredShare: number;
}

const P95 = 'sojournTimeSeconds.p95';
const ANSWERED = 'availability.requestsAnswered';

/** The scenario with the objectives that its points are held against; the learner's limits take the place of its own on the same figure. */
export function withObjectives(scenario: Scenario, { limitSeconds, answeredShare }: SweepLimits): Scenario {
  const others = scenario.objectives.filter(({ metric }) => metric !== P95 && metric !== ANSWERED);
  const objectives = [{ metric: P95, atMost: limitSeconds }, { metric: ANSWERED, atLeast: answeredShare }, ...others];
  return { ...scenario, objectives };
}

const NAMES: Readonly<Record<string, string>> = {
  [P95]: '95 in 100 are done within',
  'sojournTimeSeconds.p99': '99 in 100 are done within',
  'sojournTimeSeconds.mean': 'the mean time is',
  [ANSWERED]: 'answered is',
};

/** What an objective is about, to be followed by a value. */
export function objectiveName(metric: string): string {
  return NAMES[metric] ?? `${metric} is`;
}

/** A value of the objective's figure with its unit. */
export function formatMetric(metric: string, value: number): string {
  if (/Seconds(\.|$)/.test(metric)) return formatSeconds(value);
  if (metric === ANSWERED || /(Share|Fraction|utilisation|Ratio|\.up)$/.test(metric)) return formatPercent(value);
  return formatNumber(value);
}

/** For example `95 in 100 are done within 200 ms`. */
export function describeObjective({ metric, atMost, atLeast }: Objective): string {
  const value = (atMost ?? atLeast)!;
  const side =
    metric === P95 || metric === 'sojournTimeSeconds.p99' ? '' : atMost === undefined ? 'at least ' : 'at most ';
  return `${objectiveName(metric)} ${side}${formatMetric(metric, value)}`;
}
