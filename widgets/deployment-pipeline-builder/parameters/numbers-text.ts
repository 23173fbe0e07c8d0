import type { Parameter } from '../../engines/simulator/parameter.ts';
import { formatBound } from '../../kit/format-bound.ts';

/** Numbers as a person writes them in one field, or what is wrong with them. */
export type ReadNumbers =
  | { readonly ok: true; readonly numbers: readonly number[] }
  | { readonly ok: false; readonly problem: string };

/** Reads `5, 20; 40 20`: numbers apart by commas, semicolons or spaces. What is no number is named; nothing is left out in silence. */
export function readNumbers(text: string): ReadNumbers {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const wrong = words.findIndex((word) => !Number.isFinite(Number(word)));
  if (wrong === -1) return { ok: true, numbers: words.map(Number) };
  return {
    ok: false,
    problem: `Entry ${wrong + 1}: expected a number, found “${words[wrong]}”. Write numbers with commas between them, for example 5, 20, 40; the list is as it was.`,
  };
}

/** The bounds of a number and what holds when it is left out, in a few words; empty for what has none. */
export function formatRange({ kind, minimum, maximum, default: start, isOptional, unit }: Parameter): string {
  if (kind !== 'number' && kind !== 'integer') return '';
  const range =
    minimum === undefined || maximum === undefined
      ? ''
      : `${formatBound(minimum)} to ${formatBound(maximum)}${unit === '' ? '' : ` ${unit}`}`;
  const usual = typeof start === 'number' ? `default ${formatBound(start)}` : isOptional ? 'may be left out' : '';
  return [range, usual].filter((part) => part !== '').join(', ');
}
