import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, quantile } from '../../../widgets/engines/inference/quantile.ts';
import { thin } from '../../../widgets/engines/inference/thin.ts';

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    // R: quantile(c(1, 2, 3, 4), 0.95) is 3.85.
    expect(quantile([4, 1, 3, 2], 0.95)).toBeCloseTo(3.85, 12);
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 3, 4])).toBe(2.5);
  });

  it('sorts numbers as numbers and leaves its argument alone', () => {
    const values = [10, 9, 100];
    expect(median(values)).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });

  it('refuses an empty list', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe('thin', () => {
  it('keeps at most the limit, in order, from the first on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 1000 }), (count, limit) => {
        const thinned = thin(
          Array.from({ length: count }, (_, index) => index),
          limit,
        );
        expect(thinned).toHaveLength(Math.min(count, limit));
        expect(thinned[0]).toBe(0);
        expect(new Set(thinned).size).toBe(thinned.length);
        expect(thinned).toEqual([...thinned].sort((a, b) => a - b));
      }),
    );
  });
});
