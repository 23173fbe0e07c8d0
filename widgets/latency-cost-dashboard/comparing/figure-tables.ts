import type { ChartTable } from '../../kit/charts/chart-table.ts';
import { differenceInWords, differencesOf, withInterval } from './differences.ts';
import { figureInWords, figureOf } from './figure.ts';
import { measures } from './measures.ts';
import type { Simulated } from './outcome.ts';

/** All figures of all alternatives, in their order; measures that none has are left out. */
export function figureTable(outcomes: readonly Simulated[]): ChartTable {
  const shown = measures.filter(({ of }) => outcomes.some(({ result }) => of(result) !== null));
  return {
    caption:
      'Time from arrival to prediction, age of what is used, cost in US dollars, and more; ± is half the 95 % interval over the replications',
    columns: ['Deployment', ...shown.map(({ label }) => label)].map((label, index) => ({ label, isNumber: index > 0 })),
    rows: outcomes.map((outcome) => [
      outcome.alternative.label,
      ...shown.map((measure) => figureInWords(measure, figureOf(measure, outcome))),
    ]),
  };
}

/** One alternative beside the baseline, by every measure: the mean of the paired differences, its interval, and what may be said. */
export function differenceTable(baseline: Simulated, other: Simulated): ChartTable {
  const columns = ['Measure', 'Difference', 'What may be said'].map((label, index) => ({
    label,
    isNumber: index === 1,
  }));
  return {
    caption: `${other.alternative.label} less ${baseline.alternative.label}, replication by replication, with the 95 % interval`,
    columns,
    rows: differencesOf(baseline, other).map((difference) => {
      const { measure, comparison } = difference;
      const { difference: mean = 0, halfWidth = 0 } = comparison ?? {};
      const interval = withInterval(measure.format, mean, mean - halfWidth, mean + halfWidth);
      return [measure.label, comparison ? interval : '–', differenceInWords(difference)];
    }),
  };
}
