import { roundNumbers } from '../../kit/charts/axis.ts';
import { tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { ScatterChartSpec } from '../../kit/charts/scatter-chart.ts';
import { formatSeconds, formatUsd } from '../../kit/format.ts';
import { paretoFrontier } from '../pareto.ts';
import { timeAxis } from '../quantile-chart.ts';
import type { Picture, ViewRun } from './view-run.ts';

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

interface Placed {
  readonly run: ViewRun;
  readonly p95Seconds: number;
  readonly usdPer1000: number;
}

function placed(runs: readonly ViewRun[]): Placed[] {
  return runs.flatMap((run) => {
    const [p95Seconds, usdPer1000] = [run.result.sojournTimeSeconds.p95, run.result.cost.usdPer1000Completed];
    return p95Seconds === null || usdPer1000 === null ? [] : [{ run, p95Seconds, usdPer1000 }];
  });
}

function conclude(all: readonly Placed[], best: readonly Placed[], limitSeconds: number): string {
  if (best.length === 0) return 'Nothing was answered, so nothing can be placed.';
  const names = list.format(best.map(({ run }) => `“${run.label}”`));
  const choice =
    best.length === 1
      ? `${names} is both faster (at the 95th percentile) and cheaper than every other.`
      : `${best.length} of ${all.length} are beaten by no other in both: ${names}.`;
  const within = all.filter(({ p95Seconds }) => p95Seconds <= limitSeconds);
  if (within.length === 0) return `${choice} None keeps the limit of ${formatSeconds(limitSeconds)}.`;
  // Of equal prices the faster one: the other is beaten by it.
  const [cheapest] = within.toSorted((a, b) => a.usdPer1000 - b.usdPer1000 || a.p95Seconds - b.p95Seconds) as [Placed];
  return `${choice} The cheapest left of the limit of ${formatSeconds(limitSeconds)} is “${cheapest.run.label}” with ${formatUsd(cheapest.usdPer1000)} for 1000 predictions.`;
}

/** Every deployment by its 95th percentile and its cost, with the stepped line of those that no other beats in both, and the limit as a line. */
export function preparePlane(runs: readonly ViewRun[], limitSeconds: number): Picture<ScatterChartSpec> {
  const all = placed(runs);
  const frontier = paretoFrontier(
    all.map(({ run, p95Seconds, usdPer1000 }) => ({ id: run.id, x: p95Seconds, y: usdPer1000 })),
  );
  const best = frontier.map((id) => all.find(({ run }) => run.id === id)!);
  return {
    title: 'Latency against cost',
    conclusion: conclude(all, best, limitSeconds),
    chart: {
      x: timeAxis('95th percentile of the time to the answer', [
        limitSeconds,
        ...all.map(({ p95Seconds }) => p95Seconds),
      ]),
      y: {
        label: 'US dollars for 1000 predictions',
        scale: 'log',
        format: (usd) => String(Number(usd.toPrecision(3))),
        ticks: roundNumbers,
      },
      points: all.map(({ run, p95Seconds, usdPer1000 }) => ({
        ...{ id: run.id, label: run.label, look: run.look, x: p95Seconds, y: usdPer1000 },
      })),
      groups: [],
      frontier: { label: 'Beaten by none in both', ids: frontier },
      references: [{ x: limitSeconds, label: `Limit ${formatSeconds(limitSeconds)}` }],
    },
    table: tableOfNumbers(
      'Latency and cost of every deployment',
      'Deployment',
      [
        { label: '95th percentile', unit: 's', format: formatSeconds },
        { label: 'For 1000 predictions', unit: 'US dollars', format: formatUsd },
        { label: 'Beaten by none in both', unit: '', format: String },
        { label: 'Keeps the limit', unit: '', format: String },
      ],
      all.map(({ run, p95Seconds, usdPer1000 }) => [
        ...([run.label, p95Seconds, usdPer1000] as const),
        frontier.includes(run.id) ? 'yes' : 'no',
        p95Seconds <= limitSeconds ? 'yes' : 'no',
      ]),
    ),
  };
}
