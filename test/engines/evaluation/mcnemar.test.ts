import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAnswers, exactMcNemar } from '../../../widgets/engines/evaluation/mcnemar.ts';

/** C(n, k) by the product formula, exact for n ≤ 40. */
function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1n; i <= BigInt(k); i++) result = (result * (BigInt(n) - BigInt(k) + i)) / i;
  return result;
}

describe('exactMcNemar', () => {
  it('gives the closed forms 2 · 2^−n for a clean sweep and 1 for an even split', () => {
    expect(exactMcNemar(0, 5)).toBeCloseTo(2 / 32, 14);
    expect(exactMcNemar(10, 0)).toBeCloseTo(2 / 1024, 14);
    expect(exactMcNemar(6, 6)).toBe(1);
    expect(exactMcNemar(0, 0)).toBe(1);
    // A split of 1 to 0 says nothing: the coin fell on one of its sides.
    expect(exactMcNemar(1, 0)).toBe(1);
  });

  it('gives 0.0352 for 3 to 12, summed by hand: 2 · (1 + 15 + 105 + 455) / 2^15', () => {
    expect(exactMcNemar(3, 12)).toBeCloseTo((2 * 576) / 32768, 14);
  });

  it('equals the sum in whole numbers, does not mind which model comes first, and stays within 0 and 1', () => {
    const split = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(split, split, (a, b) => {
        let sum = 0n;
        for (let k = 0; k <= Math.min(a, b); k++) sum += choose(a + b, k);
        const exact = Math.min(1, Number(2n * sum) / 2 ** (a + b));
        // Each of at most 21 terms comes from at most 21 logarithms, each within 2^−52 of its own size (at most 28).
        expect(Math.abs(exactMcNemar(a, b) - exact)).toBeLessThan(21 * 21 * 28 * 2 ** -52);
        expect(exactMcNemar(a, b)).toBe(exactMcNemar(b, a));
      }),
    );
  });

  it('does not underflow where 2^−n does', () => {
    // The normal approximation with its correction for continuity: z = (|1000 − 1100| − 1) / √2100 = 2.1604, two-sided 0.03075.
    expect(Math.abs(exactMcNemar(1000, 1100) - 0.03075)).toBeLessThan(3e-4);
  });
});

describe('compareAnswers', () => {
  it('counts the rows on which exactly one is right, by hand', () => {
    const outcomes = [1, 1, 0, 0, 1];
    expect(compareAnswers([0.9, 0.4, 0.2, 0.7, 0.5], [0.8, 0.6, 0.6, 0.1, 0.3], outcomes)).toEqual({
      rows: 4,
      onlyFirstRight: 2,
      onlySecondRight: 2,
      pValue: 1,
    });
  });
});
