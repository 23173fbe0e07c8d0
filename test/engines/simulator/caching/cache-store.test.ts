import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CacheStore } from '../../../../widgets/engines/simulator/caching/cache-store.ts';
import { lru } from '../../../../widgets/engines/simulator/caching/lru.ts';
import { ttl } from '../../../../widgets/engines/simulator/caching/ttl.ts';
import { plainLru } from '../../../plain-simulator/plain-cache.ts';

/** Asks for keys at the seconds 0, 1, 2 …, stores what is missing, and gives H or M for each. */
function ask(store: CacheStore, keys: readonly number[], ttlSeconds = Infinity, isRenewed = false): string {
  return keys
    .map((key, now) => {
      const slot = store.find(key);
      if (slot >= 0 && now < store.freshUntil[slot]!) {
        store.hit(slot);
        if (isRenewed) store.renew(slot, now + ttlSeconds);
        return 'H';
      }
      store.store(key, now, now + ttlSeconds, 1);
      return 'M';
    })
    .join('');
}
const items = (count: number) => ({ items: count, bytes: Infinity });

describe('CacheStore', () => {
  test('with lru drops what was asked for longest ago', () => {
    // 1 2 | hit 1 | 3 drops 2 | hit 1 | 2 drops 3 | 3 drops 1.
    expect(ask(new CacheStore(lru, items(2)), [1, 2, 1, 3, 1, 2, 3, 1])).toBe('MMHMHMMM');
  });

  test('with ttl drops what ends first, whether or not it is asked for', () => {
    // 1 2 | hit 1 | 3 drops 1 | 1 drops 2 | hit 3.
    expect(ask(new CacheStore(ttl, items(2)), [1, 2, 1, 3, 1, 3], 100)).toBe('MMHMMH');
    // With renewal the hit of 1 makes 2 end first.
    expect(ask(new CacheStore(ttl, items(2)), [1, 2, 1, 3, 1, 2], 100, true)).toBe('MMHMHM');
  });

  test('finds an entry stale from the very end of its time on', () => {
    expect(ask(new CacheStore(ttl, items(9)), [1, 1, 1, 1, 1, 1], 2)).toBe('MHMHMH');
  });

  test('hits and misses as a Map does, for any keys, capacity and time to live', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { maxLength: 200 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(3, 10, Infinity),
        (keys, capacity, seconds) => {
          const plain = plainLru(capacity, seconds);
          const expected = keys.map((key, now) => (plain.ask(key, now) ? 'H' : 'M')).join('');
          expect(ask(new CacheStore(lru, items(capacity)), keys, seconds)).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('keeps within its bytes and says how many', () => {
    const store = new CacheStore(lru, { items: Infinity, bytes: 10 });
    for (const [key, bytes] of [[1, 4], [2, 4], [3, 3]] as const) store.store(key, 0, 1, bytes); // biome-ignore format: one line
    expect([1, 2, 3].map((key) => store.find(key) >= 0)).toEqual([false, true, true]);
    expect([store.bytes, store.count, store.evictions]).toEqual([7, 2, 1]);
    // Larger than all of it: not stored, and nothing is thrown away for it but the older value of the same key.
    expect(store.store(3, 0, 1, 11)).toBe(-1);
    expect([store.bytes, store.count, store.evictions]).toEqual([4, 1, 1]);
  });

  test('forgets everything at a restart, and what has ended on request', () => {
    const store = new CacheStore(ttl, items(100));
    for (let key = 0; key < 100; key++) store.store(key, key, key + 10, 1);
    store.removeEnded(50);
    expect([store.count, store.find(40), store.find(41) >= 0]).toEqual([59, -1, true]);
    store.clear();
    expect([store.count, store.bytes, store.find(99)]).toEqual([0, 0, -1]);
    expect(ask(store, [5, 5])).toBe('MH');
  });
});
