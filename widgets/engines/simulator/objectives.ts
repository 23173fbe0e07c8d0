import type { ObjectiveResult, SimulationResult } from './result.ts';
import type { Objective } from './scenario.ts';

/** The number at a path of the result such as `components.model.utilisation`; null when there is none. */
export function metricOf(result: Omit<SimulationResult, 'objectives'>, path: string): number | null {
  let value: unknown = result;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'number' ? value : null;
}

/** Holds the objectives against the result. One without a value is not met: nothing was observed that could meet it. */
export function judgeObjectives(
  objectives: readonly Objective[],
  result: Omit<SimulationResult, 'objectives'>,
): ObjectiveResult[] {
  return objectives.map(({ metric, atMost, atLeast }) => {
    const value = metricOf(result, metric);
    const met =
      value !== null && (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
    return {
      metric,
      ...(atMost === undefined ? {} : { atMost }),
      ...(atLeast === undefined ? {} : { atLeast }),
      value,
      met,
    };
  });
}
