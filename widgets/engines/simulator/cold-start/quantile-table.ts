import type { ColdStartLaw } from './cold-start-law.ts';

/** Published quantiles: probabilities that rise from 0 to 1, and the seconds at each. */
export interface QuantileTable {
  readonly probabilities: readonly number[];
  readonly seconds: readonly number[];
}

/** The quantile at probability `u`, linear between the knots. `u` is from 0 to 1. */
export function tableQuantile({ probabilities, seconds }: QuantileTable, u: number): number {
  let knot = 1;
  while (knot < probabilities.length - 1 && u > probabilities[knot]!) knot++;
  const low = probabilities[knot - 1]!;
  const share = (u - low) / (probabilities[knot]! - low);
  return seconds[knot - 1]! + (seconds[knot]! - seconds[knot - 1]!) * share;
}

/** A law that has the quantiles of the table; its mean is the area under them. */
export function quantileTableStart(table: QuantileTable): ColdStartLaw {
  const { probabilities, seconds } = table;
  const meanSeconds = probabilities
    .slice(1)
    .reduce((sum, to, i) => sum + ((to - probabilities[i]!) * (seconds[i]! + seconds[i + 1]!)) / 2, 0);
  return { isRandom: true, meanSeconds, draw: (stream) => tableQuantile(table, stream.uniform()) };
}
