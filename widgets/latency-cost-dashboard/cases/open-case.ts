import type { CourseScenario } from '../comparing/course-scenarios.ts';
import type { DashboardState } from '../comparing/state.ts';
import list from './cases.json' with { type: 'json' };

/** A question with the scenarios of the course that answer it. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Names of files in `content/scenarios`; the first is what the others are compared with. */
  readonly scenarios: readonly string[];
}

export const cases: readonly Case[] = list;

/** The state that compares a case's scenarios as their claims were tested: on their own seed, against the first of them, with its limit. */
export function openCase(
  state: DashboardState,
  { scenarios }: Case,
  course: readonly CourseScenario[],
): DashboardState {
  const found = scenarios.flatMap((id) => course.find((one) => one.id === id) ?? []);
  const [first] = found;
  if (!first) return state;
  const limit = first.scenario.objectives.find(({ metric }) => metric === 'sojournTimeSeconds.p95')?.atMost;
  const { prices: _own, ...rest } = state;
  return {
    ...rest,
    limitMs: limit === undefined ? state.limitMs : limit * 1000,
    seed: first.scenario.run.seed,
    baseline: first.id,
    alternatives: found.map(({ id, title }) => ({
      id,
      label: title.slice(0, 120),
      from: { scenario: id },
      changes: [],
    })),
  };
}
