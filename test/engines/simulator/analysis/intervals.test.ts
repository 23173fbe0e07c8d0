import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { batchMeans } from '../../../../widgets/engines/simulator/statistics/analysis/batch-means.ts';
import {
  antitheticInterval,
  meanInterval,
} from '../../../../widgets/engines/simulator/statistics/analysis/mean-interval.ts';
import { comparePaired } from '../../../../widgets/engines/simulator/statistics/analysis/paired-comparison.ts';
import { precisionWarnings } from '../../../../widgets/engines/simulator/statistics/analysis/precision.ts';
import { requiredRunSeconds } from '../../../../widgets/engines/simulator/statistics/analysis/run-length.ts';
import { mmc } from '../../../../widgets/engines/simulator/theory/index.ts';
import { station } from '../accept.ts';

describe('meanInterval', () => {
  test('meanInterval gives the textbook interval', () => {
    // Mean 5, variance 10/4 = 2.5, t(0.975, 4) = 2.776445: half width 2.776445 · √(2.5/5) = 1.963243.
    const { mean, halfWidth, variance, count } = meanInterval([3, 4, 5, 6, 7])!;
    expect([mean, variance, count]).toEqual([5, 2.5, 5]);
    expect(halfWidth).toBeCloseTo(1.963243, 6);
    expect(meanInterval([])).toBeNull();
    expect(meanInterval([2])).toEqual({ mean: 2, halfWidth: null, variance: null, count: 1 });
  });

  test('antitheticInterval takes pairs as one value', () => {
    expect(antitheticInterval([1, 3, 2, 2, 0, 4])).toMatchObject({ mean: 2, halfWidth: 0, count: 3 });
  });
});

describe('batchMeans', () => {
  /** x' = φ x + noise: mean 0, and neighbouring values alike. */
  function autoregression(seed: number, length: number, phi: number): Float64Array {
    const stream = new RandomStream(seed, 0, 'ar');
    let x = 0;
    return Float64Array.from({ length }, () => {
      x = phi * x + stream.normal();
      return x;
    });
  }

  test('batchMeans covers the truth in about 95 of 100 runs of a correlated series, where single values would not', () => {
    let covered = 0;
    let naive = 0;
    for (let seed = 0; seed < 300; seed++) {
      const values = autoregression(seed, 10_000, 0.9);
      const { mean, halfWidth } = batchMeans(values, 20)!.interval;
      if (Math.abs(mean) <= halfWidth!) covered++;
      if (Math.abs(mean) <= meanInterval(values)!.halfWidth!) naive++;
    }
    // Binomial(300, 0.95) has standard deviation 3.8.
    expect(covered).toBeGreaterThan(285 - 5 * 3.8);
    expect(naive).toBeLessThan(200);
  });

  test('batchMeans says when its batches are too short to be independent', () => {
    expect(batchMeans(autoregression(1, 200_000, 0.9), 20)!.isIndependent).toBe(true);
    expect(batchMeans(autoregression(1, 2000, 0.999), 20)!.isIndependent).toBe(false);
    expect(batchMeans(new Float64Array(19), 20)).toBeNull();
    expect(() => batchMeans([1, 2], 5)).toThrow(RangeError);
    expect(batchMeans(Array.from({ length: 205 }, (_, i) => (i < 5 ? 1000 : 1)))!.interval).toMatchObject({
      mean: 1,
      halfWidth: 0,
    });
  });
});

