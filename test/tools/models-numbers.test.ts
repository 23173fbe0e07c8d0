import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, sigmoid } from '../../src/tools/models/exponential.ts';
import { formatJson } from '../../src/tools/models/format-json.ts';
import { randomSource, shuffledIndexes } from '../../src/tools/models/random.ts';

describe('exponential', () => {
  it('agrees with Math.exp to 13 digits', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        // The reduction by k · ln 2 is off by k · 2^-54 · ln 2 < 1010 · 4e-17 = 4e-14, absolute in the exponent and so relative in the result.
        expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-13);
      }),
    );
    expect(exponential(0)).toBe(1);
  });
});

describe('sigmoid', () => {
  it('stays between 0 and 1, and is symmetric', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        const value = sigmoid(x);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(value + sigmoid(-x)).toBeCloseTo(1, 12);
      }),
    );
    expect(sigmoid(0)).toBe(0.5);
    expect(sigmoid(2)).toBeCloseTo(0.8807970779778823, 14);
  });
});

describe('randomSource', () => {
  it('gives the same stream for a seed, and another for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, randomSource(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('is uniform: 10,000 draws over ten bins pass a chi-square test', () => {
    const random = randomSource(7);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 10_000; draw++) counts[Math.floor(random() * 10)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // Nine degrees of freedom: the 99.9 % point is 27.88.
    expect(chiSquare).toBeLessThan(27.88);
  });
});

describe('shuffledIndexes', () => {
  it('gives every index once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer(), (count, seed) => {
        const sorted = shuffledIndexes(count, randomSource(seed)).sort((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
    );
  });
});

describe('formatJson', () => {
  it('keeps the value and puts lists of numbers on one line', () => {
    const value = { text: 'a, [1,\n 2]', list: [1, -2.5, null, 1e-7], nested: [{ empty: [] }, [3]] };
    expect(JSON.parse(formatJson(value))).toEqual(value);
    expect(formatJson(value)).toContain('"list": [1, -2.5, null, 1e-7]');
  });
});
