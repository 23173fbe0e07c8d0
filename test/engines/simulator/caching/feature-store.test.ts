import { describe, expect, test } from 'vitest';
import { Materialisation } from '../../../../widgets/engines/simulator/caching/materialisation.ts';
import { pointInTimeRow } from '../../../../widgets/engines/simulator/caching/point-in-time.ts';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { materialisedAgeSeconds, outdatedShare } from '../../../../widgets/engines/simulator/theory/caching.ts';
import { accept } from '../accept.ts';
import { constant, estimate, expectMean } from './cache-shop.ts';

function scenario(store: object, run: object, source: object = {}) {
  const poisson = { process: 'poisson', ratePerSecond: 20 };
  return {
    components: [
      { id: 'users', kind: 'traffic', arrivals: poisson, keys: { count: 500, zipfExponent: 1 }, ...source, to: 'features' },
      { id: 'features', kind: 'featureStore', serviceTime: constant(0.004), ...store, to: 'model' },
      { id: 'model', kind: 'modelServer', replicas: 8, serviceTime: constant(0.01) },
    ],
    run,
  }; // biome-ignore format: one component a line
}

function featuresOf(store: object, run: object, source?: object) {
  return simulate(accept(scenario(store, run, source))).components['features']!;
}

describe('Materialisation', () => {
  test('shows the newest snapshot that has arrived, from the very moment of its arrival on', () => {
    const rows = new Materialisation({ everySeconds: 0.3, delaySeconds: 0.1, streamDelaySeconds: Infinity });
    // Published at 0.1 (of 0), 0.4 (of 0.3), 0.7 (of 0.6); before that the one of −0.3.
    const ages = [0, 0.1, 0.25, 0.399, 0.4, 0.7, 30.1].map((now) => Number(rows.ageAt(now).toFixed(9)));
    expect(ages).toEqual([0.3, 0.1, 0.25, 0.399, 0.1, 0.1, 0.1]);
  });

  test('may take longer than a period to arrive', () => {
    const rows = new Materialisation({ everySeconds: 10, delaySeconds: 25, streamDelaySeconds: Infinity });
    expect([0, 4, 5, 14, 15].map((now) => rows.ageAt(now))).toEqual([30, 34, 25, 34, 25]);
  });

  test('is never older than the stream', () => {
    const rows = new Materialisation({ everySeconds: 10, delaySeconds: 1, streamDelaySeconds: 3 });
    expect([0, 1, 2, 4, 9].map((now) => rows.ageAt(now))).toEqual([3, 1, 2, 3, 3]);
  });
});

describe('featureStore', () => {
  test('serves rows of the ages that follow from the schedule, and misses those past their time to live', () => {
    const expected = materialisedAgeSeconds(360, 30);
    const run = { durationSeconds: 3600, replications: 12 };
    const { featureAgeSeconds, missingFraction } = featuresOf(
      { materialiseEverySeconds: 360, materialisationDelaySeconds: 30, ttlSeconds: 300 },
      run,
    );
    // Look-ups see each age alike (Poisson arrivals see time averages).
    const [low, high] = featureAgeSeconds!.ci95!;
    expect(low).toBeLessThan(expected.mean);
    expect(high).toBeGreaterThan(expected.mean);
    expect(Math.abs(featureAgeSeconds!.mean! / expected.mean - 1)).toBeLessThan(0.005);
    expect(Math.abs(featureAgeSeconds!.p95! / expected.quantile(0.95) - 1)).toBeLessThan(0.01);
    expect(featureAgeSeconds!.max).toBeLessThanOrEqual(390);
    // 864,000 look-ups, each missing with probability 0.25 independently: four standard errors.
    expect(expected.expiredShare(300)).toBeCloseTo(0.25, 12);
    expect(Math.abs(missingFraction! - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / 864_000));
  });

  test.each([
    ['on a schedule', { materialiseEverySeconds: 60, materialisationDelaySeconds: 20 }, outdatedShare(20, 80, 45)],
    ['by a stream', { streamDelaySeconds: 5 }, outdatedShare(5, 5, 45)],
  ])('serves outdated values as often as the true ones change behind rows %s', (_how, rows, expected) => {
    const run = { durationSeconds: 6000, warmUpSeconds: 60, replications: 4 };
    // Without keys every look-up is of a row of its own, so they are independent; with keys the share is the same.
    const keyless = featuresOf({ ...rows, changeEverySeconds: 45 }, run, { keys: undefined });
    const lookups = keyless.arrivals;
    expect(lookups).toBeGreaterThan(450_000);
    const deviation = Math.sqrt((expected * (1 - expected)) / lookups);
    expect(Math.abs(keyless.skewFraction! - expected)).toBeLessThan(4 * deviation);
    // With keys the looks at one value depend on each other: the mean of independent runs decides.
    const run2000 = { ...run, durationSeconds: 2000, replications: 1 };
    const keyed = estimate(
      (seed) => featuresOf({ ...rows, changeEverySeconds: 45 }, { ...run2000, seed }).skewFraction!,
    );
    expectMean(keyed, expected, 0.1);
  });

  test('delays each request by its look-up, any number at once, and passes it on', () => {
    const result = simulate(
      accept(
        scenario(
          { materialiseEverySeconds: 60 },
          { durationSeconds: 10, replications: 1 },
          { arrivals: { process: 'trace', timesSeconds: [1, 1, 1, 1.001] } },
        ),
      ),
    );
    expect(result.requests.completed).toBe(4);
    expect(result.sojournTimeSeconds.mean).toBeCloseTo(0.014, 9);
    expect(result.components['features']!.sojournTimeSeconds!.max).toBeCloseTo(0.004, 9);
    expect(result.components['features']!.skewFraction).toBe(0);
  });

  test('is refused when nothing brings rows into it', () => {
    const parsed = parseScenario(scenario({}, { durationSeconds: 10 }));
    expect(parsed.ok ? [] : parsed.problems).toMatchInlineSnapshot(`
      [
        {
          "expected": "materialiseEverySeconds or streamDelaySeconds",
          "fix": "Say how rows come into the online store: on a schedule, by a stream, or both.",
          "found": "an object",
          "path": "components[1]",
        },
      ]
    `);
  });
});

describe('pointInTimeRow', () => {
  test('takes the newest row known at the event, not older than the time to live before the event', () => {
    const rows = [10, 20, 30];
    expect([5, 10, 19, 20, 99].map((event) => pointInTimeRow(rows, event))).toEqual([-1, 0, 0, 1, 2]);
    expect([29, 30, 36, 35].map((event) => pointInTimeRow(rows, event, 5))).toEqual([-1, 2, -1, 2]);
  });
});