describe('comparePaired', () => {
  const words = {
    first: 'three replicas',
    second: 'four replicas',
    metric: 'mean wait',
    format: (value: number) => `${value.toFixed(2)} s`,
  };

  test('comparePaired gives the interval of the differences, and a sentence of what it allows', () => {
    const comparison = comparePaired([5, 6, 7, 8], [4, 5.5, 5.5, 7], words)!;
    // Differences −1, −0.5, −1.5, −1: mean −1, variance 1/6, t(0.975, 3) = 3.182446.
    expect(comparison.difference).toBe(-1);
    expect(comparison.halfWidth).toBeCloseTo(3.182446 * Math.sqrt(1 / 24), 6);
    expect(comparison.verdict).toBe('second is lower');
    expect(comparison.sentence).toContain('"four replicas" is lower than that of "three replicas" by 1.00 s');
    expect(comparison.sentence).toContain('-1.65 s to -0.35 s, 4 pairs');
    expect(comparison.pairsNeeded).toBeNull();
  });

  test('comparePaired does not tell apart what it cannot, says so, and how many pairs would', () => {
    const first = [1, 2, 3, 4, 5, 6];
    const comparison = comparePaired(first, [1.5, 1.4, 3.9, 3.2, 6.4, 5.2], words)!;
    expect(comparison.verdict).toBe('not told apart');
    expect(comparison.sentence).toMatch(/do not tell .* apart.*does not say that they are equal/);
    expect(comparison.pairsNeeded).toBeGreaterThan(6);
    expect(comparePaired(first, first, words)).toMatchObject({
      verdict: 'not told apart',
      gain: Infinity,
      pairsNeeded: null,
    });
    expect(comparePaired([1], [2], words)).toBeNull();
    expect(() => comparePaired([1, 2], [1], words)).toThrow(RangeError);
  });

  test('common random numbers make the comparison of two policies sharper than independent runs would', () => {
    const wait = (replicas: number, seed: number) =>
      simulate(
        station({
          arrivals: { process: 'poisson', ratePerSecond: 25 },
          server: { replicas, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
          run: { seed, durationSeconds: 400, warmUpSeconds: 50, replications: 1 },
        }),
      ).sojournTimeSeconds.mean!;
    const seeds = Array.from({ length: 12 }, (_, i) => i);
    const comparison = comparePaired(
      seeds.map((seed) => wait(3, seed)),
      seeds.map((seed) => wait(4, seed)),
      words,
    )!;
    expect(comparison.verdict).toBe('second is lower');
    expect(comparison.correlation).toBeGreaterThan(0.2);
    expect(comparison.gain).toBeGreaterThan(1);
    const theory = mmc(25, 0.1, 4).meanWaitingSeconds - mmc(25, 0.1, 3).meanWaitingSeconds;
    expect(Math.abs(comparison.difference - theory)).toBeLessThan(2 * comparison.halfWidth);
  });
});

describe('requiredRunSeconds', () => {
  test('requiredRunSeconds grows like 1/(1 − ρ)² and is endless at saturation', () => {
    const at = (utilisation: number) => requiredRunSeconds({ utilisation, meanServiceSeconds: 1 });
    expect(at(0.99) / at(0.9)).toBeCloseTo((100 * (1.99 / 0.99)) / (1.9 / 0.9), 6);
    expect(at(1)).toBe(Infinity);
    expect(at(0)).toBe(0);
    // M/M/1, ρ 0.8, 5 %: 2 · 1.96² · 1.8 / (0.8 · 0.04 · 0.0025).
    expect(at(0.8)).toBeCloseTo((2 * 1.959964 ** 2 * 1.8) / (0.8 * 0.04 * 0.0025), 0);
    const halved = requiredRunSeconds({
      utilisation: 0.8,
      meanServiceSeconds: 1,
      relativeHalfWidth: 0.025,
      servers: 2,
      serviceCv2: 0,
    });
    expect(halved).toBeCloseTo(at(0.8), 6);
  });

  test('a run of the required length has about the interval that was asked for', () => {
    const seconds = requiredRunSeconds({ utilisation: 0.8, meanServiceSeconds: 0.1, relativeHalfWidth: 0.02 });
    const result = simulate(
      station({
        arrivals: { process: 'poisson', ratePerSecond: 8 },
        server: { serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
        run: { seed: 1, durationSeconds: seconds / 40 + 100, warmUpSeconds: 100, replications: 40 },
      }),
    );
    const [low, high] = result.sojournTimeSeconds.ci95!;
    const share = (high - low) / 2 / 0.5;
    // The width of 40 replications varies by 1/√(2 · 39) = 11 %; sojourn times vary a little less than the number in the system.
    expect(share).toBeGreaterThan(0.02 * 0.6);
    expect(share).toBeLessThan(0.02 * 1.45);
  });
});

describe('precisionWarnings', () => {
  const summary = (mean: number, half: number) => ({ mean, ci95: [mean - half, mean + half] as const });
  const result = (half: number, utilisation: number) => ({
    sojournTimeSeconds: summary(1, half),
    components: { model: { waitingTimeSeconds: summary(0.5, half), utilisation } },
  });

  test('precisionWarnings says nothing of precise means, and how much longer to simulate for the others', () => {
    expect(precisionWarnings(result(0.02, 0.9))).toEqual([]);
    const [text, ...more] = precisionWarnings(result(0.1, 0.9));
    expect(more).toEqual([]);
    expect(text).toMatch(/mean sojourn time reaches 10.*more than 5 %.*about 4 times as long.*1\/\(1 − ρ\)²/);
    expect(precisionWarnings(result(0.1, 0.5))[0]).not.toContain('ρ');
  });

  test('precisionWarnings names the station when only its wait is uncertain, and is silent where there is no interval', () => {
    expect(precisionWarnings(result(0.04, 0.5))[0]).toContain('mean wait at "model"');
    const brief = {
      sojournTimeSeconds: summary(1, 0.001),
      components: { a: { waitingTimeSeconds: summary(0.01, 0.009) } },
    };
    expect(precisionWarnings(brief)).toEqual([]);
    const none = { mean: null, ci95: null };
    expect(precisionWarnings({ sojournTimeSeconds: none, components: { a: { waitingTimeSeconds: none } } })).toEqual(
      [],
    );
  });
});
