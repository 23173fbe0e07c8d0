import { meanInterval } from '../../engines/simulator/statistics/analysis/mean-interval.ts';
import { tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { Band, LineSeries } from '../../kit/charts/draw-series.ts';
import type { LineChartSpec } from '../../kit/charts/line-chart.ts';
import { formatSeconds } from '../../kit/format.ts';
import { type ClosedForm, closedFormOf } from './closed-form.ts';
import { lastShare, tailAxis, tailOf, timeAxis } from '../quantile-chart.ts';
import { formatTimes } from './times.ts';
import type { Picture, ViewRun } from './view-run.ts';

/** The first share that is drawn: below it stands the fastest request of all, decades below the others. */
const FIRST = 0.05;
const isDrawn = (share: number) => share >= FIRST && share <= lastShare;
const tabled = [0.5, 0.9, 0.95, 0.99, 0.999];

interface LatencyOptions {
  /** What 95 in 100 are to be done within. */
  readonly limitSeconds: number;
}

const quantileOf = ({ sojournQuantiles: { probabilities, seconds } }: ViewRun['result'], share: number) => {
  const index = probabilities.findIndex((probability) => Math.abs(probability - share) < 1e-9);
  return index < 0 ? null : (seconds[index] ?? null);
};

/** 95 % interval of a quantile from that of each replication by itself; null for fewer than two that have it. */
export function quantileInterval({ result, alone }: ViewRun, share: number): readonly [number, number] | null {
  const each = alone.map((one) => quantileOf(one, share)).filter((value) => value !== null);
  const half = meanInterval(each)?.halfWidth ?? null;
  const whole = quantileOf(result, share);
  return half === null || whole === null ? null : [Math.max(0, whole - half), whole + half];
}

function seriesOf(run: ViewRun): LineSeries {
  const { probabilities, seconds } = run.result.sojournQuantiles;
  const points = probabilities.flatMap((share, index) =>
    isDrawn(share) ? [{ x: tailOf(share), y: seconds[index] ?? null }] : [],
  );
  return { id: run.id, label: run.label, look: run.look, draw: 'line', points };
}

function bandOf(run: ViewRun): Band {
  const points = run.result.sojournQuantiles.probabilities.flatMap((share) => {
    const interval = isDrawn(share) ? quantileInterval(run, share) : null;
    return interval ? [{ x: tailOf(share), low: interval[0], high: interval[1] }] : [];
  });
  return { id: run.id, look: run.look, points };
}

function theorySeries(run: ViewRun, theory: ClosedForm): LineSeries {
  const shares = run.result.sojournQuantiles.probabilities.filter(isDrawn);
  const points = shares.map((share) => ({ x: tailOf(share), y: theory.quantile(share) }));
  return {
    id: `${run.id}-theory`,
    label: `Theory: ${theory.name}`,
    look: run.look,
    draw: 'line',
    points,
    isTheory: true,
  };
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Runs whose median cannot be told from that of the fastest: their 95 % intervals meet, or there is none to say that they do not. */
function fastestOf(timed: readonly { readonly run: ViewRun; readonly half: number }[]): ViewRun[] {
  const fast = timed.reduce((best, one) => (one.half < best.half ? one : best));
  const until = quantileInterval(fast.run, 0.5)?.[1] ?? fast.half;
  return timed.filter(({ run, half }) => (quantileInterval(run, 0.5)?.[0] ?? half) <= until).map(({ run }) => run);
}

function conclude(runs: readonly ViewRun[], theories: readonly string[]): string {
  const timed = runs.flatMap((run) => {
    const [half, late] = [quantileOf(run.result, 0.5), quantileOf(run.result, 0.99)];
    return half === null || late === null ? [] : [{ run, half, late }];
  });
  if (timed.length === 0) return 'Nothing was answered.';
  const half = formatSeconds(Math.min(...timed.map((one) => one.half)));
  const fast = fastestOf(timed);
  const names = list.format(fast.map(({ label }) => `“${label}”`));
  const tail = timed.reduce((worst, one) => (one.late / one.half > worst.late / worst.half ? one : worst));
  const fastest =
    timed.length === 1
      ? `Half of ${names} is done within ${half}.`
      : fast.length === 1
        ? `${names} is fastest at the median: half is done within ${half}.`
        : `${names} are fastest at the median, about ${half}, and cannot be told apart there.`;
  const spread = `The longest tail is that of “${tail.run.label}”: its slowest in a hundred take at least ${formatTimes(tail.late / tail.half)} its median.`;
  const dotted = theories.length > 0 ? ` The dots are theory: ${[...new Set(theories)].join(', ')}.` : '';
  return `${fastest} ${spread}${dotted}`;
}

/** Time to the answer against the share that is done within it, the interval of the replications around it, and the closed form where there is one. */
export function prepareLatency(runs: readonly ViewRun[], { limitSeconds }: LatencyOptions): Picture<LineChartSpec> {
  const theories = runs.map((run) => closedFormOf(run.scenario, run.curves));
  const lines = runs.flatMap((run, index) => [
    seriesOf(run),
    ...(theories[index] ? [theorySeries(run, theories[index])] : []),
  ]);
  const columns = tabled.map((share) => ({
    label: `${Number((share * 100).toPrecision(4))} % within`,
    unit: 's',
    format: formatSeconds,
  }));
  const rows = runs.flatMap((run, index) => {
    const theory = theories[index];
    const own = [run.label, ...tabled.map((share) => quantileOf(run.result, share))] as const;
    const intervals = tabled.map((share) => quantileInterval(run, share));
    const ends = intervals.some((interval) => interval !== null)
      ? [0, 1].map(
          (end) =>
            [
              `${run.label}, ${end === 0 ? 'from' : 'to'} (95 % interval)`,
              ...intervals.map((interval) => interval?.[end] ?? null),
            ] as const,
        )
      : [];
    const closed =
      theory &&
      ([`${run.label}, by theory (${theory.name})`, ...tabled.map((share) => theory.quantile(share))] as const);
    return [own, ...ends, ...(closed ? [closed] : [])];
  });
  return {
    title: 'How long the answers take',
    conclusion: conclude(
      runs,
      theories.flatMap((theory) => (theory ? [theory.name] : [])),
    ),
    chart: {
      x: tailAxis,
      y: timeAxis('Time to the answer', [limitSeconds, ...lines.flatMap(({ points }) => points.map(({ y }) => y))]),
      series: lines,
      bands: runs.map(bandOf).filter(({ points }) => points.length > 0),
      thresholds: [{ y: limitSeconds, label: `Limit ${formatSeconds(limitSeconds)}` }],
    },
    table: tableOfNumbers('Time within which a share of the predictions is done', 'Deployment', columns, rows),
  };
}
