import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitAffine } from '../../../widgets/engines/inference/fit.ts';

const sizes = [1, 2, 4, 8, 16, 32, 64];
const line = (base: number, perItem: number) =>
  sizes.map((batchSize) => ({ batchSize, medianSeconds: base + perItem * batchSize }));
/** What `fitAffine` makes as small as it can: the sum of squared relative errors. */
const loss = (points: ReturnType<typeof line>, base: number, perItem: number) =>
  points.reduce(
    (sum, { batchSize, medianSeconds }) => sum + ((base + perItem * batchSize) / medianSeconds - 1) ** 2,
    0,
  );
const seconds = fc.double({ min: 1e-6, max: 1, noNaN: true });
const anyPoints = fc
  .array(seconds, { minLength: 7, maxLength: 7 })
  .map((times) => sizes.map((batchSize, index) => ({ batchSize, medianSeconds: times[index]! })));

describe('fitAffine', () => {
  it('finds the line again when the points lie on one', () => {
    fc.assert(
      fc.property(seconds, seconds, (base, perItem) => {
        const fit = fitAffine(line(base, perItem));
        // The normal equations lose about twice the digits of their condition: (1e6 · 64)² · 2^-53 is still far below 1e-3 of the larger term.
        expect(loss(line(base, perItem), fit.baseSeconds, fit.perItemSeconds)).toBeLessThan(1e-6);
        expect(fit.meanRelativeError).toBeLessThan(1e-3);
      }),
    );
    const fit = fitAffine(line(15e-6, 0.5e-6));
    expect(fit.baseSeconds).toBeCloseTo(15e-6, 15);
    expect(fit.perItemSeconds).toBeCloseTo(0.5e-6, 15);
  });

  it('never gives a negative term', () => {
    fc.assert(
      fc.property(anyPoints, (points) => {
        const { baseSeconds, perItemSeconds } = fitAffine(points);
        expect(baseSeconds).toBeGreaterThanOrEqual(0);
        expect(perItemSeconds).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is beaten by no other line without negative terms', () => {
    const factor = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(anyPoints, factor, factor, (points, a, c) => {
        const { baseSeconds, perItemSeconds } = fitAffine(points);
        const best = loss(points, baseSeconds, perItemSeconds);
        const other = loss(points, a * (baseSeconds + 1e-6), c * (perItemSeconds + 1e-7));
        expect(best).toBeLessThanOrEqual(other * (1 + 1e-9) + 1e-9);
      }),
    );
  });

  it('gives all batch sizes the same weight, not the largest the most', () => {
    // A 10 % error at 64 and at 1 must pull alike; ordinary least squares would follow 64 alone.
    const points = line(1e-3, 1e-5).map((point) =>
      point.batchSize === 64 ? { ...point, medianSeconds: point.medianSeconds * 2 } : point,
    );
    const fit = fitAffine(points);
    expect(fit.baseSeconds + fit.perItemSeconds).toBeGreaterThan(0.85 * points[0]!.medianSeconds);
  });

  it('takes a single batch size as fixed cost, and times that fall with the size as a constant', () => {
    expect(fitAffine([{ batchSize: 1, medianSeconds: 0.002 }])).toEqual({
      baseSeconds: 0.002,
      perItemSeconds: 0,
      meanRelativeError: 0,
      maxRelativeError: 0,
    });
    const falling = fitAffine(sizes.map((batchSize) => ({ batchSize, medianSeconds: 1 / batchSize })));
    expect(falling.perItemSeconds).toBe(0);
  });

  it('refuses to fit nothing', () => {
    expect(() => fitAffine([])).toThrow('at least one');
  });
});
