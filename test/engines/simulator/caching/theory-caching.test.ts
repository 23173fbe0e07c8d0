import { describe, expect, test } from 'vitest';
import { coalescedShares, coldRestartFactor, lruHitRatio, materialisedAgeSeconds, outdatedShare, renewedTtlHitRatio, ttlHitRatio, zipfShares } from '../../../../widgets/engines/simulator/theory/caching.ts'; // biome-ignore format: one list

describe('lruHitRatio', () => {
  test.each([
    [0.8, 100, 0.156625],
    [0.8, 1000, 0.43666],
    [1, 100, 0.390525],
    [1, 1000, 0.675602],
  ])('by Che of 10,000 keys with exponent %d and %d places is %d', (exponent, capacity, expected) => {
    expect(lruHitRatio(zipfShares(10_000, exponent), capacity)).toBeCloseTo(expected, 6);
  });

  test('of equal keys is the share that fits, and 1 when all fit', () => {
    // Each of N objects is in the cache with probability C/N, in the exact model and in the approximation.
    expect(lruHitRatio(zipfShares(50, 0), 10)).toBeCloseTo(0.2, 12);
    expect(lruHitRatio(zipfShares(50, 1), 50)).toBe(1);
  });

  test('grows far slower than the cache: doubling it does not double the hits', () => {
    const shares = zipfShares(10_000, 1);
    expect(lruHitRatio(shares, 2000) / lruHitRatio(shares, 1000)).toBeLessThan(1.15);
  });
});

describe('ttlHitRatio', () => {
  test('of 10,000 keys at 100 requests per second and 60 s is 0.708747, and 0.767548 where hits renew', () => {
    const shares = zipfShares(10_000, 1);
    expect(ttlHitRatio(shares, 100, 60)).toBeCloseTo(0.708747, 6);
    expect(renewedTtlHitRatio(shares, 100, 60)).toBeCloseTo(0.767548, 6);
  });
});

test('coalescedShares add up to 1 and tend to the plain time to live as fetches become instant', () => {
  const { hits, fetches, waiters } = coalescedShares(20, 3, 0.5);
  expect(hits + fetches + waiters).toBeCloseTo(1, 12);
  expect(fetches).toBeCloseTo(1 / 71, 12);
  expect(coalescedShares(20, 3, 0).hits).toBeCloseTo(ttlHitRatio(zipfShares(1, 0), 20, 3), 12);
});

test('coldRestartFactor is how many times the load comes back: tenfold at 90 %', () => {
  expect(coldRestartFactor(0.9)).toBeCloseTo(10, 12);
});

test('outdatedShare is the mean of 1 − e^(−age/c) over ages', () => {
  const steps = 10_000;
  const byHand = Array.from({ length: steps }, (_, i) => 1 - Math.exp(-(2 + (6 * (i + 0.5)) / steps) / 5));
  expect(outdatedShare(2, 8, 5)).toBeCloseTo(byHand.reduce((sum, share) => sum + share, 0) / steps, 8);
  expect(outdatedShare(3, 3, 5)).toBeCloseTo(1 - Math.exp(-0.6), 12);
});

test('materialisedAgeSeconds is half the period plus the delay on average, and over the limit for the rest of the period', () => {
  const age = materialisedAgeSeconds(3600, 300);
  expect([age.mean, age.quantile(0.95), age.expiredShare(3000)]).toEqual([2100, 3720, 0.25]);
  expect([age.expiredShare(10), age.expiredShare(1e6)]).toEqual([1, 0]);
});
