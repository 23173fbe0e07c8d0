import type { AxisSpec } from '../kit/charts/axis.ts';
import type { BarChartSpec } from '../kit/charts/bar-chart.ts';
import type { ChartTable } from '../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../kit/charts/line-chart.ts';
import { type SeriesNumber, seriesNumber } from '../kit/charts/marks.ts';
import type { ScatterChartSpec } from '../kit/charts/scatter-chart.ts';
import { formatTimeTick, timeTicks } from '../kit/charts/time-ticks.ts';
import { formatSeconds, formatUsd } from '../kit/format.ts';
import type { ComparisonRow } from './comparison-row.ts';
import { frontierOf } from './conclusions.ts';
import { costParts } from './cost-parts.ts';

const STRATEGIES = ['batch', 'realtime', 'streaming'] as const;
const STRATEGY_LABELS = { batch: 'Batch', realtime: 'Real-time', streaming: 'Streaming' } as const;

/** A strategy's colour and marker, the same in every chart. */
function lookOf(row: ComparisonRow): SeriesNumber {
  return seriesNumber(STRATEGIES.indexOf(row.strategy));
}

const timeAxis = (label: string): AxisSpec => ({ label, scale: 'log', ticks: timeTicks, format: formatTimeTick });

/** Seconds as text; a dash where there is nothing. */
export function secondsText(seconds: number | null): string {
  return seconds === null ? '–' : formatSeconds(seconds);
}

export function usdText(usd: number | null): string {
  return usd === null ? '–' : formatUsd(usd);
}

/** Shares of requests that a latency curve is labelled at. On the axis 1/(1 − share): each step to the right looks further into the tail. */
const SHARES: readonly (readonly [number, string])[] = [
  [0.5, '50 %'],
  [0.9, '90 %'],
  [0.99, '99 %'],
  [0.999, '99.9 %'],
];
const tailOf = (share: number) => Number((1 / (1 - share)).toPrecision(9));

/** Time against the share of requests done within it, on axes that show the tail. At most six rows can be told apart. */
export function prepareQuantileChart(rows: readonly ComparisonRow[]): LineChartSpec {
  return {
    x: {
      label: 'Share of predictions done',
      scale: 'log',
      ticks: SHARES.map(([share]) => tailOf(share)),
      format: (tail) => SHARES.find(([share]) => tailOf(share) === tail)?.[1] ?? '',
      domain: [1, 1000],
    },
    y: timeAxis('Sojourn time'),
    series: rows.map((row, index) => ({
      id: row.id,
      label: row.label,
      look: seriesNumber(index),
      draw: 'line',
      points: row.quantiles
        .filter((one) => one.probability <= 0.999)
        .map((one) => ({ x: tailOf(one.probability), y: one.seconds })),
    })),
  };
}

export function quantileTable(rows: readonly ComparisonRow[]): ChartTable {
  const columns = [{ label: 'Deployment', isNumber: false }, ...SHARES.map(([, label]) => ({ label, isNumber: true }))];
  const at = (row: ComparisonRow, share: number) =>
    row.quantiles.find((one) => one.probability >= share - 1e-9)?.seconds ?? null;
  return {
    caption: 'Time within which a share of the predictions is done',
    columns,
    rows: rows.map((row) => [row.label, ...SHARES.map(([share]) => secondsText(at(row, share)))]),
  };
}

/** Cost of 1000 predictions, each bar made of what is paid for, the cheapest first. */
export function prepareCostChart(rows: readonly ComparisonRow[], markedId: string | undefined): BarChartSpec {
  const priced = rows.filter((row) => row.usdPer1000 !== null).sort((a, b) => a.usdPer1000! - b.usdPer1000!);
  return {
    value: {
      label: 'US dollars per 1000 predictions',
      scale: 'linear',
      format: (usd) => String(Number(usd.toPrecision(6))),
    },
    parts: costParts(rows),
    bars: priced.map((row) => ({
      id: row.id,
      label: row.label,
      total: usdText(row.usdPer1000),
      values: row.partsUsdPer1000,
      isMarked: row.id === markedId,
    })),
  };
}

export function costTable(rows: readonly ComparisonRow[]): ChartTable {
  const parts = costParts(rows);
  const columns = ['Deployment', ...parts.map((part) => part.label), 'Together', 'Per day'].map((label, index) => ({
    label,
    isNumber: index > 0,
  }));
  const cells = (row: ComparisonRow) => [
    row.label,
    ...parts.map((part) => usdText(row.partsUsdPer1000[part.id] ?? 0)),
    usdText(row.usdPer1000),
    usdText(row.usdPerDay),
  ];
  return { caption: 'Cost of 1000 predictions by what is paid for, and of a day', columns, rows: rows.map(cells) };
}

/** Every deployment by its 95th percentile and its cost, with the stepped line of those that no other beats in both. */
export function preparePlaneChart(rows: readonly ComparisonRow[]): ScatterChartSpec {
  const placed = rows.filter((row) => row.p95Seconds !== null && row.usdPer1000 !== null);
  return {
    x: timeAxis('95th percentile of the sojourn time'),
    y: {
      label: 'US dollars per 1000 predictions',
      scale: 'log',
      format: (usd) => String(Number(usd.toPrecision(3))),
      ticks: decades,
    },
    points: placed.map((row) => ({
      id: row.id,
      label: row.label,
      look: lookOf(row),
      x: row.p95Seconds!,
      y: row.usdPer1000!,
    })),
    groups: STRATEGIES.filter((strategy) => placed.some((row) => row.strategy === strategy)).map((strategy) => ({
      look: seriesNumber(STRATEGIES.indexOf(strategy)),
      label: STRATEGY_LABELS[strategy],
    })),
    frontier: { label: 'Beaten by none in both', ids: frontierOf(rows).map((row) => row.id) },
  };
}

/** Powers of ten from a millionth of a dollar to a million. */
const decades = Array.from({ length: 13 }, (_, index) => Number(`1e${index - 6}`));

export function planeTable(rows: readonly ComparisonRow[]): ChartTable {
  const best = new Set(frontierOf(rows).map((row) => row.id));
  const columns = ['Deployment', '95th percentile', 'Per 1000 predictions', 'Beaten by none in both'].map(
    (label, index) => ({ label, isNumber: index === 1 || index === 2 }),
  );
  return {
    caption: 'Latency and cost of every deployment',
    columns,
    rows: rows.map((row) => [
      row.label,
      secondsText(row.p95Seconds),
      usdText(row.usdPer1000),
      best.has(row.id) ? 'yes' : 'no',
    ]),
  };
}
