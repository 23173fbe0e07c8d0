import type { AxisSpec } from '../kit/charts/axis.ts';
import type { ChartTable } from '../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../kit/charts/line-chart.ts';
import { seriesNumber } from '../kit/charts/marks.ts';
import { formatTimeTick, timeTicks } from '../kit/charts/time-ticks.ts';
import { formatSeconds } from '../kit/format.ts';

/** Shares of requests that a latency curve is labelled at. */
const SHARES: readonly (readonly [number, string])[] = [
  [0.5, '50 %'],
  [0.9, '90 %'],
  [0.99, '99 %'],
  [0.999, '99.9 %'],
];

/** The last share that a run of some thousand requests says anything of. */
export const lastShare = 0.999;

/** Where a share of requests stands on `tailAxis`: at 1/(1 − share). */
export function tailOf(share: number): number {
  return Number((1 / (1 - share)).toPrecision(9));
}

/** Shares of requests on a logarithmic axis that shows the tail: each step to the right looks as many times further into it. */
export const tailAxis: AxisSpec = {
  label: 'Share of the predictions that are done',
  scale: 'log',
  ticks: SHARES.map(([share]) => tailOf(share)),
  format: (tail) => SHARES.find(([share]) => tailOf(share) === tail)?.[1] ?? '',
  domain: [1, tailOf(lastShare)],
};

/** An axis of times that may lie decades apart, in seconds. It ends at labels on both sides of `values`, so that there are always two to read. */
export function timeAxis(label: string, values: readonly (number | null)[] = []): AxisSpec {
  const axis: AxisSpec = { label, scale: 'log', ticks: timeTicks, format: formatTimeTick };
  const known = values.filter((value) => value !== null && value > 0 && Number.isFinite(value));
  if (known.length === 0) return axis;
  const [least, most] = [Math.min(...(known as number[])), Math.max(...(known as number[]))];
  const low = timeTicks.findLast((tick) => tick <= least) ?? least;
  const high = timeTicks.find((tick) => tick > low && tick >= most) ?? most;
  return { ...axis, domain: [low, high] };
}

/** What a latency curve is drawn from. */
export interface QuantileRow {
  readonly id: string;
  readonly label: string;
  /** Share of requests at or below a time in seconds, in rising order. */
  readonly quantiles: readonly { readonly probability: number; readonly seconds: number }[];
}

/** Time against the share of requests done within it, on axes that show the tail. At most six rows can be told apart. */
export function prepareQuantileChart(rows: readonly QuantileRow[]): LineChartSpec {
  return {
    x: tailAxis,
    y: timeAxis('Time to the answer'),
    series: rows.map((row, index) => ({
      id: row.id,
      label: row.label,
      look: seriesNumber(index),
      draw: 'line',
      points: row.quantiles
        .filter((one) => one.probability <= lastShare)
        .map((one) => ({ x: tailOf(one.probability), y: one.seconds })),
    })),
  };
}

export function quantileTable(rows: readonly QuantileRow[], rowsAre = 'Deployment'): ChartTable {
  const columns = [{ label: rowsAre, isNumber: false }, ...SHARES.map(([, label]) => ({ label, isNumber: true }))];
  const at = (row: QuantileRow, share: number) => {
    const found = row.quantiles.find((one) => one.probability >= share - 1e-9);
    return found ? formatSeconds(found.seconds) : '–';
  };
  return {
    caption: 'Time within which a share of the predictions is done',
    columns,
    rows: rows.map((row) => [row.label, ...SHARES.map(([share]) => at(row, share))]),
  };
}
