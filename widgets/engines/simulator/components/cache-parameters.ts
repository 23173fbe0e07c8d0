import { booleanParameter, integerParameter, numberParameter } from '../parameter.ts';

export const capacityItems = integerParameter({
  label: 'Capacity in items',
  unit: 'items',
  minimum: 1,
  maximum: 1e9,
  default: 1000,
  meaning: 'Most entries at once. Left out, nothing but the bytes bounds them.',
  source: 'Caffeine, maximumSize; nginx, keys_zone.',
});

export const capacityBytes = integerParameter({
  label: 'Capacity in bytes',
  unit: 'bytes',
  minimum: 1,
  maximum: 1e15,
  default: 1e9,
  meaning: 'Most bytes of entries at once. Left out, nothing but their number bounds them.',
  source: 'Redis, maxmemory; memcached, -m.',
});

export const itemBytes = integerParameter({
  label: 'Size of an item',
  unit: 'bytes',
  minimum: 1,
  maximum: 1e12,
  default: 1000,
  meaning: 'Mean bytes that the value of a key takes in the cache.',
  source: 'Assumption: a prediction with its features as JSON is about 1 kB.',
});

export const itemBytesCv = numberParameter({
  label: 'Spread of the size',
  unit: '',
  minimum: 0,
  maximum: 20,
  default: 0,
  meaning: 'Standard deviation of the sizes divided by their mean: 0 makes all alike, otherwise they are lognormal.',
  source: 'Assumption: sizes of files and values are close to lognormal (Downey 2001).',
});

export const ttlSeconds = numberParameter({
  label: 'Time to live',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 1e9,
  default: 60,
  meaning: 'An entry is fresh for so long after it was stored. Left out, for ever.',
  source: 'Redis, EXPIRE; HTTP, max-age (RFC 9111, section 5.2.2.1).',
});

export const refreshOnHit = booleanParameter({
  label: 'Renewed by hits',
  default: false,
  meaning: 'A hit starts the time to live anew, so that what is asked for often never ends, however old it is.',
  source: 'Caffeine, expireAfterAccess; Redis, GETEX.',
});

export const staleWhileRevalidateSeconds = numberParameter({
  label: 'Served stale while it is fetched anew',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 0,
  meaning: 'For so long after its end an entry is still served, while one fetch in the background renews it.',
  source: 'HTTP, stale-while-revalidate (RFC 5861, section 3).',
});

export const negativeShare = numberParameter({
  label: 'Keys without a value',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0,
  meaning: 'Share of the keys for which the component behind the cache has nothing; its answer says so.',
  source: 'Scenario format.',
});

export const negativeTtlSeconds = numberParameter({
  label: 'Time to live of negative answers',
  unit: 'seconds',
  minimum: 1e-6,
  maximum: 1e9,
  default: 10,
  meaning: 'How long "there is nothing" is remembered. Left out, such keys are asked for again every time.',
  source: 'Negative caching of DNS (RFC 2308).',
});

export const coalescing = booleanParameter({
  label: 'Requests coalesce',
  default: false,
  meaning: 'One request at a time fetches a missing key, and the others for it wait for that answer.',
  source: 'Go, golang.org/x/sync/singleflight; nginx, proxy_cache_lock.',
});

export const lookupSeconds = numberParameter({
  label: 'Time of a look-up',
  unit: 'seconds',
  minimum: 0,
  maximum: 3600,
  default: 0.001,
  meaning: 'From the arrival of a request until it is answered from the cache, or sent on because nothing is there.',
  source: 'Assumption: a cache in the same zone answers within a millisecond (Redis documentation, "Latency").',
});

export const changeEverySeconds = numberParameter({
  label: 'Time between changes',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 3600,
  meaning: 'Mean time between two changes of the true value behind a key, at random. Left out, nothing changes.',
  source: 'Assumption: changes as a Poisson process per key (Cho and Garcia-Molina 2003).',
});

export const restartAtSeconds = numberParameter({
  label: 'Restart',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 600,
  meaning: 'At this moment of the run the cache loses everything. Left out, it never does; it starts empty either way.',
  source: 'Scenario format.',
});

export const nodes = integerParameter({
  label: 'Nodes',
  unit: 'nodes',
  minimum: 0,
  maximum: 10_000,
  default: 1,
  meaning: 'Machines that it is rented on; 0 when they are paid for elsewhere.',
  source: 'Scenario format.',
});
