import { describe, expect, test } from 'vitest';
import { answersOf, at, runShop } from './cache-shop.ts';

const run = { durationSeconds: 100 };
const ttl = { policy: 'ttl', ttlSeconds: 2 };

describe('cache, by hand', () => {
  test('answers a hit at once and a miss after the fetch, until the time to live of what was stored is over', () => {
    // Stored at 1.1, fresh until just before 3.1; fetched again at 3.1 and stored at 3.2.
    const users = at(1, 1.1, 2, 3.099, 3.1, 3.2);
    expect(answersOf({ cache: ttl, users, run })).toEqual([1.1, 1.1, 2, 3.099, 3.2, 3.2]);
    const { cache, requests } = runShop({ cache: ttl, users, run });
    expect([cache.hitRatio, cache['attempts' as never], requests.completed]).toEqual([4 / 6, 2, 6]);
  });

  test('takes the time of a look-up for hits and misses alike, and looks at its end', () => {
    // Looked up at 1.05 (miss, stored at 1.15) and at 1.15 (hit).
    expect(answersOf({ cache: { ...ttl, lookupSeconds: 0.05 }, users: at(1, 1.1), run })).toEqual([1.15, 1.15]);
  });

  test('starts the time to live anew at a hit when it is told to', () => {
    const users = at(1, 2, 3.9, 5.8, 7.8);
    expect(answersOf({ cache: { ...ttl, refreshOnHit: true }, users, run })).toEqual([1.1, 2, 3.9, 5.8, 7.9]);
  });

  test('sends as many fetches as there are requests for a key that has ended, unless they coalesce', () => {
    const stampede = at(...Array<number>(50).fill(1), 1.05, 1.2, 9);
    const apart = runShop({ cache: ttl, users: stampede, run });
    expect([apart.model.arrivals, apart.cache.hitRatio]).toEqual([52, 1 / 53]);
    const together = { cache: { ...ttl, coalescing: true }, users: stampede, run };
    const { model, cache } = runShop(together);
    expect([model.arrivals, cache.hitRatio, cache.cache!.coalescedFraction]).toEqual([2, 1 / 53, 50 / 53]);
    // All of them get the answer of the first.
    expect(new Set(answersOf(together).slice(0, 51))).toEqual(new Set([1.1]));
  });

  test('serves what has ended while one fetch in the background renews it', () => {
    // Stored at 1.1, fresh until 3.1, served stale until 5.1: at 4 and 4.05, of which the first has it renewed by 4.1.
    const shop = { cache: { ...ttl, staleWhileRevalidateSeconds: 2 }, users: at(1, 4, 4.05, 4.1, 6.1, 8.1), run };
    expect(answersOf(shop)).toEqual([1.1, 4, 4.05, 4.1, 6.1, 8.1]);
    const { cache, model } = runShop(shop);
    expect([cache.cache!.refreshes, model.arrivals, cache.cache!.staleFraction]).toEqual([2, 3, 3 / 5]);
    // Renewed by 4.1 and fresh until 6.1; then renewed by 6.2, so that the answer at 8.1 is fresh.
    expect(cache.cache!.ageSeconds.max).toBeCloseTo(2.95, 9);
    // Past the window it is a miss like any other.
    expect(answersOf({ ...shop, users: at(1, 5.1) })).toEqual([1.1, 5.2]);
  });

  test('remembers that there is nothing for a time of its own, or not at all', () => {
    const users = at(1, 1.5, 2.2);
    const nothing = { ...ttl, negativeShare: 1 };
    expect(answersOf({ cache: nothing, users, run })).toEqual([1.1, 1.6, 2.3]);
    expect(answersOf({ cache: { ...nothing, negativeTtlSeconds: 1.2 }, users, run })).toEqual([1.1, 1.5, 2.2]);
    expect(answersOf({ cache: { ...nothing, negativeTtlSeconds: 1.1 }, users, run })).toEqual([1.1, 1.5, 2.3]);
  });

  test('forgets everything at a restart, before whatever arrives at that moment', () => {
    const cache = { policy: 'lru', capacityItems: 3, restartAtSeconds: 5 };
    expect(answersOf({ cache, users: at(1, 4.999, 5, 5.1), run })).toEqual([1.1, 4.999, 5.1, 5.1]);
    expect(runShop({ cache, users: at(1, 6), run }).cache.cache!.items).toEqual({ mean: (3.9 + 93.9) / 100, max: 1 });
  });

  test('gives every answer the quality of the one that it keeps', () => {
    const model = { quality: 0.8 };
    const shop = { cache: { ...ttl, coalescing: true }, users: at(1, 1.05, 2), run, model };
    // One fetched, one waited for it, one a hit.
    const { quality } = runShop(shop);
    expect(quality!.answers).toBe(3);
    expect(quality!.mean).toBeCloseTo(0.8, 12);
  });

  test('fails everybody who waits for a fetch that fails, and stores nothing', () => {
    const model = { concurrency: 1, queueCapacity: 1 };
    // Three fetches at once: one is served, one waits, one is turned away. Coalesced there is only one.
    expect(answersOf({ cache: ttl, users: at(1, 1, 1, 3), run, model })).toEqual([1.1, 1.2, 'never', 3]);
    const failing = { cache: { ...ttl, coalescing: true }, users: at(1, 1, 1), run, model: { failureProbability: 1 } };
    const { requests } = runShop(failing);
    expect([requests.offered, requests.failed, requests.completed]).toEqual([3, 3, 0]);
  });
});

describe('a cache behind a gateway with a timeout', () => {
  const gateway = { timeoutSeconds: 0.3 };
  const model = { serviceTime: { distribution: 'deterministic', meanSeconds: 0.5 }, concurrency: 1000 };

  test('hands the fetch of who leaves over to who waits next, and stores the answer', () => {
    const cache = { ...ttl, coalescing: true };
    // Asked at 1, 1.1 and 1.25: the first two leave at 1.3 and 1.4, the third is answered at 1.5 by the fetch of the first.
    const users = at(1, 1.1, 1.25, 2);
    expect(answersOf({ cache, users, run, model, gateway })).toEqual(['never', 'never', 1.5, 2]);
    const { requests, model: server } = runShop({ cache, users, run, model, gateway });
    expect([requests.timedOut, server.arrivals]).toEqual([2, 1]);
  });

  test('gives the fetch up when nobody is left to wait for it: then nothing is ever stored', () => {
    for (const coalescing of [true, false]) {
      const shop = { cache: { ...ttl, coalescing }, users: at(1, 2, 3, 4), run, model, gateway };
      expect(answersOf(shop)).toEqual(['never', 'never', 'never', 'never']);
      const { cache, model: server, requests } = runShop(shop);
      expect([cache.hitRatio, cache.cache!.items.max, server.arrivals, requests.timedOut]).toEqual([0, 0, 4, 4]);
    }
  });

  test('takes back a look-up whose asker has left', () => {
    const shop = { cache: { ...ttl, lookupSeconds: 0.4 }, users: at(1), run, model, gateway };
    const { cache, model: server, requests } = runShop(shop);
    expect([cache.cache!.lookups, server.arrivals, requests.timedOut]).toEqual([0, 0, 1]);
  });
});
