/** Density of the standard normal law. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Distribution function of the standard normal law. Near 0 the series Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …), whose terms are all of one sign
 * (Marsaglia 2004); beyond 5 the continued fraction of Mills' ratio, so that no digits of a small tail are lost.
 */
export function normalProbability(x: number): number {
  if (x < -5) return upperTail(-x);
  if (x > 5) return 1 - upperTail(x);
  let term = x;
  let sum = x;
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}

/** 1 − Φ(x) = φ(x) / (x + 1/(x + 2/(x + 3/…))) for x well above 0 (Abramowitz and Stegun 26.2.14). */
function upperTail(x: number): number {
  let fraction = x;
  for (let n = 100; n > 0; n--) fraction = x + n / fraction;
  return normalDensity(x) / fraction;
}
