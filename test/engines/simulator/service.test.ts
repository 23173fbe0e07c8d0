import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../widgets/engines/simulator/random.ts';
import { boundedParetoMean } from '../../../widgets/engines/simulator/service/bounded-pareto.ts';
import { curveSeconds } from '../../../widgets/engines/simulator/service/measured.ts';
import { sampleQuantile } from '../../../widgets/engines/simulator/service/sample-quantile.ts';
import { createServiceLaw, type ServiceTime } from '../../../widgets/engines/simulator/service/schema.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { aCurve } from '../../kit/a-curve.ts';
import { station } from './accept.ts';

const DRAWS = 200_000;

const curve = aCurve({
  model: 'test-model',
  medianSeconds: { 1: 0.01, 4: 0.016, 8: 0.02 },
  fit: { baseSeconds: 0.009, perItemSeconds: 0.0015, meanRelativeError: 0.05 },
  samplesSeconds: [0.008, 0.01, 0.01, 0.01, 0.014],
});

function drawsOf(settings: ServiceTime, seed = 1): number[] {
  const law = createServiceLaw(settings, { 'test-model': curve });
  const stream = new RandomStream(seed, 0, 'service');
  return Array.from({ length: DRAWS }, () => law.draw(stream));
}

describe('service laws', () => {
  test.each([
    [{ distribution: 'exponential', meanSeconds: 0.1 } as const, 1],
    [{ distribution: 'erlang', meanSeconds: 0.1, shape: 4 } as const, 0.5],
    [{ distribution: 'lognormal', meanSeconds: 0.1, cv: 0.6 } as const, 0.6],
    [{ distribution: 'deterministic', meanSeconds: 0.1 } as const, 0],
  ])('%o has its mean and a coefficient of variation of %d', (settings, cv) => {
    const draws = drawsOf(settings);
    const mean = draws.reduce((sum, value) => sum + value, 0) / DRAWS;
    const deviation = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS);
    expect(Math.abs(mean - 0.1)).toBeLessThanOrEqual(1e-12 + (5 * cv * 0.1) / Math.sqrt(DRAWS));
    // The fourth moment of these laws is at most 9 times the squared variance: the deviation is known to about 5 · √(8 / n) / 2.
    expect(Math.abs(deviation / 0.1 - cv)).toBeLessThan(0.02);
  });

  test('two laws on one stream are comonotone: the request that needs more from one needs more from the other', () => {
    const exponential = drawsOf({ distribution: 'exponential', meanSeconds: 0.1 }).slice(0, 1000);
    const slower = drawsOf({ distribution: 'exponential', meanSeconds: 0.3 }).slice(0, 1000);
    exponential.forEach((draw, i) => {
      expect(slower[i]! / draw).toBeCloseTo(3, 9);
    });
  });

  test('sampleQuantile is linear between the samples', () => {
    const sorted = Float64Array.of(1, 2, 4);
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => sampleQuantile(sorted, u))).toEqual([1, 1.5, 2, 3, 4]);
    expect(sampleQuantile(Float64Array.of(7), 0.9)).toBe(7);
  });

  test('empirical stays within its samples and has their middle', () => {
    const draws = drawsOf({ distribution: 'empirical', samplesSeconds: [0.3, 0.1, 0.2] });
    expect(Math.min(...draws.slice(0, 1000))).toBeGreaterThanOrEqual(0.1);
    expect(draws.reduce((sum, value) => sum + value, 0) / DRAWS).toBeCloseTo(0.2, 3);
  });

  test('boundedPareto stays within its bounds and has the mean of its law', () => {
    const [alpha, low, high] = [1.5, 0.05, 10];
    const draws = drawsOf({ distribution: 'boundedPareto', shape: alpha, minimumSeconds: low, maximumSeconds: high });
    const moment = (k: number) =>
      ((alpha * low ** alpha) / (1 - (low / high) ** alpha)) *
      ((high ** (k - alpha) - low ** (k - alpha)) / (k - alpha));
    const mean = draws.reduce((sum, value) => sum + value, 0) / DRAWS;
    expect(boundedParetoMean({ shape: alpha, minimumSeconds: low, maximumSeconds: high })).toBeCloseTo(moment(1), 12);
    expect(boundedParetoMean({ shape: 1, minimumSeconds: 1, maximumSeconds: Math.E })).toBeCloseTo(
      1 / (1 - 1 / Math.E),
      12,
    );
    const error = Math.sqrt((moment(2) - moment(1) ** 2) / DRAWS);
    expect(Math.abs(mean - moment(1))).toBeLessThan(5 * error);
    const sorted = Float64Array.from(draws).sort();
    expect(sorted[0]!).toBeGreaterThanOrEqual(low);
    expect(sorted.at(-1)!).toBeLessThanOrEqual(high);
    // The median of the law: L / (1 − (1 − (L/H)^α) / 2)^(1/α).
    expect(sorted[DRAWS / 2]! / (low / (1 - (1 - (low / high) ** alpha) / 2) ** (1 / alpha))).toBeCloseTo(1, 2);
  });

  test('affine gives a + c · b', () => {
    const law = createServiceLaw({ distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 }, {});
    expect([1, 8].map((size) => law.seconds(size, 1))).toEqual([expect.closeTo(0.011, 12), expect.closeTo(0.018, 12)]);
  });
});

