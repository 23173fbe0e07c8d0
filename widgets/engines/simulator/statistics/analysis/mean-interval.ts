import { studentT975 } from '../../theory/student-t.ts';

/** A mean with its 95 % confidence interval. */
export interface MeanInterval {
  readonly mean: number;
  /** Half the width of the interval; null for fewer than two values. */
  readonly halfWidth: number | null;
  readonly count: number;
  /** Sample variance; null for fewer than two values. */
  readonly variance: number | null;
}

/**
 * Mean of independent values (one per replication) with Student's t on n − 1 degrees of freedom (Law, Simulation Modeling and Analysis, chapter 9).
 * Null without values.
 */
export function meanInterval(values: ArrayLike<number>): MeanInterval | null {
  const count = values.length;
  if (count === 0) return null;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const mean = sum / count;
  if (count === 1) return { mean, halfWidth: null, count, variance: null };
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values[i]! - mean) * (values[i]! - mean);
  const variance = squares / (count - 1);
  return { mean, halfWidth: studentT975(count - 1) * Math.sqrt(variance / count), count, variance };
}

/** Mean of antithetic pairs 2k, 2k + 1: the pairs are independent of each other, the two of a pair are not. An odd last value is left out. */
export function antitheticInterval(values: ArrayLike<number>): MeanInterval | null {
  return meanInterval(Array.from({ length: values.length >> 1 }, (_, k) => (values[2 * k]! + values[2 * k + 1]!) / 2));
}
