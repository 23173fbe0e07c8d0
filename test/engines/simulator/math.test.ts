import { describe, expect, test } from 'vitest';
import * as own from '../../../widgets/engines/simulator/math.ts';
import { digestOfMath, EXPECTED_DIGEST } from './math-digest.ts';

/** Distance in units in the last place of `right`. */
function distance(left: number, right: number): number {
  if (Object.is(left, right)) return 0;
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(right))));
  return Math.abs(left - right) / 2 ** (exponent - 52);
}

function uniforms(count: number): number[] {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}

// Both sides round; `Math` itself is only near the true value, so one unit is the best that two right functions can promise each other.
const cases: {
  name: string;
  own: (x: number) => number;
  theirs: (x: number) => number;
  at: (u: number) => number;
  units: number;
}[] = [
  { name: 'log over all magnitudes', own: own.log, theirs: Math.log, at: (u) => 10 ** (600 * u - 300), units: 1 },
  { name: 'log near 1', own: own.log, theirs: Math.log, at: (u) => 0.9 + 0.2 * u, units: 1 },
  { name: 'log of the smallest numbers', own: own.log, theirs: Math.log, at: (u) => u * 1e-310, units: 1 },
  { name: 'log1p', own: own.log1p, theirs: Math.log1p, at: (u) => (u - 0.5) * 10 ** (-17 * u), units: 2 },
  { name: 'exp', own: own.exp, theirs: Math.exp, at: (u) => 1400 * u - 700, units: 1 },
  { name: 'exp where numbers are smallest', own: own.exp, theirs: Math.exp, at: (u) => -745 + 40 * u, units: 1 },
  { name: 'expm1', own: own.expm1, theirs: Math.expm1, at: (u) => 4 * (u - 0.5) * 10 ** (-15 * u), units: 2 },
  { name: 'sin', own: own.sin, theirs: Math.sin, at: (u) => 2e5 * (u - 0.5), units: 1 },
  { name: 'cos', own: own.cos, theirs: Math.cos, at: (u) => 2e5 * (u - 0.5), units: 1 },
  { name: 'pow 0.3', own: (x) => own.pow(x, 0.3), theirs: (x) => x ** 0.3, at: (u) => 10 ** (40 * u - 20), units: 3 },
  {
    name: 'pow −2.7',
    own: (x) => own.pow(x, -2.7),
    theirs: (x) => x ** -2.7,
    at: (u) => 10 ** (40 * u - 20),
    units: 3,
  },
  { name: 'powers of 1.5', own: (y) => own.pow(1.5, y), theirs: (y) => 1.5 ** y, at: (u) => 800 * (u - 0.5), units: 4 },
];

describe('math', () => {
  test.each(cases)('$name agrees with Math to $units units in the last place', ({ own: mine, theirs, at, units }) => {
    let worst = 0;
    for (const u of uniforms(20_000)) worst = Math.max(worst, distance(mine(at(u)), theirs(at(u))));
    expect(worst).toBeLessThanOrEqual(units);
  });

  test('log, exp and their siblings give the limits at 0, the infinities and outside their range', () => {
    for (const x of [0, -0, -1, Number.NaN, Infinity, -Infinity]) {
      expect(own.log(x)).toBe(Math.log(x));
      expect(own.exp(x)).toBe(Math.exp(x));
      expect(own.log1p(x)).toBe(Math.log1p(x));
      expect(own.expm1(x)).toBe(Math.expm1(x));
    }
    expect(own.exp(710)).toBe(Infinity);
    expect(own.exp(-746)).toBe(0);
    expect(own.sin(Infinity)).toBeNaN();
  });

  test('pow gives the limits of Math.pow', () => {
    const bases = [0, 1, 2, -2, 0.5, Infinity, -Infinity, Number.NaN];
    const exponents = [0, 1, -1, 0.5, -0.5, 2, 3, -3, Infinity, -Infinity, Number.NaN];
    const different = bases.flatMap((x) =>
      exponents
        .filter((y) => !(distance(own.pow(x, y), x ** y) <= 1 || own.pow(x, y) === x ** y))
        .map((y) => `${x} ** ${y}: ${own.pow(x, y)} instead of ${x ** y}`),
    );
    expect(different).toEqual([]);
  });

  test('math gives the very bits that it gives in every browser', () => {
    expect(digestOfMath()).toBe(EXPECTED_DIGEST);
  });
});
