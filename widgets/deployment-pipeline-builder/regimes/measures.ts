import { meanInterval } from '../../engines/simulator/statistics/analysis/mean-interval.ts';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../../kit/format.ts';

/** What regimes are compared by. */
export interface Measure {
  readonly label: string;
  /** One sentence. */
  readonly meaning: string;
  readonly valueOf: (result: SimulationResult) => number | null;
  readonly format: (value: number) => string;
  /** A sum over the runs, and no mean that they scatter about. */
  readonly isSum?: boolean;
}

const grams = (value: number) => `${formatNumber(value)} g`;

export const measures = {
  arrivals: {
    label: 'Arrivals',
    meaning: 'Requests, events or rows that came: the same moments in all three.',
    valueOf: ({ requests }) => requests.offered,
    format: String,
    isSum: true,
  },
  median: {
    label: 'Half answered within',
    meaning: 'Median of the time from arrival to answer, score or publication.',
    valueOf: ({ sojournTimeSeconds }) => sojournTimeSeconds.p50,
    format: formatSeconds,
  },
  slowest: {
    label: '99 of 100 answered within',
    meaning: '99th percentile of the same time.',
    valueOf: ({ sojournTimeSeconds }) => sojournTimeSeconds.p99,
    format: formatSeconds,
  },
  age: {
    label: 'Age of what is used',
    meaning: 'Mean age of the data behind a prediction when it is used.',
    valueOf: ({ predictionAgeSeconds }) => predictionAgeSeconds.mean,
    format: formatSeconds,
  },
  throughput: {
    label: 'Answered',
    meaning: 'Predictions completed per second.',
    valueOf: ({ throughputPerSecond }) => throughputPerSecond,
    format: (value) => `${formatNumber(value)}/s`,
  },
  costPerDay: {
    label: 'Cost per day',
    meaning: 'At the dated list prices of the price book.',
    valueOf: ({ cost }) => cost.usdPerDay,
    format: formatUsd,
  },
  idle: {
    label: 'Paid for without work',
    meaning: 'Share of the cost that machines without work have.',
    valueOf: ({ cost }) => (cost.totalUsd === 0 ? null : cost.idleUsd / cost.totalUsd),
    format: formatPercent,
  },
  answered: {
    label: 'Answered at all',
    meaning: 'Share of what came to an end that was answered.',
    valueOf: ({ availability }) => availability.requestsAnswered,
    format: (value) => `${(100 * value).toFixed(2)} %`,
  },
  carbon: {
    label: 'Carbon of 1000 predictions',
    meaning: 'Grams of CO₂-equivalent of computing and network.',
    valueOf: ({ energy }) => energy.gramsPer1000Completed,
    format: grams,
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** A figure of all replications together, with the 95 % interval that the single ones give (Student’s t); half a width of 0 is not shown. */
export interface MeasuredFigure {
  readonly value: number | null;
  readonly halfWidth: number | null;
}

/** Takes a figure and its interval; `alone` are the results of the single replications. */
export function takeFigure(
  measure: Measure,
  result: SimulationResult,
  alone: readonly SimulationResult[],
): MeasuredFigure {
  const values = alone.map(measure.valueOf).filter((value) => value !== null);
  const interval = values.length === alone.length && !measure.isSum ? meanInterval(values) : null;
  return { value: measure.valueOf(result), halfWidth: interval?.halfWidth ?? null };
}

/** “40.2 ms ± 0.1 ms”, or a dash. */
export function figureInWords({ format }: Measure, { value, halfWidth }: MeasuredFigure): string {
  if (value === null) return '–';
  if (halfWidth === null || halfWidth === 0) return format(value);
  return halfWidth < 0.001 * Math.abs(value) ? `${format(value)} ± < 0.1 %` : `${format(value)} ± ${format(halfWidth)}`;
}
