import { comparePaired } from '../../engines/simulator/statistics/analysis/paired-comparison.ts';
import { roundNumbers } from '../../kit/charts/axis.ts';
import { tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { ScatterChartSpec } from '../../kit/charts/scatter-chart.ts';
import { formatSeconds, formatUsd } from '../../kit/format.ts';
import { figureOf, valuesOf } from '../comparing/figure.ts';
import { type Measure, measures } from '../comparing/measures.ts';
import { paretoFrontier } from '../pareto.ts';
import { timeAxis } from '../quantile-chart.ts';
import type { Picture, ViewRun } from './view-run.ts';

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const [p95, perThousand] = ['p95', 'usd-per-1000'].map((id) => measures.find((measure) => measure.id === id)!) as [
  Measure,
  Measure,
];

interface Placed {
  readonly run: ViewRun;
  readonly p95Seconds: number;
  readonly usdPer1000: number;
}

function placed(runs: readonly ViewRun[]): Placed[] {
  return runs.flatMap((run) => {
    const [p95Seconds, usdPer1000] = [p95.of(run.result), perThousand.of(run.result)];
    return p95Seconds === null || usdPer1000 === null ? [] : [{ run, p95Seconds, usdPer1000 }];
  });
}

/** Ends of the 95 % interval over the replications, never below a tenth of the value; undefined for fewer than two. */
function endsOf(measure: Measure, run: ViewRun): readonly [number, number] | undefined {
  const { value, halfWidth } = figureOf(measure, run);
  if (value === null || halfWidth === null) return undefined;
  return [Math.max(value / 10, value - halfWidth), value + halfWidth];
}

/** −1 where `one` is less than `other` by its paired difference, 1 where it is more, 0 where every pair is equal; null where it cannot be told. */
function compare(measure: Measure, one: ViewRun, other: ViewRun): -1 | 0 | 1 | null {
  const pairs = Math.min(one.alone.length, other.alone.length);
  const [first, second] = [one, other].map(({ alone }) => valuesOf(measure, alone.slice(0, pairs)));
  if (!first || !second) return null;
  const found = comparePaired(second, first, { first: other.label, second: one.label, metric: measure.label });
  if (!found) return null;
  if (found.difference === 0 && found.halfWidth === 0) return 0;
  return found.verdict === 'not told apart' ? null : found.verdict === 'second is lower' ? -1 : 1;
}

/** Whether the intervals allow that one beats the other: in neither of the two is it worse, as far as can be told, and they are not all the same. */
function mayBeat(one: ViewRun, other: ViewRun): boolean {
  const signs = [compare(p95, one, other), compare(perThousand, one, other)];
  return signs.every((sign) => sign !== 1) && signs.some((sign) => sign !== 0);
}

/** Whether the intervals say that one beats the other. */
function surelyBeats(one: ViewRun, other: ViewRun): boolean {
  const signs = [compare(p95, one, other), compare(perThousand, one, other)];
  return signs.every((sign) => sign === -1 || sign === 0) && signs.includes(-1);
}

/** Those of which more replications may turn the verdict: on the frontier and perhaps beaten, or off it and not surely so. */
function uncertain(all: readonly Placed[], best: readonly Placed[]): Placed[] {
  return all.filter((one) => {
    const others = all.filter((other) => other !== one).map(({ run }) => run);
    return best.includes(one)
      ? others.some((other) => mayBeat(other, one.run))
      : !others.some((other) => surelyBeats(other, one.run));
  });
}

function conclude(
  all: readonly Placed[],
  best: readonly Placed[],
  open: readonly Placed[],
  limitSeconds: number,
): string {
  if (best.length === 0) return 'Nothing was answered, so nothing can be placed.';
  const names = list.format(best.map(({ run }) => `“${run.label}”`));
  const frontier =
    best.length === 1
      ? `${names} is both faster (at the 95th percentile) and cheaper than every other.`
      : `${best.length} of ${all.length} are beaten by no other in both: ${names}.`;
  const doubt =
    open.length === 0
      ? ''
      : ` Of ${list.format(open.map(({ run }) => `“${run.label}”`))} the intervals do not tell it yet: run longer.`;
  const choice = `${frontier}${doubt}`;
  const within = all.filter(({ p95Seconds }) => p95Seconds <= limitSeconds);
  if (within.length === 0) return `${choice} None keeps the limit of ${formatSeconds(limitSeconds)}.`;
  // Of equal prices the faster one: the other is beaten by it.
  const [cheapest] = within.toSorted((a, b) => a.usdPer1000 - b.usdPer1000 || a.p95Seconds - b.p95Seconds) as [Placed];
  return `${choice} The cheapest left of the limit of ${formatSeconds(limitSeconds)} is “${cheapest.run.label}” with ${formatUsd(cheapest.usdPer1000)} for 1000 predictions.`;
}

/** Every deployment by its 95th percentile and its cost, with their intervals, the stepped line of those that no other beats in both, and the limit as a line. */
export function preparePlane(runs: readonly ViewRun[], limitSeconds: number): Picture<ScatterChartSpec> {
  const all = placed(runs);
  const frontier = paretoFrontier(
    all.map(({ run, p95Seconds, usdPer1000 }) => ({ id: run.id, x: p95Seconds, y: usdPer1000 })),
  );
  const best = frontier.map((id) => all.find(({ run }) => run.id === id)!);
  const open = uncertain(all, best);
  const verdict = (one: Placed) => `${best.includes(one) ? 'yes' : 'no'}${open.includes(one) ? ', not certain' : ''}`;
  return {
    title: 'Latency against cost',
    conclusion: conclude(all, best, open, limitSeconds),
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
        ...{ xEnds: endsOf(p95, run), yEnds: endsOf(perThousand, run) },
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
      all.map((one) => [
        ...([one.run.label, one.p95Seconds, one.usdPer1000] as const),
        verdict(one),
        one.p95Seconds <= limitSeconds ? 'yes' : 'no',
      ]),
    ),
  };
}
