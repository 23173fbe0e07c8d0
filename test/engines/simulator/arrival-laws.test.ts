import { describe, expect, test } from 'vitest';
import { statesOf } from '../../../widgets/engines/simulator/arrivals/mmpp-settings.ts';
import { stationaryShares } from '../../../widgets/engines/simulator/arrivals/modulating-chain.ts';
import {
  arrivalsSchema,
  createArrivals,
  expectedArrivals,
  rateOf,
  trafficArrivalsSchema,
} from '../../../widgets/engines/simulator/arrivals/schema.ts';
import { RandomStream } from '../../../widgets/engines/simulator/random.ts';

function start(settings: unknown, seed = 1) {
  return createArrivals(arrivalsSchema.parse(settings), new RandomStream(seed, 0, 'arrivals'));
}

/** Counts in equal bins. */
function countsOf(settings: unknown, bins: number, binSeconds: number, seed = 1): Float64Array {
  const counts = new Float64Array(bins);
  const process = start(settings, seed);
  for (let time = process.next(); time < bins * binSeconds; time = process.next()) {
    counts[Math.floor(time / binSeconds)]!++;
  }
  return counts;
}

function momentsOf(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
  return { mean, variance };
}

describe('mmpp', () => {
  const bursts = {
    process: 'mmpp',
    quietRatePerSecond: 10,
    burstRatePerSecond: 90,
    quietSeconds: 10,
    burstSeconds: 10,
  };
  /** IDC(t) = 1 + A (1 − (1 − e^(−rt)) / (rt)) with r = r12 + r21 and A + 1 = IDC(∞), which is 321 here (Heffes and Lucantoni 1986). */
  const dispersion = (seconds: number) => 1 + 320 * (1 - (1 - Math.exp(-0.2 * seconds)) / (0.2 * seconds));

  test.each([1, 10, 200])(
    'mmpp 90/10 has the index of dispersion of its theory at %d s, on the way to 321',
    (seconds) => {
      const bins = Math.max(4000, 60_000 / seconds);
      const { mean, variance } = momentsOf(countsOf(bursts, bins, seconds));
      // Counts are about normal over many bursts; neighbouring windows share a burst within 1/r = 5 s, so count as one of two at worst.
      const independent = seconds >= 10 ? bins : (bins * seconds) / 10;
      const standardError = Math.sqrt(2 / independent);
      expect(Math.abs(variance / mean / dispersion(seconds) - 1)).toBeLessThan(4 * standardError);
      // Var N(T) = 321 λ T for long T.
      expect(Math.abs(mean / (50 * seconds) - 1)).toBeLessThan(4 * Math.sqrt(321 / (50 * seconds * bins)));
    },
  );

  test('mmpp with two states of one rate is Poisson: counts have variance equal to their mean', () => {
    const same = { ...bursts, quietRatePerSecond: 20, burstRatePerSecond: 20 };
    const { mean, variance } = momentsOf(countsOf(same, 10_000, 1));
    expect(Math.abs(variance / mean - 1)).toBeLessThan(4 * Math.sqrt(2 / 10_000));
  });

  test('mmpp with states given one by one spends its time in them as the balance of the chain says', () => {
    const chain = {
      process: 'mmpp',
      states: [
        { ratePerSecond: 0, meanSeconds: 2, to: [0, 1, 3] },
        { ratePerSecond: 40, meanSeconds: 1 },
        { ratePerSecond: 5, meanSeconds: 4, to: [1, 0, 0] },
      ],
    };
    // Visits v: v1 = v2/2 + v3, v2 = v1/4, v3 = 3 v1/4 + v2/2. With v1 = 8: v2 = 2, v3 = 7. Time: 16, 2, 28 of 46.
    const shares = stationaryShares(statesOf(chain));
    [16, 2, 28].forEach((time, i) => {
      expect(shares[i]).toBeCloseTo(time / 46, 14);
    });
    const rate = (2 * 40 + 28 * 5) / 46;
    expect(rateOf(arrivalsSchema.parse(chain)).mean).toBeCloseTo(rate, 12);
    const { mean, variance } = momentsOf(countsOf(chain, 400, 100));
    expect(Math.abs(mean / 100 - rate)).toBeLessThan((4 * Math.sqrt(variance / 400)) / 100);
  });

  test('mmpp starts in its steady state: the first second has the mean rate over many seeds', () => {
    let count = 0;
    for (let seed = 0; seed < 2000; seed++) count += countsOf(bursts, 1, 1, seed)[0]!;
    // One second has variance 50 · IDC(1 s).
    expect(Math.abs(count / 2000 - 50)).toBeLessThan(4 * Math.sqrt((50 * dispersion(1)) / 2000));
  });

  test.each([
    [{ states: [{ ratePerSecond: 1, meanSeconds: 1 }] }],
    [{ ...bursts, states: [] }],
    [{ quietRatePerSecond: 1 }],
    [{ ...bursts, quietRatePerSecond: 0, burstRatePerSecond: 0 }],
    [{ ...bursts, quietRatePerSecond: 1e-6, burstRatePerSecond: 0, quietSeconds: 0.001 }],
    [{ states: [1, 1, 1].map(() => ({ ratePerSecond: 1, meanSeconds: 1, to: [0, 0, 0] })) }],
    [
      {
        states: [
          { ratePerSecond: 1, meanSeconds: 1, to: [0, 1, 0] },
          { ratePerSecond: 1, meanSeconds: 1, to: [1, 0, 0] },
          { ratePerSecond: 1, meanSeconds: 1 },
        ],
      },
    ],
  ])('mmpp refuses %j', (wrong) => {
    expect(arrivalsSchema.safeParse({ process: 'mmpp', ...wrong }).success).toBe(false);
  });
});

