import type { FeatureRow } from '../engines/inference/client.ts';

/** What one feature does to one prediction: the probability with it, and with the typical value in its place. */
export interface Effect {
  /** Place of the feature in the row. */
  readonly column: number;
  readonly value: number | null;
  readonly typical: number;
  /** The probability when only this feature is replaced. */
  readonly withTypical: number;
  /** Probability of the row as it is, less that: above 0 when the value raises the probability. */
  readonly difference: number;
}

/** The row itself, then one copy per feature in which only that feature is typical: what the model has to be asked. */
export function ablatedRows(row: FeatureRow, typical: readonly number[]): FeatureRow[] {
  return [row, ...row.map((_, column) => row.map((value, index) => (index === column ? typical[column]! : value)))];
}

/** The effects, largest first, from the model's answers to {@link ablatedRows}. */
export function effects(row: FeatureRow, typical: readonly number[], answers: readonly number[]): Effect[] {
  const [whole, ...without] = answers;
  return without
    .map((withTypical, column) => ({
      column,
      value: row[column] ?? null,
      typical: typical[column]!,
      withTypical,
      difference: whole! - withTypical,
    }))
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
}
