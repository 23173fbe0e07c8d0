import { formatNumber } from './format.ts';

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