describe('rateTable', () => {
  const table = { process: 'rateTable', ratesPerSecond: [0, 30, 0.5, 100], binSeconds: 10 };

  test('rateTable has the counts of its rates in every bin, cycle after cycle', () => {
    const counts = countsOf(table, 4000, 10);
    [0, 300, 5, 1000].forEach((mean, bin) => {
      const own = counts.filter((_, i) => i % 4 === bin);
      const { mean: found, variance } = momentsOf(own);
      expect(Math.abs(found - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / own.length));
      if (mean > 0) expect(Math.abs(variance / mean - 1)).toBeLessThan(4 * Math.sqrt(2 / own.length));
    });
  });

  test('rateTable without repeat ends with its table', () => {
    const counts = countsOf({ ...table, repeat: false }, 8, 10);
    expect(counts.slice(4).every((count) => count === 0)).toBe(true);
    expect(counts[3]).toBeGreaterThan(800);
  });

  test('rateTable of tiny rates comes late without trying every bin', () => {
    const first = start({ process: 'rateTable', ratesPerSecond: [1e-12, 0], binSeconds: 0.001 }).next();
    expect(first).toBeGreaterThan(1e9);
    expect(start({ process: 'rateTable', ratesPerSecond: [5e-324], binSeconds: 0.001 }).next()).toBe(Infinity);
  });
});

describe('counts', () => {
  const list = Array.from({ length: 300 }, (_, i) => (i * 37) % 91);

  test.each(['uniform', 'even'])('counts with %s places reproduces every bin exactly', (placement) => {
    expect([...countsOf({ process: 'counts', counts: list, binSeconds: 60, placement }, 300, 60)]).toEqual(list);
  });

  test('counts spreads the arrivals of a bin uniformly', () => {
    const tenths = countsOf({ process: 'counts', counts: new Array(2000).fill(50), binSeconds: 10 }, 20_000, 1);
    const byTenth = Array.from({ length: 10 }, (_, tenth) => tenths.filter((_, i) => i % 10 === tenth));
    for (const tenth of byTenth) {
      const { mean, variance } = momentsOf(Float64Array.from(tenth));
      // Binomial(50, 1/10): mean 5, variance 4.5.
      expect(Math.abs(mean - 5)).toBeLessThan(4 * Math.sqrt(4.5 / 2000));
      expect(Math.abs(variance / 4.5 - 1)).toBeLessThan(4 * Math.sqrt(2 / 2000));
    }
  });

  test('counts at twice the rate doubles every bin, and at half the rate halves them on average', () => {
    const settings = { process: 'counts', counts: list, binSeconds: 60 };
    expect([...countsOf({ ...settings, rateScale: 2 }, 300, 60)]).toEqual(list.map((count) => 2 * count));
    const halved = countsOf({ ...settings, rateScale: 0.5 }, 300, 60);
    halved.forEach((count, bin) => {
      expect(Math.abs(count - list[bin]! / 2)).toBeLessThanOrEqual(0.5);
    });
  });
});

describe('trace', () => {
  const timesSeconds = Array.from({ length: 5000 }, (_, i) => Math.floor(i / 5));

  test('trace stretches time without changing the order or the number', () => {
    const process = start({ process: 'trace', timesSeconds: [0, 0.1, 0.3], timeScale: 3 });
    expect([process.next(), process.next(), process.next(), process.next()]).toEqual([0, 0.3, 0.9, Infinity]);
  });

  test.each([0.3, 2.5])('trace at %d times the rate keeps the course of the rate', (rateScale) => {
    const counts = countsOf({ process: 'trace', timesSeconds, rateScale }, 10, 100);
    counts.forEach((count) => {
      // Chance alone keeps or copies each of 500; and copies stray over the edges by half a minute, in and out alike.
      expect(Math.abs(count - 500 * rateScale)).toBeLessThan(5 * Math.sqrt(500 * rateScale));
    });
  });

  test('trace refuses neither and both of moments and file, and a filter without a file', () => {
    const isAccepted = (more: object) => arrivalsSchema.safeParse({ process: 'trace', ...more }).success;
    expect(isAccepted({})).toBe(false);
    expect(isAccepted({ timesSeconds: [1], file: 'a.csv' })).toBe(false);
    expect(isAccepted({ timesSeconds: [1], only: 'a' })).toBe(false);
    expect(isAccepted({ timesSeconds: [2, 1] })).toBe(false);
    expect(isAccepted({ file: 'a.csv', only: 'a' })).toBe(true);
    expect(() => start({ process: 'trace', file: 'a.csv' })).toThrow('trace file "a.csv"');
  });
});

