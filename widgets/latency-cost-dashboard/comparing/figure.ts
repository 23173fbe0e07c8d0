import type { SimulationResult } from '../../engines/simulator/result.ts';
import { meanInterval } from '../../engines/simulator/statistics/analysis/mean-interval.ts';
import type { Measure } from './measures.ts';
import type { Simulated } from './outcome.ts';

/** The value of all replications together, with half the width of the 95 % interval that the single ones give. Null where there is nothing. */
export interface Figure {
  readonly value: number | null;
  readonly halfWidth: number | null;
}

/** A measure of every replication by itself; null unless each has a value. */
export function valuesOf(measure: Measure, alone: readonly SimulationResult[]): number[] | null {
  const values = alone.map(measure.of);
  return values.every((value) => value !== null) ? values : null;
}

export function figureOf(measure: Measure, { result, alone }: Pick<Simulated, 'result' | 'alone'>): Figure {
  const values = valuesOf(measure, alone);
  return { value: measure.of(result), halfWidth: (values && meanInterval(values)?.halfWidth) ?? null };
}

/** A figure as text in three parts: `$` or nothing, digits that may be grouped by spaces, and a unit or nothing. */
const PARTS = /^(\u2212?\$?)([\d.\s]*\d)(.*)$/u;

/** “45.2 ± 0.30 ms”: the half-width to two digits in the figure’s own unit; without it where nothing varies, a dash where there is nothing. */
export function figureInWords({ format }: Measure, { value, halfWidth }: Figure): string {
  if (value === null) return '–';
  const text = format(value);
  const [, sign = '', digits = '', unit = ''] = PARTS.exec(text) ?? [];
  const shown = Number(digits.replaceAll(/\s/gu, ''));
  // What rounding alone leaves of an interval is none.
  const isExact = halfWidth === null || halfWidth <= 1e-12 * Math.abs(value);
  if (isExact || !(shown > 0)) return text;
  // In the unit of the text: what one of it is worth follows from the figure itself.
  const half = (halfWidth * shown) / Math.abs(value);
  const plain = half.toLocaleString('en-GB', { maximumSignificantDigits: 2, useGrouping: false });
  return `${sign}${digits} ± ${plain}${unit}`;
}
