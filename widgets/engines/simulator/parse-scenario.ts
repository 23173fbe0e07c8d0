import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import { estimateRun } from './estimate/estimate-run.ts';
import { findLimitProblems } from './estimate/limits.ts';
import { findFunctionsProblems } from './parse/functions-problems.ts';
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
  const problems = [
    ...(parsed.ok ? [] : parsed.problems),
    ...findGraphProblems(graph),
    ...findFunctionsProblems(input),
    ...findMetricProblems(graph),
  ];
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  const limits = findLimitProblems(parsed.value, estimateRun(parsed.value));
  return limits.length === 0 ? parsed : { ok: false, problems: limits };
}
