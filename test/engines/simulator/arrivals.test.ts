import { describe, expect, test } from 'vitest';
import { arrivalProcesses } from '../../../widgets/engines/simulator/arrivals/index.ts';
import { type Arrivals, arrivalsSchema, createArrivals } from '../../../widgets/engines/simulator/arrivals/schema.ts';
import { stepRateAt } from '../../../widgets/engines/simulator/arrivals/step.ts';
import { RandomStream } from '../../../widgets/engines/simulator/random.ts';

function arrivalsUntil(settings: unknown, seconds: number, seed = 1): number[] {
  const next = createArrivals(arrivalsSchema.parse(settings) as Arrivals, new RandomStream(seed, 0, 'arrivals'));
  const times: number[] = [];
  for (let time = next.next(); time < seconds; time = next.next()) times.push(time);
  return times;
}

const countIn = (times: readonly number[], from: number, to: number) =>
  times.filter((time) => time >= from && time < to).length;

/** A Poisson count of mean m has standard deviation √m: five of them. */
function expectPoissonCount(count: number, mean: number): void {
  expect(Math.abs(count - mean)).toBeLessThan(5 * Math.sqrt(mean));
}

/** The contract of every arrival process. */
describe.each(arrivalProcesses.map((variant) => [variant.name, variant] as const))(
  'arrival process %s',
  (_name, variant) => {
    test('gives finite times at or after 0 that never decrease, and the same ones for the same stream', () => {
      const times = arrivalsUntil(variant.example, 400);
      expect(times.length).toBeGreaterThan(0);
      times.forEach((time, i) => {
        expect(time).toBeGreaterThanOrEqual(times[i - 1] ?? 0);
      });
      expect(arrivalsUntil(variant.example, 400)).toEqual(times);
    });
  },
);

describe('arrival processes', () => {
  test('poisson has the counts of its rate, with variance equal to the mean', () => {
    const times = arrivalsUntil({ process: 'poisson', ratePerSecond: 10 }, 10_000);
    expectPoissonCount(times.length, 100_000);
    const counts = new Float64Array(10_000);
    for (const time of times) counts[Math.floor(time)]!++;
    const mean = times.length / 10_000;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 9999;
    // The index of dispersion of n counts has standard deviation √(2 / n).
    expect(Math.abs(variance / mean - 1)).toBeLessThan(5 * Math.sqrt(2 / 10_000));
  });

  test('deterministic comes on the stroke however long it runs', () => {
    const times = arrivalsUntil({ process: 'deterministic', periodSeconds: 0.1, phaseSeconds: 0.05 }, 10_000);
    expect(times.length).toBe(100_000);
    expect(times.at(-1)).toBeCloseTo(9999.95, 9);
  });

  test.each([0.5, 3])('gamma has gaps with the mean of its rate and a coefficient of variation of %d', (cv) => {
    const times = arrivalsUntil({ process: 'gamma', ratePerSecond: 10, cv }, 20_000);
    const gaps = times.map((time, i) => time - (times[i - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1));
    expect(Math.abs(mean * 10 - 1)).toBeLessThan((5 * cv) / Math.sqrt(gaps.length));
    expect(deviation / mean / cv).toBeCloseTo(1, 1);
  });

  test('diurnal has the integral of its rate in each half of the day', () => {
    const times = arrivalsUntil({ process: 'diurnal', ratePerSecond: 2, amplitude: 0.8 }, 86_400);
    // ∫ of 2 (1 + 0.8 sin) over the first half: 2 · (43 200 + 0.8 · 86 400 / π).
    const swing = (0.8 * 86_400) / Math.PI;
    expectPoissonCount(countIn(times, 0, 43_200), 2 * (43_200 + swing));
    expectPoissonCount(countIn(times, 43_200, 86_400), 2 * (43_200 - swing));
  });

  test('step has the counts of before, the rise, the hold and the decay', () => {
    const settings = {
      process: 'step',
      ratePerSecond: 20,
      stepRatePerSecond: 200,
      startSeconds: 100,
      riseSeconds: 10,
      holdSeconds: 300,
      decaySeconds: 120,
    } as const;
    const times = arrivalsUntil(settings, 2000);
    expectPoissonCount(countIn(times, 0, 100), 2000);
    expectPoissonCount(countIn(times, 100, 110), 1100);
    expectPoissonCount(countIn(times, 110, 410), 60_000);
    expectPoissonCount(countIn(times, 410, 1010), 20 * 600 + 180 * 120 * (1 - Math.exp(-5)));
    expect(stepRateAt({ ...settings, decaySeconds: 0 }, 410)).toBe(20);
  });

  test('step without a hold stays changed, and may step down to nothing', () => {
    const times = arrivalsUntil(
      { process: 'step', ratePerSecond: 10, stepRatePerSecond: 0, startSeconds: 50, holdSeconds: 50 },
      200,
    );
    expect(countIn(times, 50, 100)).toBe(0);
    expectPoissonCount(times.length, 1500);
    expect(
      arrivalsUntil({ process: 'step', ratePerSecond: 1, stepRatePerSecond: 100, startSeconds: 10 }, 1000).length,
    ).toBeGreaterThan(95_000);
  });

  test('trace gives its moments and then no more', () => {
    expect(arrivalsUntil({ process: 'trace', timesSeconds: [0, 1, 1, 5] }, 100)).toEqual([0, 1, 1, 5]);
  });
});
