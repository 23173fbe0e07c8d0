import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HistogramMark } from '../../../widgets/engines/simulator/statistics/buckets.ts';
import { Histogram, MergedHistogram } from '../../../widgets/engines/simulator/statistics/histogram.ts';

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

test('Histograms merged from parts equal the histogram of the whole to the last bit', () => {
  fc.assert(
    fc.property(fc.array(fc.array(seconds), { maxLength: 4 }), (parts) => {
      const merged = new MergedHistogram();
      const whole = new Histogram();
      for (const values of parts) {
        const histogram = new Histogram();
        for (const value of values) histogram.add(value);
        for (const value of values) whole.add(value);
        merged.merge(histogram.serialise());
      }
      expect(merged.count).toBe(whole.count);
      for (const p of [0, 0.1, 0.5, 0.9, 1]) expect(merged.quantile(p)).toBe(whole.quantile(p));
    }),
  );
});

/** Bucket, count and last value, one after the other: by the definition, without windows and short lists. */
function plainPart(values: readonly number[]): number[] {
  const view = new DataView(new ArrayBuffer(8));
  const found = new Map<number, [number, number]>();
  for (const value of values) {
    view.setFloat64(0, value);
    const bucket = Math.min(66 * 256 - 1, Math.max(0, (view.getUint32(0) >>> 12) - (983 * 256 - 1)));
    found.set(bucket, [(found.get(bucket)?.[0] ?? 0) + 1, value]);
  }
  return [...found].sort(([a], [b]) => a - b).flatMap(([bucket, [count, value]]) => [bucket, count, value]);
}

test('Histogram counts few values and many, tiny and huge ones, as the definition says', () => {
  const anySeconds = fc.oneof(seconds, fc.constantFrom(0, 1e-300, 2 ** -40, 2 ** -39.99, 3e-12, 6e7, 1e9, 1e300));
  fc.assert(
    fc.property(
      fc.array(anySeconds, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 60 }),
      (some, turns) => {
        const values = Array.from({ length: turns }, () => some).flat();
        const histogram = new Histogram();
        for (const value of values) histogram.add(value);
        expect(histogram.serialise()).toEqual(plainPart(values));
        expect(histogram.quantile(1)).toBe(valueAt(plainPart(values)));
      },
    ),
  );
});

/** The last bucket's value; the first bucket counts as 0. */
function valueAt(part: readonly number[]): number {
  return part.at(-3) === 0 ? 0 : part.at(-1)!;
}

test('quantileSince gives the quantile of what a histogram of its own would hold', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { maxLength: 60 });
  const repeated = fc
    .tuple(values, fc.constantFrom(1, 12))
    .map(([some, turns]) => Array.from({ length: turns }, () => some).flat());
  fc.assert(
    fc.property(fc.array(repeated, { maxLength: 6 }), fc.constantFrom(0.05, 0.5, 0.95, 1), (parts, probability) => {
      const whole = new Histogram();
      const mark = new HistogramMark();
      for (const part of parts) {
        const alone = new Histogram();
        for (const value of part) {
          whole.add(value);
          alone.add(value);
        }
        expect(whole.quantileSince(mark, probability)).toBe(alone.quantile(probability));
      }
    }),
  );
});
