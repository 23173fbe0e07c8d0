import type { AffineFit } from '../../kit/service-curve.ts';

/** Time of one call with `batchSize` rows, in seconds. */
export interface TimedBatch {
  readonly batchSize: number;
  readonly medianSeconds: number;
}

/**
 * The line s(b) = base + perItem · b with the least squared *relative* error: weights 1/s², both terms at least 0.
 * Ordinary least squares would be decided by the largest batch alone. At least one point; times above 0.
 *
 * With u = 1/s and v = b/s the sum is Σ(base·u + perItem·v − 1)²: two normal equations. Where their solution has a negative term, the
 * least non-negative one lies on an axis (the sum is convex), so the better of the two axis solutions is taken.
 */
export function fitAffine(points: readonly TimedBatch[]): AffineFit {
  if (points.length === 0) throw new RangeError('A line needs at least one timed batch size.');
  let uu = 0;
  let uv = 0;
  let vv = 0;
  let u1 = 0;
  let v1 = 0;
  for (const { batchSize, medianSeconds } of points) {
    const u = 1 / medianSeconds;
    const v = batchSize / medianSeconds;
    uu += u * u;
    uv += u * v;
    vv += v * v;
    u1 += u;
    v1 += v;
  }
  const determinant = uu * vv - uv * uv;
  const base = (u1 * vv - v1 * uv) / determinant;
  const perItem = (v1 * uu - u1 * uv) / determinant;
  // One batch size alone makes the determinant 0 (up to rounding): the whole time is then taken as fixed cost.
  if (determinant <= uu * vv * 1e-12) return withError(points, u1 / uu, 0);
  if (base >= 0 && perItem >= 0) return withError(points, base, perItem);
  // The sum on an axis is n − (Σu)²/Σu² or n − (Σv)²/Σv²: the larger quotient wins.
  return (u1 * u1) / uu >= (v1 * v1) / vv ? withError(points, u1 / uu, 0) : withError(points, 0, v1 / vv);
}

function withError(points: readonly TimedBatch[], baseSeconds: number, perItemSeconds: number): AffineFit {
  const errors = points.map(
    ({ batchSize, medianSeconds }) =>
      Math.abs(baseSeconds + perItemSeconds * batchSize - medianSeconds) / medianSeconds,
  );
  const meanRelativeError = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return { baseSeconds, perItemSeconds, meanRelativeError, maxRelativeError: Math.max(...errors) };
}
