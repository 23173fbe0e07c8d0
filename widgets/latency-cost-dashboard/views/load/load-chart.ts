import type { SimulationResult } from '../../../engines/simulator/result.ts';
import { meanInterval } from '../../../engines/simulator/statistics/analysis/mean-interval.ts';
import { tableOfNumbers } from '../../../kit/charts/chart-table.ts';
import type { Band, LineSeries } from '../../../kit/charts/draw-series.ts';
import type { LineChartSpec } from '../../../kit/charts/line-chart.ts';
import { formatNumber, formatSeconds } from '../../../kit/format.ts';
import { formatTimes } from '../times.ts';
import type { Picture } from '../view-run.ts';
import type { KingmanCurve } from './kingman.ts';

/** One load as it was simulated. */
export interface LoadResult {
  readonly ratePerSecond: number;
  readonly result: SimulationResult;
  /** Each replication by itself. */
  readonly alone: readonly SimulationResult[];
}

export interface SweptLoad {
  readonly label: string;
  /** What comes now, and where the busiest component is busy all the time; requests per second. */
  readonly ratePerSecond: number;
  readonly saturationPerSecond: number | null;
  /** In rising order of the load. */
  readonly results: readonly LoadResult[];
  readonly kingman: KingmanCurve | undefined;
}

interface Figure {
  readonly ratePerSecond: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A figure at every load where something was answered, with its 95 % interval from the replications. */
function figures(results: readonly LoadResult[], take: (result: SimulationResult) => number | null): Figure[] {
  return results.flatMap(({ ratePerSecond, result, alone }) => {
    const value = take(result);
    if (value === null) return [];
    const half = meanInterval(alone.map(take).filter((one) => one !== null))?.halfWidth ?? 0;
    return [{ ratePerSecond, value, low: Math.max(0, value - half), high: value + half }];
  });
}

const mean = ({ sojournTimeSeconds }: SimulationResult) => sojournTimeSeconds.mean;
const p95 = ({ sojournTimeSeconds }: SimulationResult) => sojournTimeSeconds.p95;

const rateText = (rate: number) => `${formatNumber(Number(rate.toPrecision(3)))} /s`;

/** Kingman's line up to the highest load drawn, and not far above what was simulated: near its end it leaves every picture. */
function kingmanSeries(kingman: KingmanCurve, rates: readonly number[], highest: number): LineSeries {
  const last = Math.min(Math.max(...rates), kingman.saturationPerSecond);
  const points = Array.from({ length: 200 }, (_, index) => {
    const x = (last * (index + 1)) / 200;
    const seconds = kingman.meanSojournSeconds(x);
    return { x, y: seconds <= highest * 1.05 ? seconds : null };
  });
  return { id: 'kingman', label: kingman.label, look: 1, draw: 'line', points, isTheory: true };
}

function conclude({ label, results, saturationPerSecond, ratePerSecond }: SweptLoad, p95s: readonly Figure[]): string {
  const [first, last] = [p95s[0], p95s.at(-1)];
  if (!first || !last || results.length < 2) return 'Nothing was answered at these loads.';
  const growth = `From ${rateText(first.ratePerSecond)} to ${rateText(last.ratePerSecond)} the 95th percentile of “${label}” goes from ${formatSeconds(first.value)} to ${formatSeconds(last.value)}, ${formatTimes(last.value / first.value)} as long.`;
  if (saturationPerSecond === null) return `${growth} Nothing in it has a limit that these loads reach.`;
  return `${growth} It is busy all the time at ${rateText(saturationPerSecond)}; now ${rateText(ratePerSecond)} come, ${Number(((ratePerSecond / saturationPerSecond) * 100).toPrecision(2))} % of that.`;
}

/** Latency against load up to where the capacity ends, with Kingman's formula beside it. */
export function prepareLoad(swept: SweptLoad): Picture<LineChartSpec> {
  const { results, kingman, saturationPerSecond, ratePerSecond } = swept;
  const [means, p95s] = [figures(results, mean), figures(results, p95)];
  const highest = Math.max(0, ...[...means, ...p95s].map(({ high }) => high));
  const rates = results.map((one) => one.ratePerSecond);
  const series = (id: string, label: string, look: 1 | 2, of: readonly Figure[]): LineSeries => ({
    ...{ id, label, look, draw: 'both' },
    points: of.map(({ ratePerSecond: x, value: y }) => ({ x, y })),
  });
  const band = (id: string, look: 1 | 2, of: readonly Figure[]): Band => ({
    ...{ id, look },
    points: of.map(({ ratePerSecond: x, low, high }) => ({ x, low, high })),
  });
  const columns = [
    { label: 'Mean', unit: 's', format: formatSeconds },
    { label: 'Mean, from', unit: 's', format: formatSeconds },
    { label: 'Mean, to', unit: 's', format: formatSeconds },
    { label: '95th percentile', unit: 's', format: formatSeconds },
    { label: '95th percentile, from', unit: 's', format: formatSeconds },
    { label: '95th percentile, to', unit: 's', format: formatSeconds },
    ...(kingman ? [{ label: kingman.label, unit: 's', format: formatSeconds }] : []),
  ];
  const at = (of: readonly Figure[], rate: number) => of.find((one) => one.ratePerSecond === rate);
  const rows = rates.map((rate): [string, ...(number | null)[]] => {
    const [m, p] = [at(means, rate), at(p95s, rate)];
    const byKingman = kingman ? [rate < kingman.saturationPerSecond ? kingman.meanSojournSeconds(rate) : null] : [];
    const six = [m?.value, m?.low, m?.high, p?.value, p?.low, p?.high].map((value) => value ?? null);
    return [rateText(rate), ...six, ...byKingman];
  });
  const isInside = ratePerSecond <= Math.max(...rates, 0);
  return {
    title: `Latency against load: ${swept.label}`,
    conclusion: conclude(swept, p95s),
    chart: {
      x: { label: 'Requests per second', scale: 'linear', format: (rate) => formatNumber(Number(rate.toPrecision(6))) },
      y: { label: 'Time to the answer', scale: 'linear', format: formatSeconds },
      series: [
        series('p95', '95th percentile', 2, p95s),
        series('mean', 'Mean', 1, means),
        ...(kingman && rates.length > 0 ? [kingmanSeries(kingman, rates, highest)] : []),
      ],
      bands: [band('p95', 2, p95s), band('mean', 1, means)],
      references: [
        ...(saturationPerSecond === null ? [] : [{ x: saturationPerSecond, label: 'Busy all the time' }]),
        ...(isInside ? [{ x: ratePerSecond, label: 'Now' }] : []),
      ],
    },
    table: tableOfNumbers(`Time to the answer by load: ${swept.label}`, 'Requests per second', columns, rows),
  };
}
