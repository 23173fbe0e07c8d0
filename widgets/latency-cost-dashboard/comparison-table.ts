import type { ChartTable } from '../kit/charts/chart-table.ts';
import { formatNumber } from '../kit/format.ts';
import { secondsText, usdText } from './comparison-charts.ts';
import type { ComparisonRow } from './comparison-row.ts';
import type { Alternative } from './widget-data.ts';

const COLUMNS = [
  'Deployment',
  'Median',
  '95th percentile',
  '99th percentile',
  'Mean age in use',
  'Per 1000 predictions',
  'Per day',
  'Throughput',
];

/** All figures of all deployments, in the order of the data file. */
export function comparisonTable(rows: readonly ComparisonRow[], alternatives: readonly Alternative[]): ChartTable {
  const rank = (row: ComparisonRow) => alternatives.findIndex(({ id }) => id === row.id);
  return {
    caption: 'Time from arrival to prediction, age of the data behind a prediction, and cost in US dollars',
    columns: COLUMNS.map((label, index) => ({ label, isNumber: index > 0 })),
    rows: [...rows]
      .sort((a, b) => rank(a) - rank(b))
      .map((row) => [
        row.label,
        secondsText(row.p50Seconds),
        secondsText(row.p95Seconds),
        secondsText(row.p99Seconds),
        secondsText(row.ageSeconds),
        usdText(row.usdPer1000),
        usdText(row.usdPerDay),
        `${formatNumber(Number(row.throughputPerSecond.toPrecision(3)))} /s`,
      ]),
  };
}
