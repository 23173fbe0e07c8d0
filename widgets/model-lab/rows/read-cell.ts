import type { FormFeature } from '../../kit/form-feature.ts';
import { describeFound } from '../../kit/problem.ts';

/** A cell as a number, null where it is unknown, or what is wrong with it. */
export type ReadCell =
  | { readonly value: number | null }
  | { readonly expected: string; readonly fix: string; readonly found: string };

const unknown = new Set(['', '?', 'na', 'n/a', 'nan', 'null', 'unknown']);

export function readCell(cell: string, feature: FormFeature): ReadCell {
  const word = cell.toLowerCase();
  if (unknown.has(word)) {
    if (feature.mayBeUnknown) return { value: null };
    return {
      expected: `a value of "${feature.name}"`,
      found: cell === '' ? 'an empty cell' : describeFound(cell),
      fix: 'Fill it in: the model does not take an unknown value here.',
    };
  }
  const number = Number(cell);
  if (feature.kind === 'choice') {
    const chosen = feature.choices?.find(({ label, value }) => label.toLowerCase() === word || value === number);
    if (chosen) return { value: chosen.value };
    const names = (feature.choices ?? []).map(({ label, value }) => `${label} (${value})`).join(', ');
    return { expected: `one of ${names}`, found: describeFound(cell), fix: 'Write the name or the number.' };
  }
  if (Number.isFinite(number)) return { value: number };
  const fix = /^-?[\d.]*,\d+$/.test(cell)
    ? 'Write decimals with a point.'
    : 'Write a plain number, or leave the cell empty where unknown values may be given.';
  return { expected: 'a number', found: describeFound(cell), fix };
}