describe('measured', () => {
  test('curveSeconds is linear between the measured sizes and beyond the largest takes several calls', () => {
    expect([1, 2, 4, 6, 8].map((size) => curveSeconds(curve, size))).toEqual(
      [0.01, 0.012, 0.016, 0.018, 0.02].map((time) => expect.closeTo(time, 12)),
    );
    expect(curveSeconds(curve, 20)).toBeCloseTo(2 * 0.02 + 0.016, 12);
    expect(curveSeconds(curve, 16)).toBeCloseTo(0.04, 12);
  });

  test('measured makes a single call take exactly as long as one of the samples did, whatever the curve says of blocks', () => {
    // Blocks of calls took 12 ms a call, because they hold the slow calls: the samples must not be stretched by that again.
    const blocks = { ...curve, points: [{ ...curve.points[0]!, medianSeconds: 0.012 }, ...curve.points.slice(1)] };
    const law = createServiceLaw({ distribution: 'measured', model: 'm' }, { m: blocks });
    const stream = new RandomStream(1, 0, 'service');
    const times = Array.from({ length: DRAWS }, () => law.seconds(1, law.draw(stream)));
    // Linear between the sorted samples: the mean of the trapezia between them, not of the samples.
    const sorted = curve.samplesSeconds;
    const mean = sorted.slice(1).reduce((sum, one, index) => sum + (one + sorted[index]!) / 2, 0) / (sorted.length - 1);
    const deviation = 0.0015;
    expect(Math.abs(times.reduce((sum, one) => sum + one, 0) / DRAWS - mean)).toBeLessThan(
      (4 * deviation) / Math.sqrt(DRAWS),
    );
    expect(Math.max(...times.slice(0, 5000))).toBeLessThanOrEqual(0.014 + 1e-12);
  });

  test('measured runs on a curve that never falls, though a median does', () => {
    const dented = {
      ...curve,
      points: curve.points.map((one) => (one.batchSize === 4 ? { ...one, medianSeconds: 0.009 } : one)),
    };
    const law = createServiceLaw({ distribution: 'measured', model: 'm' }, { m: dented });
    expect(law.seconds(1, 1)).toBeCloseTo(law.seconds(4, 1), 12);
    expect(law.seconds(1, 1)).toBeGreaterThan(0.009);
    expect(law.seconds(1, 1)).toBeLessThan(0.01);
  });

  test('measured draws the spread of the single calls about the curve', () => {
    const draws = drawsOf({ distribution: 'measured', model: 'test-model' });
    expect(Math.min(...draws.slice(0, 5000))).toBeGreaterThanOrEqual(0.8);
    expect(Math.max(...draws.slice(0, 5000))).toBeLessThanOrEqual(1.4);
    const law = createServiceLaw({ distribution: 'measured', model: 'test-model' }, { 'test-model': curve });
    expect(law.seconds(8, 1.4)).toBeCloseTo(0.028, 12);
  });

  test('measured refuses to run without its curve and says which is missing', () => {
    const scenario = station({
      arrivals: { process: 'poisson', ratePerSecond: 1 },
      server: { serviceTime: { distribution: 'measured', model: 'unknown-model' } },
      run: { durationSeconds: 10, replications: 1 },
    });
    expect(() => simulate(scenario)).toThrow('No service curve of the model "unknown-model" was given');
    expect(() => simulate(scenario, { curves: { 'unknown-model': curve } })).not.toThrow();
  });
});
