import type { ServiceCurvePoint } from './service-curve.ts';

/**
 * The rising sequence with the least weighted sum of squares to `values`: isotonic regression by the pool-adjacent-violators algorithm (Ayer,
 * Brunk, Ewing, Reid and Silverman 1955). Neighbours that fall are pooled to their weighted mean until nothing falls. Weights above 0.
 */
export function isotonic(values: readonly number[], weights: readonly number[]): number[] {
  const pools: { mean: number; weight: number; count: number }[] = [];
  for (const [index, value] of values.entries()) {
    let pool = { mean: value, weight: weights[index]!, count: 1 };
    for (let before = pools.at(-1); before && before.mean > pool.mean; before = pools.at(-1)) {
      pools.pop();
      const weight = before.weight + pool.weight;
      pool = {
        mean: (before.weight * before.mean + pool.weight * pool.mean) / weight,
        weight,
        count: before.count + pool.count,
      };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, count }) => Array<number>(count).fill(mean));
}

/** A knot of the service curve that is run on. */
export interface CurveKnot {
  readonly batchSize: number;
  readonly seconds: number;
}

/**
 * The measured medians made monotone: a larger batch never takes less time, and where the medians say so it is noise. Weights 1/s², so that it is the
 * relative change that is least, as in the straight line's fit. A curve that rises already stays as it is, to the bit.
 */
export function monotoneKnots(points: readonly Pick<ServiceCurvePoint, 'batchSize' | 'medianSeconds'>[]): CurveKnot[] {
  const medians = points.map((point) => point.medianSeconds);
  const seconds = isotonic(
    medians,
    medians.map((median) => 1 / (median * median)),
  );
  return points.map(({ batchSize }, index) => ({ batchSize, seconds: seconds[index]! }));
}

/**
 * Seconds for a batch of `size` on the knots, at least one of them: linear between the measured sizes; below the smallest, the time of the
 * smallest; beyond the largest B, several calls of B and one of the rest, because nothing larger was measured. Monotone in `size`.
 */
export function secondsOnKnots(knots: readonly CurveKnot[], size: number): number {
  const last = knots[knots.length - 1]!;
  if (size > last.batchSize)
    return Math.floor(size / last.batchSize) * last.seconds + secondsOnKnots(knots, size % last.batchSize);
  if (size === 0) return 0;
  const index = knots.findIndex((knot) => knot.batchSize >= size);
  const high = knots[index]!;
  const low = knots[index - 1];
  if (!low) return high.seconds;
  const share = (size - low.batchSize) / (high.batchSize - low.batchSize);
  return low.seconds + (high.seconds - low.seconds) * share;
}
