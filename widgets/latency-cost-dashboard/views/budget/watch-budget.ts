import type { Scenario } from '../../../engines/simulator/scenario.ts';

/** Days of the month that the objectives of this course are kept over (Google SRE workbook, chapter 5: 30 days). */
const WINDOW_SECONDS = 2_592_000;
/** Windows that the course of a run is drawn in, and the longest of them that the shortest alert of the workbook allows, in seconds. */
const WINDOWS = 120;
const LONGEST_INTERVAL = 60;

/** The scenario with an objective for the share of requests that are answered within `latencySeconds`: it is only watched, and changes no result. */
export function withBudget(scenario: Scenario, target: number, latencySeconds: number): Scenario {
  const measured = scenario.run.durationSeconds - scenario.run.warmUpSeconds;
  const intervalSeconds = Math.min(LONGEST_INTERVAL, Math.max(1, Math.round(measured / WINDOWS)));
  return { ...scenario, slos: [{ target, latencySeconds, windowSeconds: WINDOW_SECONDS, intervalSeconds }] };
}
