import type { SimulationResult } from '../../engines/simulator/result.ts';
import { formatNumber, formatSeconds, formatUsd } from '../../kit/format.ts';

/** What alternatives are compared by. */
export interface Measure {
  readonly id: string;
  /** Heading of its column. */
  readonly label: string;
  readonly of: (result: SimulationResult) => number | null;
  readonly format: (value: number) => string;
  /** How a difference is said: “is 41 ms faster at the 95th percentile”, “costs $0.80 more per day”. */
  readonly verb: string;
  readonly lower: string;
  readonly higher: string;
  /** What follows, with its space; may be empty. */
  readonly where: string;
}

const time = (id: string, label: string, where: string, of: Measure['of']): Measure => ({
  ...{ id, label, where, of, format: formatSeconds },
  ...{ verb: 'is', lower: 'faster', higher: 'slower' },
});
const cost = (id: string, label: string, where: string, of: Measure['of']): Measure => ({
  ...{ id, label, where, of, format: formatUsd },
  ...{ verb: 'costs', lower: 'less', higher: 'more' },
});
const share = (id: string, label: string, verb: string, where: string, of: Measure['of']): Measure => ({
  // 99.9 % and 99.99 % answered are different services.
  ...{ id, label, where, of, verb, format: (value: number) => `${(100 * value).toFixed(2)} %` },
  ...{ lower: 'less', higher: 'more' },
});

const p95 = time('p95', '95th percentile', ' at the 95th percentile', (result) => result.sojournTimeSeconds.p95);
const usdPerDay = cost('usd-per-day', 'Per day', ' per day', (result) => result.cost.usdPerDay);

/** The two that a choice turns on: the sentence of every pair, and what “precise enough” is judged by. */
export const mainMeasures = [p95, usdPerDay] as const;

/** Latency, freshness, cost, throughput, availability, quality and carbon, in the order of the table. */
export const measures: readonly Measure[] = [
  time('p50', 'Median', ' at the median', (result) => result.sojournTimeSeconds.p50),
  p95,
  time('p99', '99th percentile', ' at the 99th percentile', (result) => result.sojournTimeSeconds.p99),
  {
    ...{ id: 'age', label: 'Mean age in use', where: ' in the mean age of what is used' },
    ...{ verb: 'is', lower: 'fresher', higher: 'staler', format: formatSeconds },
    of: (result) => result.predictionAgeSeconds.mean,
  },
  cost('usd-per-1000', 'Per 1000 predictions', ' per 1000 predictions', (result) => result.cost.usdPer1000Completed),
  usdPerDay,
  {
    ...{ id: 'throughput', label: 'Throughput', where: '' },
    ...{ verb: 'completes', lower: 'fewer', higher: 'more' },
    format: (value) => `${formatNumber(Number(value.toPrecision(3)))} /s`,
    of: (result) => result.throughputPerSecond,
  },
  share('answered', 'Answered', 'answers', ' of what comes', (result) => result.availability.requestsAnswered),
  share('quality', 'Quality of answers', 'is right in', ' of its answers', (result) => result.quality?.mean ?? null),
  {
    ...{ id: 'carbon', label: 'Carbon per 1000', where: ' per 1000 predictions' },
    ...{ verb: 'emits', lower: 'less', higher: 'more' },
    format: (value) => `${formatNumber(Number(value.toPrecision(3)))} g`,
    of: (result) => result.energy.gramsPer1000Completed,
  },
];
