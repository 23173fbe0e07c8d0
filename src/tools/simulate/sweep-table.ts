import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../../../widgets/kit/format.ts';
import { layOut, orDash } from './table.ts';
import type { SweepPoint } from './sweep.ts';

export interface SweptResult {
  readonly values: SweepPoint;
  readonly result: SimulationResult;
}

/** Share of the busiest component's time that it works. */
function highestUtilisation({ components }: SimulationResult): number | null {
  const shares = Object.values(components).flatMap(({ utilisation }) =>
    utilisation === undefined ? [] : [utilisation],
  );
  return shares.length > 0 ? Math.max(...shares) : null;
}

function row({ values, result }: SweptResult): string[] {
  const { requests, sojournTimeSeconds: sojourn, cost, objectives } = result;
  const lost = requests.rejected + requests.throttled + requests.timedOut + requests.failed;
  const met = objectives.filter((objective) => objective.met).length;
  return [
    ...values.map(({ value }) => String(value)),
    formatNumber(requests.completed),
    requests.offered > 0 ? formatPercent(lost / requests.offered) : '–',
    orDash(sojourn.mean, formatSeconds),
    sojourn.ci95 ? `± ${formatSeconds((sojourn.ci95[1] - sojourn.ci95[0]) / 2)}` : '–',
    orDash(sojourn.p95, formatSeconds),
    orDash(sojourn.p99, formatSeconds),
    orDash(highestUtilisation(result), formatPercent),
    formatUsd(cost.usdPerDay),
    ...(objectives.length > 0 ? [`${met} of ${objectives.length}`] : []),
  ];
}

/** One row per point: the swept values, then what changes with them. */
export function formatSweep(swept: readonly SweptResult[]): string {
  const [first] = swept;
  if (!first) return '';
  const { title, seed, replications, objectives } = first.result;
  const header = [
    ...first.values.map(({ path }) => path),
    ...['completed', 'lost', 'mean', '95 %', 'p95', 'p99', 'busiest', 'per day'],
    ...(objectives.length > 0 ? ['met'] : []),
  ];
  return [
    title,
    `Simulated: ${swept.length} points, seed ${seed}, ${replications} ${replications === 1 ? 'replication' : 'replications'} each, the same random numbers at every point`,
    '',
    ...layOut([header, ...swept.map(row)]),
  ].join('\n');
}

/** The same for programs. */
export function sweepToJson(swept: readonly SweptResult[]): unknown {
  return {
    title: swept[0]?.result.title,
    points: swept.map(({ values, result }) => ({
      values: Object.fromEntries(values.map(({ path, value }) => [path, value])),
      result,
    })),
  };
}
