import type { ChartTable } from '../../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../../kit/charts/line-chart.ts';
import { formatPercent, formatSeconds } from '../../kit/format.ts';
import type { Distribution } from '../../engines/simulator/reality/observed-distribution.ts';
import { prepareQuantileChart, type QuantileRow } from '../quantile-chart.ts';

/** The latency curves of a run and of its prediction. */
export function latencyRows(predicted: Distribution, observed: Distribution): QuantileRow[] {
  return [
    { id: 'predicted', label: 'Simulated', quantiles: predicted.quantiles },
    { id: 'observed', label: 'Measured', quantiles: observed.quantiles },
  ];
}

/** Both curves over the same shares as in the comparison of deployments; the time is linear, for they lie close together. */
export function prepareLatencyChart(rows: readonly QuantileRow[]): LineChartSpec {
  return { ...prepareQuantileChart(rows), y: { label: 'Latency', scale: 'linear', format: formatSeconds } };
}

/** How far the curves are apart where nine in ten are done, in one sentence. */
export function concludeLatency(predicted: Distribution, observed: Distribution): string {
  const at = ({ quantiles }: Distribution) => quantiles.find(({ probability }) => probability >= 0.9)?.seconds;
  const [said, seen] = [at(predicted), at(observed)];
  if (said === undefined || seen === undefined) return 'Latency, from the fastest request to the slowest.';
  return `Nine in ten were done within ${formatSeconds(said)} in the simulation and within ${formatSeconds(seen)} in the run.`;
}

/** Sizes that came up in either, and the share of the batches that had each. */
function batchShares(predicted: Distribution, observed: Distribution) {
  const sizes = [...new Set([...predicted.batchSizes, ...observed.batchSizes].map(([size]) => size))].sort(
    (a, b) => a - b,
  );
  const sharesOf = ({ batchSizes }: Distribution) => {
    const total = batchSizes.reduce((sum, [, batches]) => sum + batches, 0);
    const counts = new Map(batchSizes);
    return sizes.map((size) => (total === 0 ? 0 : (counts.get(size) ?? 0) / total));
  };
  return { sizes, predicted: sharesOf(predicted), observed: sharesOf(observed) };
}

/** Whether batches were of more than one size, so that there is something to draw. */
export function hasBatches(predicted: Distribution, observed: Distribution): boolean {
  return batchShares(predicted, observed).sizes.length > 1;
}

/** Share of the batches by their size. */
export function prepareBatchChart(predicted: Distribution, observed: Distribution): LineChartSpec {
  const shares = batchShares(predicted, observed);
  const points = (values: readonly number[]) => shares.sizes.map((x, index) => ({ x, y: values[index]! }));
  return {
    x: { label: 'Requests in a batch', scale: 'linear', ticks: shares.sizes, format: String },
    y: {
      label: 'Share of the batches',
      scale: 'linear',
      format: (value) => `${Math.round(100 * value)} %`,
      domain: [0, Math.max(...shares.predicted, ...shares.observed)],
    },
    series: [
      { id: 'predicted', label: 'Simulated', look: 1, draw: 'both', points: points(shares.predicted) },
      { id: 'observed', label: 'Measured', look: 2, draw: 'both', points: points(shares.observed) },
    ],
  };
}

export function batchTable(predicted: Distribution, observed: Distribution): ChartTable {
  const shares = batchShares(predicted, observed);
  return {
    caption: 'Share of the batches by their size',
    columns: ['Requests in a batch', 'Simulated', 'Measured'].map((label) => ({ label, isNumber: true })),
    rows: shares.sizes.map((size, index) => [
      String(size),
      formatPercent(shares.predicted[index]!),
      formatPercent(shares.observed[index]!),
    ]),
  };
}

/** What the batches show, in one sentence. */
export function concludeBatches(meanPredicted: number | null, meanObserved: number | null): string {
  if (meanPredicted === null || meanObserved === null) return 'Batches by their size.';
  return `On average ${meanPredicted.toFixed(2)} requests shared a batch in the simulation and ${meanObserved.toFixed(2)} in the run.`;
}
