import { accuracy, areaUnderCurve } from '../../engines/evaluation/metrics.ts';
import type { ChartTable } from '../../kit/charts/chart-table.ts';
import { formatPercent } from '../../kit/format.ts';
import type { FormFeature } from '../../kit/form-feature.ts';
import { wilsonInterval95 } from '../../kit/wilson-interval.ts';
import { describeValue } from '../feature-words.ts';
import type { RowTable } from './read-table.ts';

/** Rows shown on the page; all of them are in the file to save. */
const shownRows = 20;

/** A table and the model's answers to it, by place. */
export interface ScoredTable {
  readonly table: RowTable;
  readonly probabilities: readonly number[];
}

/** What the page says of scored rows: sentences, and the first rows as a table. */
export function prepareRows({ table, probabilities }: ScoredTable, features: readonly FormFeature[]) {
  const count = probabilities.length;
  const above = probabilities.filter((probability) => probability >= 0.5).length;
  const mean = probabilities.reduce((sum, probability) => sum + probability, 0) / count;
  const many = count === 1 ? '1 row' : `${count} rows`;
  const sentences = [
    `${many}: ${above} with a probability of one half or more, ${count - above} below. The mean is ${formatPercent(mean)}.`,
  ];
  if (table.outcomes) sentences.push(describeAccuracy(probabilities, table.outcomes));
  if (table.outsideCount > 0)
    sentences.push(
      `${table.outsideCount === 1 ? '1 row holds a number' : `${table.outsideCount} rows hold numbers`} outside the range of the training rows: there the model guesses further than it has seen.`,
    );
  const shown: ChartTable = {
    caption: count > shownRows ? `The first ${shownRows} of ${count} rows.` : `All ${many}.`,
    columns: ['Row', ...features.map(({ label }) => label), 'Probability'].map((label) => ({
      label,
      isNumber: label === 'Probability',
    })),
    rows: table.rows
      .slice(0, shownRows)
      .map((row, index) => [
        String(index + 1),
        ...features.map((feature, column) => describeValue(feature, row[column]!)),
        formatPercent(probabilities[index]!),
      ]),
  };
  return { sentences, shown };
}

/** The two figures that a sentence can carry; the others are for the comparison. */
function describeAccuracy(probabilities: readonly number[], outcomes: readonly number[]): string {
  const scored = outcomes.map((outcome, index) => ({ probability: probabilities[index]!, outcome }));
  const share = accuracy(scored);
  const [low, high] = wilsonInterval95(share, scored.length);
  const area =
    outcomes.includes(0) && outcomes.includes(1)
      ? `The area under the curve is ${areaUnderCurve(scored).toFixed(3)}.`
      : 'All outcomes are the same, so there is no area under the curve.';
  return `Held against your column of outcomes, ${formatPercent(share)} of ${scored.length} are right (95 % interval ${formatPercent(low)} to ${formatPercent(high)}). ${area}`;
}

/** All rows with their probabilities as CSV, to be saved: the columns of the model, then `probability`, then `outcome` where it was given. */
export function rowsAsCsv({ table, probabilities }: ScoredTable, features: readonly FormFeature[]): string {
  const head = [...features.map(({ name }) => name), 'probability', ...(table.outcomes ? ['outcome'] : [])];
  const lines = table.rows.map((row, index) =>
    [
      ...row.map((value) => value ?? ''),
      Number(probabilities[index]!.toPrecision(7)),
      ...(table.outcomes ? [table.outcomes[index]] : []),
    ].join(','),
  );
  return `${[head.join(','), ...lines].join('\n')}\n`;
}

/** A table to start from: the head and the given rows, with the names of choices. */
export function exampleTable(features: readonly FormFeature[], rows: readonly (readonly (number | null)[])[]): string {
  const cell = (feature: FormFeature, value: number | null) =>
    value === null ? '' : (feature.choices?.find((one) => one.value === value)?.label ?? String(value));
  return [
    features.map(({ name }) => name).join(','),
    ...rows.map((row) => features.map((feature, index) => cell(feature, row[index] ?? null)).join(',')),
  ].join('\n');
}
