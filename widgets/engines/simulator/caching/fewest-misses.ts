import type { CacheSettings } from '../components/cache.ts';
import type { Keys } from '../components/source-parameters.ts';
import { lruHitRatioOfClasses, renewedTtlHitRatioOfClasses, zipfClasses } from '../theory/caching.ts';

/** Of what the formulas say, as they are approximations of a warm cache. */
const CAUTION = 0.9;

/**
 * Share of the look-ups that a cache is sure to fetch from the component behind it, for an estimate before the run: at least what a cache of this
 * capacity misses, and at least what one misses whose entries live as long and are renewed by every hit. Waiting for the fetch of another saves more, so
 * with coalescing nothing is sure.
 */
export function fewestMisses(
  cache: Pick<CacheSettings, 'capacityItems' | 'capacityBytes' | 'itemBytes' | 'ttlSeconds' | 'coalescing'>,
  { count, zipfExponent }: Pick<Keys, 'count' | 'zipfExponent'>,
  ratePerSecond: number,
): number {
  if (cache.coalescing) return 0;
  const { capacityItems = Infinity, capacityBytes = Infinity, itemBytes, ttlSeconds = Infinity } = cache;
  const items = Math.max(1, Math.min(capacityItems, Math.floor(capacityBytes / itemBytes)));
  const popularity = zipfClasses(count, zipfExponent);
  const byCapacity = items < count ? lruHitRatioOfClasses(popularity, items) : 1;
  const byTime = ttlSeconds < Infinity ? renewedTtlHitRatioOfClasses(popularity, ratePerSecond, ttlSeconds) : 1;
  return CAUTION * (1 - Math.min(byCapacity, byTime));
}
