// Before the schemas: it settles how zod may work (`kit/zod.ts`).
import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import { findGraphProblems } from './parse/graph-problems.ts';
import { readLooseGraph } from './parse/loose-graph.ts';
import { findMetricProblems } from './parse/metric-problems.ts';
import { scenarioWords } from './parse/scenario-words.ts';
import { type Scenario, scenarioSchema } from './scenario.ts';

/**
 * Reads a scenario from anything that JSON can hold. Accepts it with defaults filled in, or tells every fault at once: where, what was expected,
 * what was found, and the fix. Nothing is guessed.
 */
export function parseScenario(input: unknown): Parsed<Scenario> {
  const parsed = parseWith(scenarioSchema, input, scenarioWords);
  const graph = readLooseGraph(input);
  const problems = [...(parsed.ok ? [] : parsed.problems), ...findGraphProblems(graph), ...findMetricProblems(graph)];
  return parsed.ok && problems.length === 0 ? parsed : { ok: false, problems };
}
