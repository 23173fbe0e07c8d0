import { formatNumber } from '../../kit/format.ts';

/** How often one number goes into another, with two digits: `1.6 times`, `24 000 times`. */
export function formatTimes(ratio: number): string {
  const rounded = Number(ratio.toPrecision(2));
  return `${Number.isInteger(rounded) ? formatNumber(rounded) : rounded} times`;
}

/** A number at an axis: no more digits than it has, three at most beyond whole numbers. */
export function plainNumber(value: number): string {
  return Number.isInteger(value) ? formatNumber(value) : String(Number(value.toPrecision(3)));
}
