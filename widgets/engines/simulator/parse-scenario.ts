import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import { findPriceProblems } from './cost/change-prices.ts';
import { estimateRun } from './estimate/estimate-run.ts';
import { findLimitProblems } from './estimate/limits.ts';
import { findBatchProblems } from './parse/batch-problems.ts';
import { findCachingProblems } from './parse/caching-problems.ts';
import { findDeliveryProblems } from './parse/delivery-problems.ts';
import { findFaultProblems } from './parse/fault-problems.ts';
import { findFunctionsProblems } from './parse/functions-problems.ts';
import { findGraphProblems } from './parse/graph-problems.ts';
import { readLooseGraph } from './parse/loose-graph.ts';
import { findMetricProblems } from './parse/metric-problems.ts';
import { findNetworkProblems } from './parse/network-problems.ts';
import { findStreamOptionsProblems } from './parse/stream-options-problems.ts';
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
    ...findStreamOptionsProblems(input),
    ...findBatchProblems(input, graph),
    ...findCachingProblems(input, graph),
    ...findDeliveryProblems(input, graph),
    ...findNetworkProblems(input),
    ...findMetricProblems(graph),
    ...findPriceProblems((input as { priceBook?: unknown } | null | undefined)?.priceBook, 'priceBook.'),
  ];
  // Sites of faults are found in a graph that is right.
  if (parsed.ok && problems.length === 0) problems.push(...findFaultProblems(parsed.value));
  if (!parsed.ok || problems.length > 0) return { ok: false, problems };
  const limits = findLimitProblems(parsed.value, estimateRun(parsed.value));
  return limits.length === 0 ? parsed : { ok: false, problems: limits };
}
