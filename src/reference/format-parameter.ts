import { formatNumber } from '../../widgets/kit/format.ts';
import type { ReferenceParameter } from './reference-entry.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A bound as a person reads it: `10 000`, `10⁹`, `10⁻⁶`, `2⁵³ − 1`. */
export function formatBound(value: number): string {
  if (value === Number.MAX_SAFE_INTEGER) return '2⁵³ − 1';
  const exponent = Math.round(Math.log10(Math.abs(value)));
  if (value > 0 && Math.abs(exponent) > 4 && Number(`1e${exponent}`) === value) {
    const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
    return `10${exponent < 0 ? '⁻' : ''}${digits}`;
  }
  return Number.isInteger(value) ? formatNumber(value) : String(value);
}

const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text} ${unit}`);

/** What may be written: `a whole number, 1 to 10 000 replicas`. */
export function describeRange({ kind, minimum, maximum, unit, choices }: ReferenceParameter): string {
  if (kind === 'boolean') return 'true or false';
  if (kind === 'text') return 'text';
  if (kind === 'choice') return `one of ${choices?.join(', ')}`;
  const what = kind === 'integer' ? 'a whole number' : 'a number';
  if (minimum === undefined || maximum === undefined) return withUnit(what, unit && `in ${unit}`);
  return `${what}, ${withUnit(`${formatBound(minimum)} to ${formatBound(maximum)}`, unit)}`;
}

/** What holds when the key is not written. */
export function describeLeftOut({ isOptional, leftOut }: ReferenceParameter): string {
  if (!isOptional) return 'must be given';
  if (leftOut === undefined || typeof leftOut === 'object') return 'may be left out';
  const value = typeof leftOut === 'number' ? formatBound(leftOut) : String(leftOut);
  return `${value} when left out`;
}
