import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { loadJson } from '../../kit/load-json.ts';
import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import * as z from '../../kit/zod.ts';

/** A scenario of the course that can be compared; its name is its file's. */
export interface CourseScenario {
  readonly id: string;
  readonly title: string;
  /** What it shows, in one sentence; a test of the course holds it against a run. */
  readonly claim: string | undefined;
  readonly scenario: Scenario;
}

const schema = z.strictObject({ scenarios: z.array(z.strictObject({ id: z.string(), scenario: z.unknown() })) });

/** The scenarios that the simulator accepts. One that it refuses is left out: the tests of the course say why. */
export function parseCourseScenarios(input: unknown): Parsed<readonly CourseScenario[]> {
  const parsed = parseWith(schema, input);
  if (!parsed.ok) return parsed;
  const value = parsed.value.scenarios.flatMap(({ id, scenario }): CourseScenario[] => {
    const accepted = parseScenario(scenario);
    return accepted.ok
      ? [{ id, title: accepted.value.title, claim: accepted.value.claim, scenario: accepted.value }]
      : [];
  });
  return { ok: true, value };
}

/** Fetches them once for the page; never rejects. `base` is the address of the site's root, with its closing slash. */
export function loadCourseScenarios(base: string): Promise<Parsed<readonly CourseScenario[]>> {
  return loadJson(`${base}scenarios/index.json`, parseCourseScenarios);
}
