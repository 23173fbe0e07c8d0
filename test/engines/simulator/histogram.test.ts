import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from '../../../widgets/engines/simulator/statistics/histogram.ts';

const seconds = fc.double({ min: 1e-9, max: 1e6, noNaN: true });

/** Nearest rank: the ⌈p n⌉-th smallest. */
function exactQuantile(values: readonly number[], probability: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(probability * sorted.length - 1e-9) - 1)]!;
}

test('Histogram quantiles are within 0.4 % of the nearest rank', () => {
  // A bucket is 1/256 of its octave's start wide, so two of its values differ by at most 1/256 = 0.39 %.
  fc.assert(
    fc.property(
      fc.array(seconds, { minLength: 1, maxLength: 400 }),
      fc.constantFrom(0, 0.1, 0.5, 0.95, 0.99, 1),
      (values, probability) => {
        const histogram = new Histogram();
        for (const value of values) histogram.add(value);
        const exact = exactQuantile(values, probability);
        expect(Math.abs(histogram.quantile(probability)! - exact) / exact).toBeLessThanOrEqual(1 / 256);
      },
    ),
  );
});

test('Histogram is exact for equal values and for 0', () => {
  const histogram = new Histogram();
  for (let i = 0; i < 60; i++) histogram.add(0);
  for (let i = 0; i < 40; i++) histogram.add(0.017);
  expect(histogram.quantile(0.6)).toBe(0);
  expect(histogram.quantile(0.61)).toBeCloseTo(0.017, 15);
});

test('Histogram merged from parts equals the histogram of the whole', () => {
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1 }), fc.array(seconds), (left, right) => {
      const parts = [left, right].map((values) => {
        const histogram = new Histogram();
        for (const value of values) histogram.add(value);
        return histogram;
      });
      const whole = new Histogram();
      for (const value of [...left, ...right]) whole.add(value);
      parts[0]!.merge(parts[1]!.serialise());
      expect(parts[0]!.count).toBe(whole.count);
      for (const p of [0.1, 0.5, 0.9]) expect(parts[0]!.quantile(p)! / whole.quantile(p)!).toBeCloseTo(1, 12);
    }),
  );
});

test('Histogram is empty again after clear', () => {
  const histogram = new Histogram();
  histogram.add(2);
  histogram.clear();
  expect(histogram.quantile(0.5)).toBeNull();
  histogram.add(8);
  expect(histogram.quantile(0.5)).toBe(8);
});
