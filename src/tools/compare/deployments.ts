import { readFileSync } from 'node:fs';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { formatNumber, formatSeconds, formatUsd } from '../../../widgets/kit/format.ts';
import { formatProblem } from '../../../widgets/kit/problem.ts';

/** One workload under three arrangements: what each does with the same arrivals, and with the same outage of what scores them. */
export interface Deployment {
  readonly name: 'batch' | 'real-time' | 'streaming';
  readonly result: SimulationResult;
}

/** An hour after ten minutes; what scores is down for a minute in the middle, while no batch runs. */
const RUN = { seed: 1, durationSeconds: 4200, warmUpSeconds: 600, replications: 3 };
const DOWN_AT = 2000;
const DOWN_SECONDS = 60;

type Loose = Record<string, unknown>;

const downFor = (component: string): Loose => ({
  faults: [
    {
      scope: 'dependency',
      component,
      outages: { law: 'scheduled', atSeconds: DOWN_AT, durationSeconds: DOWN_SECONDS },
    },
  ],
});

/** Both consumers die and come back: what happens meanwhile stays in the log. */
const CRASH = ['crash', 'crash', 'join', 'join'].map((change, i) => ({
  atSeconds: i < 2 ? DOWN_AT : DOWN_AT + DOWN_SECONDS,
  change,
}));

/** The same outage, as each arrangement has it. */
const OUTAGES: Readonly<Record<Deployment['name'], (scenario: Loose) => Loose>> = {
  batch: () => downFor('job'),
  'real-time': () => downFor('model'),
  streaming: ({ components }) => ({
    components: (components as readonly Loose[]).map((component) =>
      component['id'] === 'scorer' ? { ...component, group: { changes: CRASH } } : component,
    ),
  }),
};

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as Record<string, unknown>;
}

function simulateAs(name: Deployment['name'], curves: Parameters<typeof simulate>[1]): SimulationResult {
  const scenario = readJson(`content/scenarios/titanic-${name}-cloud.json`);
  const parsed = parseScenario({ ...scenario, run: RUN, ...OUTAGES[name](scenario) });
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return simulate(parsed.value, curves);
}

/** The Titanic service in the cloud as batch, real-time and streaming: the source has one id in all three, so its requests come at the same moments. */
export function compareDeployments(): Deployment[] {
  const curve = parseServiceCurve(readJson('public/models/titanic-mlp.curve.json'));
  if (!curve.ok) throw new Error('The recorded curve cannot be read.');
  const curves = { 'titanic-mlp': curve.value };
  return (['batch', 'real-time', 'streaming'] as const).map((name) => ({ name, result: simulateAs(name, { curves }) }));
}

const orDash = (value: number | null, format: (value: number) => string) => (value === null ? '–' : format(value));

/** The table of the three, in Markdown. */
export function formatDeployments(deployments: readonly Deployment[]): string {
  const head = [
    '',
    'arrivals',
    'latency p50',
    'latency p99',
    'age of what is used',
    'cost per day',
    'without work',
    'answered',
    'carbon per 1000',
  ];
  const rows = deployments.map(({ name, result }) => [
    name,
    `${result.requests.offered}`,
    orDash(result.sojournTimeSeconds.p50, formatSeconds),
    orDash(result.sojournTimeSeconds.p99, formatSeconds),
    orDash(result.predictionAgeSeconds.mean, formatSeconds),
    formatUsd(result.cost.usdPerDay),
    `${((100 * result.cost.idleUsd) / result.cost.totalUsd).toFixed(0)} %`,
    orDash(result.availability.requestsAnswered, (share) => `${(100 * share).toFixed(2)} %`),
    orDash(result.energy.gramsPer1000Completed, (grams) => `${formatNumber(grams)} g`),
  ]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
