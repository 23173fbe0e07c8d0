/**
 * e to the power x, from additions, multiplications and exact powers of two only. `Math.exp` may differ in its last digit from one
 * JavaScript engine to the next; the arithmetic of IEEE 754 may not, and a trained file has to be the same everywhere.
 * Relative error below 1e-14 for |x| < 700.
 */
export function exponential(x: number): number {
  const exponent = Math.round(x / Math.LN2);
  const rest = x - exponent * Math.LN2;
  // Taylor series on |rest| ≤ ln 2 / 2, where the 15th term is below 1e-18.
  let sum = 1;
  for (let term = 14; term > 0; term--) sum = 1 + (sum * rest) / term;
  return sum * 2 ** exponent;
}

/** 1 / (1 + e^−x), without overflow on either side. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exponential(-Math.min(x, 700)));
  const grown = exponential(Math.max(x, -700));
  return grown / (1 + grown);
}
