/**
 * Plain caches on a `Map`, which keeps its keys in order of insertion: for checking the engine's cache, with which they share no code. A look-up gives
 * whether it hit, and stores the key when it did not.
 */
export interface PlainCache {
  ask(key: number, now: number): boolean;
}

/** Keeps the `capacity` keys asked for last; an entry older than `ttl` is fetched again. */
export function plainLru(capacity: number, ttl = Infinity): PlainCache {
  const storedAt = new Map<number, number>();
  return {
    ask(key, now) {
      const stored = storedAt.get(key);
      const isHit = stored !== undefined && now < stored + ttl;
      storedAt.delete(key);
      storedAt.set(key, isHit ? stored : now);
      if (storedAt.size > capacity) storedAt.delete(storedAt.keys().next().value!);
      return isHit;
    },
  };
}

/** Keeps every key for `ttl` after it was stored, or after it was asked for last when `isRenewed`; without a bound. */
export function plainTtl(ttl: number, isRenewed: boolean): PlainCache {
  const until = new Map<number, number>();
  return {
    ask(key, now) {
      const isHit = now < (until.get(key) ?? -Infinity);
      if (!isHit || isRenewed) until.set(key, now + ttl);
      return isHit;
    },
  };
}
