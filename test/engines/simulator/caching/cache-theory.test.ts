import { describe, expect, test } from 'vitest';
import { coalescedShares, coldRestartFactor, lruHitRatio, outdatedShare, renewedTtlHitRatio, ttlHitRatio, zipfShares } from '../../../../widgets/engines/simulator/theory/index.ts'; // biome-ignore format: one list
import { constant, estimate, expectMean, runShop } from './cache-shop.ts';

/** Fetches that take no time worth mentioning: what the formulas assume. */
const instant = { serviceTime: constant(1e-9) };
const users = (ratePerSecond: number, count: number, zipfExponent: number) => ({
  arrivals: { process: 'poisson', ratePerSecond },
  keys: { count, zipfExponent },
});

/** A figure of independent runs of a shop. */
function ofRuns(shop: Parameters<typeof runShop>[0], read: (run: ReturnType<typeof runShop>) => number) {
  return estimate((seed) => read(runShop({ ...shop, run: { ...shop.run, seed } })));
}

describe('hitRatio', () => {
  test.each([
    [0.8, 100, 0.156625],
    [1, 1000, 0.675602],
  ])(
    'of lru with Zipf exponent %d and %d of 10,000 keys comes to what Che says, %d',
    (exponent, capacity, expected) => {
      const shop = {
        cache: { policy: 'lru', capacityItems: capacity },
        users: users(1000, 10_000, exponent),
        run: { durationSeconds: 110, warmUpSeconds: 10 },
        model: instant,
      };
      expect(lruHitRatio(zipfShares(10_000, exponent), capacity)).toBeCloseTo(expected, 6);
      // Che's formula is an approximation, here closer than half a per cent.
      const { mean, half } = ofRuns(shop, ({ cache }) => cache.hitRatio!);
      expect(half / expected).toBeLessThan(0.02);
      expect(Math.abs(mean - expected)).toBeLessThan(half + 0.005 * expected);
    },
  );

  test.each([
    [false, 0.708747],
    [true, 0.767548],
  ])('of ttl with renewal %s comes to the closed form, %d', (refreshOnHit, expected) => {
    const shares = zipfShares(10_000, 1);
    expect((refreshOnHit ? renewedTtlHitRatio : ttlHitRatio)(shares, 100, 60)).toBeCloseTo(expected, 6);
    const shop = {
      cache: { policy: 'ttl', ttlSeconds: 60, refreshOnHit },
      users: users(100, 10_000, 1),
      run: { durationSeconds: 660, warmUpSeconds: 60 },
      model: instant,
    };
    expectMean(
      ofRuns(shop, ({ cache }) => cache.hitRatio!),
      expected,
    );
  });

  test('leaves the server behind λ (1 − h) of the load', () => {
    const { cache, model } = runShop({
      cache: { policy: 'lru', capacityItems: 50 },
      users: users(200, 500, 1),
      run: { durationSeconds: 100 },
      model: instant,
    });
    expect(model.arrivals).toBe(cache.cache!.lookups - Math.round(cache.hitRatio! * cache.cache!.lookups));
  });
});

describe('one key with coalescing', () => {
  const shop = (serviceTime: object) => ({
    cache: { policy: 'ttl', ttlSeconds: 3, coalescing: true },
    users: users(20, 1, 0),
    run: { durationSeconds: 2000 },
    model: { serviceTime, concurrency: 1000 },
  });
  test.each([constant(0.5), { distribution: 'exponential', meanSeconds: 0.5 }])('shares requests out among hits, waiters and fetches as renewal theory says: %j', (serviceTime) => {
    const expected = coalescedShares(20, 3, 0.5);
    expectMean(ofRuns(shop(serviceTime), ({ cache }) => cache.hitRatio!), expected.hits);
    const waiters = ofRuns(shop(serviceTime), ({ cache }) => cache.cache!.coalescedFraction!);
    expect(Math.abs(waiters.mean - expected.waiters)).toBeLessThan(waiters.half);
    const fetches = ofRuns(shop(serviceTime), ({ cache, model }) => model.arrivals / cache.cache!.lookups);
    expect(Math.abs(fetches.mean - expected.fetches)).toBeLessThan(fetches.half);
  }); // biome-ignore format: one title
});

describe('what a hit serves', () => {
  test('is on average half as old as the time to live, never older, and outdated as often as changes come', () => {
    const shop = {
      cache: { policy: 'ttl', ttlSeconds: 10, changeEverySeconds: 20 },
      users: users(200, 300, 0.7),
      run: { durationSeconds: 520, warmUpSeconds: 20 },
      model: instant,
    };
    const age = ofRuns(shop, ({ cache }) => cache.cache!.ageSeconds.mean!);
    const outdated = ofRuns(shop, ({ cache }) => cache.cache!.outdatedFraction!);
    // Hits of one entry depend on each other, so the intervals are wider than the number of hits suggests.
    expectMean(age, 5, 0.04);
    expectMean(outdated, outdatedShare(0, 10, 20), 0.1);
    const { ageSeconds } = runShop(shop).cache.cache!;
    expect(Math.abs(ageSeconds.p95! / 9.5 - 1)).toBeLessThan(0.01);
    expect(ageSeconds.max).toBeLessThan(10);
  });
});

describe('a restart', () => {
  test('sends the server behind 1/(1 − h) times its load at first', () => {
    const load = (restart: object) =>
      runShop({
        cache: { policy: 'ttl', ttlSeconds: 3, ...restart },
        users: users(2000, 5000, 0),
        // After 20 s the common start of all keys is forgotten.
        run: { durationSeconds: 20.1, warmUpSeconds: 20, replications: 25 },
        model: instant,
      }).model.arrivals;
    // Warm: h = λT/(1 + λT) with 0.4 requests per second and key; 5,000 look-ups in the tenth of a second of all runs.
    const hitRatio = 1.2 / 2.2;
    const warm = load({});
    expect(Math.abs(warm / 5000 - (1 - hitRatio))).toBeLessThan(4 * Math.sqrt((1 - hitRatio) / 5000));
    // Cold, only a repetition within the tenth of a second hits: 2 % of the look-ups. Four standard errors of the ratio of two counts.
    const factor = 0.98 * coldRestartFactor(hitRatio);
    const cold = load({ restartAtSeconds: 20 });
    expect(Math.abs(cold / warm - factor)).toBeLessThan(4 * factor * Math.sqrt(1 / cold + 1 / warm));
  });
});

describe('popularity that moves', () => {
  test('costs an lru cache hits, the more the faster it moves', () => {
    const hits = [undefined, 0.02, 0.002].map(
      (churnEverySeconds) =>
        runShop({
          cache: { policy: 'lru', capacityItems: 100 },
          users: {
            arrivals: { process: 'poisson', ratePerSecond: 100 },
            keys: { count: 1000, zipfExponent: 1, ...(churnEverySeconds === undefined ? {} : { churnEverySeconds }) },
          },
          run: { durationSeconds: 500, warmUpSeconds: 50 },
          model: instant,
        }).cache.hitRatio!,
    );
    expect(hits[1]!).toBeLessThan(hits[0]! - 0.01);
    expect(hits[2]!).toBeLessThan(hits[1]! - 0.05);
  });
});