describe('expectedArrivals', () => {
  test.each([
    { process: 'poisson', ratePerSecond: 30 },
    { process: 'deterministic', periodSeconds: 0.4, phaseSeconds: 3 },
    { process: 'diurnal', ratePerSecond: 30, amplitude: 0.9, periodSeconds: 700, phaseSeconds: 100 },
    {
      process: 'step',
      ratePerSecond: 5,
      stepRatePerSecond: 100,
      startSeconds: 100,
      riseSeconds: 50,
      holdSeconds: 100,
      decaySeconds: 60,
    },
    {
      process: 'step',
      ratePerSecond: 50,
      stepRatePerSecond: 0,
      startSeconds: 20,
      riseSeconds: 10,
      holdSeconds: 300,
      decaySeconds: 200,
    },
    { process: 'rateTable', ratesPerSecond: [1, 70], binSeconds: 170 },
    { process: 'counts', counts: [500, 3000, 100, 40, 30, 20, 100, 1000, 30, 20, 100, 100, 0, 0], binSeconds: 60 },
    { process: 'trace', timesSeconds: [0, 5, 999, 1000, 1001] },
  ])('expectedArrivals says what $process brings on average', (input) => {
    const settings = arrivalsSchema.parse(input);
    const runs = 40;
    let count = 0;
    for (let seed = 0; seed < runs; seed++) {
      const process = start(input, seed);
      while (process.next() < 1000) count++;
    }
    const expected = expectedArrivals(settings, 1000);
    // At most Poisson noise.
    expect(Math.abs(count / runs - expected)).toBeLessThanOrEqual(4 * Math.sqrt(expected / runs));
    expect(rateOf(settings).peak).toBeGreaterThanOrEqual(rateOf(settings).mean);
  });

  test('expectedArrivals of a closed loop is what its clients could send at most', () => {
    const settings = trafficArrivalsSchema.parse({ process: 'closed', clients: 20, thinkTimeSeconds: 2 });
    expect(expectedArrivals(settings, 100)).toBe(1000);
  });
});

describe('processes with a varying rate', () => {
  test('diurnal and step come to their next arrival at once, however deep the trough and low the rate', () => {
    const trough = { process: 'diurnal', ratePerSecond: 1e6, amplitude: 1, periodSeconds: 1e7, phaseSeconds: 2.5e6 };
    // ∫ λ w² t²/2 = λ w² t³/6 reaches 1 near t = (6 / (λ w²))^(1/3) = 247 s.
    const first = start(trough).next();
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThan(1000);
    const late = { process: 'step', ratePerSecond: 1e-6, stepRatePerSecond: 1e6, startSeconds: 1e7 };
    const process = start(late);
    let time = process.next();
    for (let i = 0; i < 100; i++) time = process.next();
    expect(time).toBeLessThan(1e7 + 1);
    const slow = start({ process: 'diurnal', ratePerSecond: 1e-6, amplitude: 0.5, periodSeconds: 1 });
    expect(slow.next()).toBeGreaterThan(1000);
  });

  test('step has the counts of its rate in every second of rise, hold and decay, up or down', () => {
    for (const [before, during] of [
      [20, 200],
      [200, 20],
    ] as const) {
      const settings = {
        process: 'step',
        ratePerSecond: before,
        stepRatePerSecond: during,
        startSeconds: 5,
        riseSeconds: 10,
        holdSeconds: 10,
        decaySeconds: 8,
      };
      const runs = 150;
      const sums = new Float64Array(60);
      for (let seed = 0; seed < runs; seed++)
        countsOf(settings, 60, 1, seed).forEach((count, bin) => {
          sums[bin]! += count / runs;
        });
      const parsed = arrivalsSchema.parse(settings);
      sums.forEach((found, bin) => {
        const expected = expectedArrivals(parsed, bin + 1) - expectedArrivals(parsed, bin);
        // Sixty bins twice: one in a thousand runs of a right process would exceed 4.5 deviations.
        expect(Math.abs(found - expected)).toBeLessThan(4.5 * Math.sqrt(expected / runs));
      });
    }
  });
});
