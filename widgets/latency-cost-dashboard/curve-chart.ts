import { formatNumber, formatPercent, formatSeconds } from '../kit/format.ts';
import { monotoneKnots, secondsOnKnots } from '../kit/monotone.ts';
import { startParts } from '../kit/start-parts.ts';
import type { ServiceCurve, ServiceCurvePoint } from '../kit/service-curve.ts';
import type { ChartTable } from '../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../kit/charts/line-chart.ts';
import { decadeAxis } from '../kit/charts/time-ticks.ts';

/** The fit as a formula with its error: `s(b) = 14.1 µs + 520 ns · b`. */
export function describeFit({ fit }: ServiceCurve): string {
  return `A batch of b rows takes about ${formatSeconds(fit.baseSeconds)} + b × ${formatSeconds(fit.perItemSeconds)}; this line misses the medians by ${formatPercent(fit.meanRelativeError)} on average${fit.maxRelativeError === undefined ? '' : ` and ${formatPercent(fit.maxRelativeError)} at most`}.`;
}

/** What the curve shows, in one sentence: what a large batch costs and saves beside single rows. */
export function concludeCurve(curve: ServiceCurve): string {
  const first = curve.points[0]!;
  const last = curve.points.at(-1)!;
  if (first === last) return `One row takes ${formatSeconds(first.medianSeconds / first.batchSize)} in the median.`;
  const ratio = last.medianSeconds / first.medianSeconds;
  const singles = formatSeconds(first.medianSeconds / first.batchSize);
  const batched = formatSeconds(last.medianSeconds / last.batchSize);
  return `A batch of ${last.batchSize} takes ${formatNumber(Number(ratio.toPrecision(3)))} times as long as a batch of ${first.batchSize}, so one row costs ${batched} in the large batch and ${singles} alone.`;
}

/** Medians against batch size with the fitted line, both axes logarithmic: sizes double, and times span decades. */
export function prepareCurveChart(curve: ServiceCurve): LineChartSpec {
  const sizes = curve.points.map((point) => point.batchSize);
  const low = sizes[0]!;
  const high = sizes.at(-1)!;
  // The straight line is bent on logarithmic axes: thirty places draw it smoothly.
  const places = Array.from({ length: 31 }, (_, i) => low * (high / low) ** (i / 30));
  const label = curve.scaling ? 'Assumed' : curve.source === 'measured' ? 'Measured here' : 'Recorded';
  const fitted = places.map((x) => ({ x, y: curve.fit.baseSeconds + curve.fit.perItemSeconds * x }));
  const knots = monotoneKnots(curve.points);
  const simulated = places.map((x) => ({ x, y: secondsOnKnots(knots, Math.min(x, high)) }));
  return {
    x: { label: 'Rows in one batch', scale: 'log', ticks: sizes, format: String },
    y: decadeAxis(
      'Median time of one call',
      curve.points.map((point) => point.medianSeconds),
    ),
    series: [
      {
        id: 'median',
        label,
        look: 1,
        draw: 'points',
        points: curve.points.map((point) => ({ x: point.batchSize, y: point.medianSeconds })),
      },
      { id: 'fit', label: 'Fitted line', look: 2, draw: 'line', points: fitted },
      { id: 'curve', label: 'Simulated with', look: 3, draw: 'line', points: simulated },
    ],
  };
}

/** The same data as the chart, with percentiles only where the clock could see them. */
export function curveTable(curve: ServiceCurve): ChartTable {
  return {
    caption: `Time of one call by batch size, ${curve.device}, ${curve.browser}`,
    columns: ['Rows in one batch', 'Median', '95th percentile', '99th percentile', 'Median per row', 'Timed calls'].map(
      (label) => ({
        label,
        isNumber: true,
      }),
    ),
    rows: curve.points.map((point) => [
      String(point.batchSize),
      formatSeconds(point.medianSeconds),
      point.p95Seconds === null ? 'below clock resolution' : formatSeconds(point.p95Seconds),
      percentile99(point),
      formatSeconds(point.medianSeconds / point.batchSize),
      formatNumber(point.runs),
    ]),
  };
}

/** One call in a hundred is slower: told of at least 1,000 single calls, each of which the clock could see. */
function percentile99({ p95Seconds, p99Seconds }: ServiceCurvePoint): string {
  if (p95Seconds === null) return 'below clock resolution';
  return p99Seconds ? formatSeconds(p99Seconds) : 'fewer than 1000 calls';
}

/** The parts of the start, as a table; null where it was not timed. */
export function startTable({ coldStart }: ServiceCurve): ChartTable | null {
  if (!coldStart) return null;
  const parts = startParts(coldStart);
  const total = parts.reduce((sum, [, seconds]) => sum + seconds, 0);
  return {
    caption:
      'Cold start in parts, as it was timed when the model was loaded. A part that the browser had kept from before is short.',
    columns: [
      { label: 'Part', isNumber: false },
      { label: 'Time', isNumber: true },
    ],
    rows: [...parts, ['Together', total] as const].map(([label, seconds]) => [label, formatSeconds(seconds)]),
  };
}

/** What the measurement itself was like: clock, drift, contention. Empty for a curve of before that was kept. */
export function describeQuality(curve: ServiceCurve): string {
  const clock = `The clock moved in steps of ${formatSeconds(curve.clockStepSeconds)}`;
  if (!curve.quality) return `${clock}.`;
  const { driftRelative, contentionShare } = curve.quality;
  return `${clock}; single rows changed by ${formatPercent(Math.abs(driftRelative))} from beginning to end; other work took ${formatPercent(contentionShare)} of the processor's time.`;
}
