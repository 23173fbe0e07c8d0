import type { SimulationResult } from '../engines/simulator/result.ts';
import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../kit/format.ts';
import { formatWaiting } from './format-waiting.ts';

/** One line of the results: the same measure of each run, already in words. */
export interface ResultRow {
  readonly label: string;
  /** One sentence that says what the measure is. */
  readonly meaning: string;
  /** One text per run, in the order of the runs. */
  readonly values: readonly string[];
}

type Measure = readonly [label: string, meaning: string, value: (result: SimulationResult) => string | undefined];

const seconds = (value: number | null) => (value === null ? '–' : formatSeconds(value));

function meanWithInterval(result: SimulationResult): string {
  const { mean, ci95 } = result.sojournTimeSeconds;
  if (mean === null) return '–';
  return ci95 ? `${formatSeconds(mean)} (${formatSeconds(ci95[0])} to ${formatSeconds(ci95[1])})` : formatSeconds(mean);
}

const share = (count: number, { requests }: SimulationResult) =>
  requests.offered === 0 ? '–' : formatPercent(count / requests.offered);

const measures: readonly Measure[] = [
  ['Mean response time', 'From arrival to answer, with the 95 % confidence interval of the mean.', meanWithInterval],
  [
    'Half answered within',
    'Median of the time from arrival to answer.',
    (result) => seconds(result.sojournTimeSeconds.p50),
  ],
  [
    '95 of 100 answered within',
    '95th percentile of the time from arrival to answer.',
    (result) => seconds(result.sojournTimeSeconds.p95),
  ],
  [
    '99 of 100 answered within',
    '99th percentile of the time from arrival to answer.',
    (result) => seconds(result.sojournTimeSeconds.p99),
  ],
  [
    'Answered',
    'Predictions completed per second.',
    (result) => `${formatNumber(result.throughputPerSecond)} per second`,
  ],
  [
    'Turned away',
    'Share of the requests refused by a full queue or a rate limit.',
    (result) => share(result.requests.rejected + result.requests.throttled, result),
  ],
  [
    'Waited too long or failed',
    'Share of the requests that ran into a timeout or a failure.',
    (result) => share(result.requests.timedOut + result.requests.failed, result),
  ],
  [
    'Age of a prediction',
    'Mean age of the data behind a prediction when it is used.',
    (result) => seconds(result.predictionAgeSeconds.mean),
  ],
  [
    'Cost of 1000 predictions',
    'At the dated list prices of the price book.',
    (result) => (result.cost.usdPer1000Completed === null ? '–' : formatUsd(result.cost.usdPer1000Completed)),
  ],
  ['Cost per day', 'At the dated list prices of the price book.', (result) => formatUsd(result.cost.usdPerDay)],
];

function utilisationOf(id: string): Measure {
  const meaning = `Share of the capacity of “${id}” that was busy.`;
  return [
    `Utilisation of ${id}`,
    meaning,
    ({ components }) => {
      const value = components[id]?.utilisation;
      return value === undefined ? undefined : formatPercent(value);
    },
  ];
}

function queueOf(id: string): Measure {
  const meaning = `Average number waiting at “${id}”.`;
  return [
    `Waiting at ${id}`,
    meaning,
    ({ components }) => {
      const value = components[id]?.queueLength;
      return value === undefined ? undefined : formatWaiting(value);
    },
  ];
}

/** The table of one or two runs. A measure that no run has is left out; a run that lacks it shows a dash. */
export function resultRows(results: readonly SimulationResult[]): ResultRow[] {
  const ids = [...new Set(results.flatMap((result) => Object.keys(result.components)))];
  const all = [...measures, ...ids.flatMap((id) => [utilisationOf(id), queueOf(id)])];
  return all.flatMap(([label, meaning, value]) => {
    const values = results.map(value);
    return values.every((text) => text === undefined)
      ? []
      : [{ label, meaning, values: values.map((text) => text ?? '–') }];
  });
}

/** Headline figures for the learner's record. */
export function summariseRun(result: SimulationResult): Record<string, number | null> {
  const { mean, p50, p95, p99 } = result.sojournTimeSeconds;
  const { usdPerDay, usdPer1000Completed } = result.cost;
  return {
    meanSojournSeconds: mean,
    p50SojournSeconds: p50,
    p95SojournSeconds: p95,
    p99SojournSeconds: p99,
    throughputPerSecond: result.throughputPerSecond,
    meanPredictionAgeSeconds: result.predictionAgeSeconds.mean,
    costUsdPerDay: usdPerDay,
    costUsdPer1000Completed: usdPer1000Completed,
  };
}
