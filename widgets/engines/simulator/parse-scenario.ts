import type { Parsed } from '../../kit/problem.ts';
import { findGraphProblems } from './parse/graph-problems.ts';
import { issueToProblems } from './parse/issue-to-problems.ts';
import { readLooseGraph } from './parse/loose-graph.ts';
import { findMetricProblems } from './parse/metric-problems.ts';
import { type Scenario, scenarioSchema } from './scenario.ts';

/**
 * Reads a scenario from anything that JSON can hold. Accepts it with defaults filled in, or tells every fault at once: where, what was expected,
 * what was found, and the fix. Nothing is guessed.
 */
export function parseScenario(input: unknown): Parsed<Scenario> {
  const parsed = scenarioSchema.safeParse(input);
  const graph = readLooseGraph(input);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => issueToProblems(issue, scenarioSchema, input))),
    ...findGraphProblems(graph),
    ...findMetricProblems(graph),
  ];
  if (parsed.success && problems.length === 0) return { ok: true, value: parsed.data };
  return { ok: false, problems };
}
