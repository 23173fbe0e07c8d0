import { readFileSync } from 'node:fs';
import type { Draft } from '../../../widgets/deployment-pipeline-builder/draft.ts';
import { comparisonScenario } from '../../../widgets/deployment-pipeline-builder/regimes/comparison-run.ts';
import { convertToRegimes } from '../../../widgets/deployment-pipeline-builder/regimes/convert.ts';
import { type Measure, measures } from '../../../widgets/deployment-pipeline-builder/regimes/measures.ts';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { formatProblem } from '../../../widgets/kit/problem.ts';

/** One workload under three arrangements: what each does with the same arrivals, and with the same outage of what scores them. */
export interface Deployment {
  readonly name: 'batch' | 'real-time' | 'streaming';
  readonly result: SimulationResult;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
}

/** The Titanic service in the cloud, turned into every regime by the builder's own rule: the source keeps its id, so its requests come at the same moments. */
export function compareDeployments(): Deployment[] {
  const curve = parseServiceCurve(readJson('public/models/titanic-mlp.curve.json'));
  if (!curve.ok) throw new Error('The recorded curve cannot be read.');
  const curves = { 'titanic-mlp': curve.value };
  const draft = readJson('content/scenarios/titanic-real-time-cloud.json') as Draft;
  const parsed = parseScenario(draft);
  const converted = parsed.ok ? convertToRegimes(draft, parsed.value) : 'The scenario has faults.';
  if (typeof converted === 'string') throw new Error(converted);
  return converted.map((each) => {
    const scenario = comparisonScenario(each, true);
    if (!scenario.ok) throw new Error(scenario.problems.map(formatProblem).join('\n'));
    return { name: each.regime, result: simulate(scenario.value, { curves }) };
  });
}

const { arrivals, median, slowest, age, costPerDay, idle, answered, carbon } = measures;
const columns: readonly (readonly [head: string, measure: Measure])[] = [
  ['arrivals', arrivals],
  ['latency p50', median],
  ['latency p99', slowest],
  ['age of what is used', age],
  ['cost per day', costPerDay],
  ['without work', idle],
  ['answered', answered],
  ['carbon per 1000', carbon],
];

/** The table of the three, in Markdown. */
export function formatDeployments(deployments: readonly Deployment[]): string {
  const head = ['', ...columns.map(([name]) => name)];
  const rows = deployments.map(({ name, result }) => [
    name,
    ...columns.map(([, measure]) => {
      const value = measure.valueOf(result);
      return value === null ? '–' : measure.format(value);
    }),
  ]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
