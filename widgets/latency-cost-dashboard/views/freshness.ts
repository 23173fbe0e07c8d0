import { tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { RangeChartSpec } from '../../kit/charts/range-chart.ts';
import { formatSeconds } from '../../kit/format.ts';
import { timeAxis } from '../quantile-chart.ts';
import { formatTimes } from './times.ts';
import type { Picture, ViewRun } from './view-run.ts';

interface Aged {
  readonly run: ViewRun;
  readonly mean: number;
  readonly p95: number | null;
  readonly max: number | null;
  readonly how: 'published' | 'answered';
}

/** Published predictions age from one publication to the next; an answer is as old as it took. */
function aged(runs: readonly ViewRun[]): Aged[] {
  return runs.flatMap((run): Aged[] => {
    const { mean, p95, max } = run.result.predictionAgeSeconds;
    const how = run.scenario.components.some(({ kind }) => kind === 'batchJob') ? 'published' : 'answered';
    return mean === null ? [] : [{ run, mean, p95, max, how }];
  });
}

function conclude(all: readonly Aged[], limitSeconds: number): string {
  if (all.length === 0) return 'No prediction was used, so none has an age.';
  const fresh = all.reduce((least, one) => (one.mean < least.mean ? one : least));
  const stale = all.reduce((most, one) => (one.mean > most.mean ? one : most));
  if (fresh === stale)
    return `What is known of “${fresh.run.label}” is ${formatSeconds(fresh.mean)} old on average when it is used.`;
  const late = all.filter(({ p95 }) => p95 !== null && p95 > limitSeconds).length;
  return `The data behind a prediction of “${stale.run.label}” is ${formatSeconds(stale.mean)} old on average when it is used, ${formatTimes(stale.mean / fresh.mean)} as old as in “${fresh.run.label}” (${formatSeconds(fresh.mean)}). ${late} of ${all.length} are older than ${formatSeconds(limitSeconds)} one time in twenty.`;
}

/** Age of the data behind a prediction when it is used: mean, 95th percentile and oldest. */
export function prepareFreshness(runs: readonly ViewRun[], limitSeconds: number): Picture<RangeChartSpec> {
  const all = aged(runs);
  const seconds = (label: string) => ({ label, unit: 's', format: formatSeconds });
  return {
    title: 'How old a prediction is when it is used',
    conclusion: conclude(all, limitSeconds),
    chart: {
      value: timeAxis('Age of the data behind it', [
        limitSeconds,
        ...all.flatMap(({ mean, p95, max }) => [mean, p95, max]),
      ]),
      marks: [
        { id: 'mean', label: 'Mean', look: 1 },
        { id: 'p95', label: '95th percentile', look: 2 },
        { id: 'max', label: 'Oldest', look: 3 },
      ],
      rows: all.map(({ run, mean, p95, max }) => ({
        ...{ id: run.id, label: run.label, text: formatSeconds(mean), values: { mean, p95, max } },
      })),
      references: [{ x: limitSeconds, label: `Limit ${formatSeconds(limitSeconds)}` }],
    },
    table: tableOfNumbers(
      'Age of the data behind a prediction when it is used',
      'Deployment',
      [seconds('Mean'), seconds('95th percentile'), seconds('Oldest'), { label: 'Counted', unit: '', format: String }],
      all.map(({ run, mean, p95, max, how }) => [
        ...([run.label, mean, p95, max] as const),
        how === 'published' ? 'over the time it is in use' : 'at each answer',
      ]),
    ),
  };
}
