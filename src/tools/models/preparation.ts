import { featureNames, type Passenger } from './titanic-data.ts';

/** Columns of the input that are scaled numbers: age, siblings and spouses, parents and children, fare. */
export const scaledColumns = [2, 3, 4, 5] as const;
/** Columns that become one 0/1 column per value, and the values. */
export const choiceColumns = [
  { column: 0, values: [1, 2, 3] },
  { column: 1, values: [0, 1] },
  { column: 6, values: [0, 1, 2] },
] as const;

/** Everything the preparation learnt from the training rows. All numbers are representable as float32. */
export interface Preparation {
  /** One value per input column, used where a value is unknown: the commonest choice, the median number. */
  readonly fills: readonly number[];
  /** For each scaled column: subtracted, then multiplied. */
  readonly means: readonly number[];
  readonly factors: readonly number[];
}

/** Numbers that reach the network: four scaled, then 3 + 2 + 3 zeros and ones. */
export const preparedCount = scaledColumns.length + choiceColumns.reduce((sum, { values }) => sum + values.length, 0);

/** Learns fills and scales (mean and standard deviation after filling) from the training rows only. */
export function learnPreparation(rows: readonly Passenger[]): Preparation {
  const known = (column: number) =>
    rows.map(({ features }) => features[column]!).filter((value) => !Number.isNaN(value));
  const fills = Array.from({ length: featureNames.length }, (_, column) =>
    Math.fround(
      choiceColumns.some((choice) => choice.column === column) ? commonest(known(column)) : upperMedian(known(column)),
    ),
  );
  const means: number[] = [];
  const factors: number[] = [];
  for (const column of scaledColumns) {
    const values = rows.map(({ features }) => fill(features[column]!, fills[column]!));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
    means.push(Math.fround(mean));
    factors.push(Math.fround(1 / Math.sqrt(variance)));
  }
  return { fills, means, factors };
}

/** What the graph does before its first layer, for one row; the scales in float64. */
export function prepare(features: readonly number[], preparation: Preparation): number[] {
  return prepareFilled(fillGaps(features, preparation), preparation, (value) => value);
}

/** The step after the filling. `round` is applied to each difference and product: `Math.fround` gives what a float32 graph computes. */
export function prepareFilled(
  filled: readonly number[],
  { means, factors }: Preparation,
  round: (value: number) => number,
): number[] {
  const scaled = scaledColumns.map((column, index) => round(round(filled[column]! - means[index]!) * factors[index]!));
  return [
    ...scaled,
    ...choiceColumns.flatMap(({ column, values }) => values.map((value) => (filled[column] === value ? 1 : 0))),
  ];
}

/** The row as the graph sees it after its first step: float32, with typical values where it was unknown. */
export function fillGaps(features: readonly number[], { fills }: Preparation): number[] {
  return features.map((value, column) => fill(Math.fround(value), fills[column]!));
}

function fill(value: number, fallback: number): number {
  return Number.isNaN(value) ? fallback : value;
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

function upperMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
