import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isotonic, monotoneKnots, secondsOnKnots } from '../../widgets/kit/monotone.ts';

const value = fc.double({ min: 0.001, max: 1000, noNaN: true });
const weighted = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 12 });
const rising = (values: readonly number[]) => values.every((one, index) => index === 0 || one >= values[index - 1]!);
const anyPoints = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 2048 }), value), { minLength: 1, maxLength: 12 })
  .map((pairs) =>
    [...new Map(pairs)]
      .sort(([a], [b]) => a - b)
      .map(([batchSize, medianSeconds]) => ({ batchSize, medianSeconds, p95Seconds: null, runs: 1 })),
  );

describe('isotonic', () => {
  it('pools what falls to its weighted mean, as a textbook example worked by hand', () => {
    expect(isotonic([1, 3, 2, 4, 3.5, 3.5], [1, 1, 1, 1, 1, 2])).toEqual([1, 2.5, 2.5, 3.625, 3.625, 3.625]);
    expect(isotonic([4, 1], [1, 3])).toEqual([1.75, 1.75]);
  });

  it('rises, keeps what rises to the bit, and keeps the weighted mean', () => {
    fc.assert(
      fc.property(weighted, (pairs) => {
        const values = pairs.map(([one]) => one);
        const weights = pairs.map(([, weight]) => weight);
        const found = isotonic(values, weights);
        expect(rising(found)).toBe(true);
        const sorted = values.toSorted((a, b) => a - b);
        expect(isotonic(sorted, weights)).toEqual(sorted);
        const mean = (list: readonly number[]) => list.reduce((sum, one, index) => sum + one * weights[index]!, 0);
        // A dozen additions: each loses at most a unit in the last place.
        expect(Math.abs(mean(found) / mean(values) - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  it('is beaten by no other rising sequence', () => {
    fc.assert(
      fc.property(weighted, fc.array(value, { minLength: 12, maxLength: 12 }), (pairs, others) => {
        const values = pairs.map(([one]) => one);
        const weights = pairs.map(([, weight]) => weight);
        const loss = (list: readonly number[]) =>
          list.reduce((sum, one, index) => sum + weights[index]! * (one - values[index]!) ** 2, 0);
        const other = others.slice(0, values.length).sort((a, b) => a - b);
        const best = loss(isotonic(values, weights));
        expect(best).toBeLessThanOrEqual(loss(other) * (1 + 1e-9) + 1e-9);
      }),
    );
  });
});

describe('secondsOnKnots', () => {
  it('never falls as the batch grows, beyond the largest measured one too', () => {
    fc.assert(
      fc.property(anyPoints, fc.integer({ min: 1, max: 5000 }), (points, size) => {
        const knots = monotoneKnots(points);
        expect(secondsOnKnots(knots, size + 1)).toBeGreaterThanOrEqual(secondsOnKnots(knots, size) * (1 - 1e-12));
      }),
    );
  });

  it('goes through the medians of a curve that rises', () => {
    const points = [
      { batchSize: 1, medianSeconds: 0.1 },
      { batchSize: 64, medianSeconds: 0.3 },
    ];
    const knots = monotoneKnots(points);
    expect(points.map(({ batchSize }) => secondsOnKnots(knots, batchSize))).toEqual([0.1, 0.3]);
  });
});
