import {
  coalescedShares,
  lruHitRatio,
  materialisedAgeSeconds,
  outdatedShare,
  renewedTtlHitRatio,
  ttlHitRatio,
  zipfShares,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import type { ComponentResult, SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import { accept, type Figure, type Rule, type ValidationCase } from '../case.ts';
import { constant, poisson } from '../laws.ts';
import { cacheShop } from './caching-traces.ts';

/** Fetches that take no time worth mentioning, as the formulas have it. */
const instant = { serviceTime: constant(1e-9) };
const KEYS = 10_000;

const ofCache = (
  label: string,
  rule: Rule,
  expected: number,
  read: (cache: ComponentResult, result: SimulationResult) => number | null | undefined,
  unit = '',
): Figure => ({ label, unit, rule, expected, of: (result) => read(result.components['cache']!, result) });

const hits = (expected: number, rule: Rule) => ofCache('hit ratio', rule, expected, (cache) => cache.hitRatio);
/** What reaches the server behind, of the load λ. */
const fetches = (expected: number, rule: Rule) =>
  ofCache('fetches per look-up', rule, expected, ({ cache }, { components }) => components['model']!.arrivals / cache!.lookups); // biome-ignore format: one line

function lru(exponent: number, capacity: number, published: number): ValidationCase {
  const theory = lruHitRatio(zipfShares(KEYS, exponent), capacity);
  if (Math.abs(theory - published) > 5e-7) throw new Error(`Che gives ${theory} instead of ${published}.`);
  return {
    name: `cache-lru-${exponent}-${capacity}`,
    group: 'Caching',
    title: `The ${capacity} keys asked for last of 10,000, Zipf exponent ${exponent}`,
    mechanisms: ['cache', 'lru'],
    source: `Che's approximation (Che, Tung and Wang 2002; Fricker, Robert and Roberts 2012): ${published}`,
    check: {
      kind: 'statistics',
      scenario: cacheShop({
        cache: { policy: 'lru', capacityItems: capacity },
        users: { arrivals: poisson(1000), keys: { count: KEYS, zipfExponent: exponent } },
        model: instant,
        run: { durationSeconds: 350, warmUpSeconds: 50, replications: 20 },
      }),
      figures: [hits(theory, 'limit'), fetches(1 - theory, 'limit')],
    },
  };
}

function ttl(refreshOnHit: boolean, published: number): ValidationCase {
  const theory = (refreshOnHit ? renewedTtlHitRatio : ttlHitRatio)(zipfShares(KEYS, 1), 100, 60);
  if (Math.abs(theory - published) > 5e-7) throw new Error(`The closed form gives ${theory} instead of ${published}.`);
  return {
    name: refreshOnHit ? 'cache-ttl-renewed' : 'cache-ttl',
    group: 'Caching',
    title: `A time to live of 60 s${refreshOnHit ? ' that every hit renews' : ''}, 10,000 keys, 100 requests per second`,
    mechanisms: ['cache', 'ttl'],
    source: `Renewal theory, ${refreshOnHit ? '1 − e^(−λT)' : 'λT/(1 + λT)'} per key: ${published}`,
    check: {
      kind: 'statistics',
      scenario: cacheShop({
        cache: { policy: 'ttl', ttlSeconds: 60, refreshOnHit },
        users: { arrivals: poisson(100), keys: { count: KEYS, zipfExponent: 1 } },
        model: instant,
        // Keys that are asked for often are fetched every 60 s from the start on: whole cycles, from the middle of one.
        run: { durationSeconds: 6630, warmUpSeconds: 630, replications: 20 },
      }),
      figures: [hits(theory, 'mean'), fetches(1 - theory, 'mean')],
    },
  };
}

function coalescing(): ValidationCase {
  const theory = coalescedShares(20, 3, 0.5);
  return {
    name: 'cache-coalescing',
    group: 'Caching',
    title: 'One key with fetches of half a second on average that others wait for',
    mechanisms: ['cache', 'ttl', 'coalescing', 'exponential'],
    source: 'Renewal reward: of 1 + λ(D + T) requests in a cycle 1 fetches, λD wait and λT hit',
    check: {
      kind: 'statistics',
      scenario: cacheShop({
        cache: { policy: 'ttl', ttlSeconds: 3, coalescing: true },
        users: { arrivals: poisson(20) },
        model: { serviceTime: { distribution: 'exponential', meanSeconds: 0.5 }, concurrency: 1000 },
        run: { durationSeconds: 20_000, warmUpSeconds: 10, replications: 20 },
      }),
      figures: [
        hits(theory.hits, 'mean'),
        ofCache('share that waits', 'mean', theory.waiters, ({ cache }) => cache?.coalescedFraction),
        fetches(theory.fetches, 'mean'),
      ],
    },
  };
}

function age(): ValidationCase {
  return {
    name: 'cache-age',
    group: 'Caching',
    title: 'Age of what hits serve, and how often it is outdated: changes every 20 s behind a time to live of 10 s',
    mechanisms: ['cache', 'ttl', 'changeEverySeconds'],
    source: 'Ages of hits are uniform up to T (Poisson arrivals); outdated with probability 1 − e^(−age/c)',
    check: {
      kind: 'statistics',
      scenario: cacheShop({
        cache: { policy: 'ttl', ttlSeconds: 10, changeEverySeconds: 20 },
        users: { arrivals: poisson(200), keys: { count: 300, zipfExponent: 0.7 } },
        model: instant,
        run: { durationSeconds: 5025, warmUpSeconds: 25, replications: 20 },
      }),
      figures: [
        ofCache('mean age', 'mean', 5, ({ cache }) => cache?.ageSeconds.mean, 's'),
        ofCache('95th percentile of the age', 'p95', 9.5, ({ cache }) => cache?.ageSeconds.p95, 's'),
        ofCache('share outdated', 'mean', outdatedShare(0, 10, 20), ({ cache }) => cache?.outdatedFraction),
      ],
    },
  };
}

/** 5,000 keys alike, λ = 0.4 per second each, T = 3 s: h = 1.2/2.2. After 20 s the common start of their cycles is forgotten, to 0.01 %. */
const RESTART = { keys: 5000, perKey: 0.4, ttlSeconds: 3, settledSeconds: 20, windowSeconds: 0.25 };

/** Fetches per second from the moment at which the cache has settled, over so many runs. */
function fetchesPerSecond(cache: object, seconds: number, replications: number, seed: number): number {
  const { keys, perKey, ttlSeconds, settledSeconds } = RESTART;
  const scenario = cacheShop({
    cache: { policy: 'ttl', ttlSeconds, ...cache },
    users: { arrivals: poisson(keys * perKey), keys: { count: keys, zipfExponent: 0 } },
    model: instant,
    run: { durationSeconds: settledSeconds + seconds, warmUpSeconds: settledSeconds, replications },
  });
  return simulate(accept(scenario), { seed }).components['model']!.arrivals / (seconds * replications);
}

function restart(): ValidationCase {
  const { keys, perKey, ttlSeconds, settledSeconds, windowSeconds } = RESTART;
  const warm = (keys * perKey) / (1 + perKey * ttlSeconds);
  // A key is fetched once, by its first request.
  const cold = (keys * -Math.expm1(-perKey * windowSeconds)) / windowSeconds;
  return {
    name: 'cache-restart',
    group: 'Caching',
    title: 'Load behind a cache at a hit ratio of 54.5 % in the quarter of a second after it has lost everything',
    mechanisms: ['cache', 'ttl', 'restartAtSeconds'],
    source:
      '1/(1 − h) = 2.2 times the load at first; within w seconds a key is fetched once, with probability 1 − e^(−λw)',
    check: {
      kind: 'observations',
      replications: 10,
      figures: [
        { label: 'fetches, warm', unit: '1/s', rule: 'mean', expected: warm },
        { label: 'fetches after a restart', unit: '1/s', rule: 'mean', expected: cold },
        { label: 'times the load', unit: '', rule: 'mean', expected: cold / warm },
      ],
      observe(seed, replication) {
        const own = (seed + replication) % 2 ** 32;
        const before = fetchesPerSecond({}, 40, 10, own);
        const after = fetchesPerSecond({ restartAtSeconds: settledSeconds }, windowSeconds, 25, own);
        return [before, after, after / before];
      },
    },
  };
}

const ofFeatures = (
  label: string,
  rule: Rule,
  expected: number,
  read: (features: ComponentResult) => number | null | undefined,
  unit = '',
): Figure => ({ label, unit, rule, expected, of: (result) => read(result.components['features']!) });

function featureStore(
  name: string,
  title: string,
  source: string,
  store: object,
  figures: readonly Figure[],
): ValidationCase {
  const scenario = {
    title: 'Validation',
    components: [
      { id: 'users', kind: 'traffic', arrivals: poisson(20), keys: { count: 5000, zipfExponent: 0.5 }, to: 'features' },
      { id: 'features', kind: 'featureStore', serviceTime: constant(0.004), ...store },
    ],
    // A whole number of periods.
    run: { durationSeconds: 21_600, warmUpSeconds: 3600, replications: 20 },
  }; // biome-ignore format: one component a line
  return {
    ...{ name, group: 'Caching', title, mechanisms: ['featureStore'], source },
    check: { kind: 'statistics', scenario, figures },
  };
}

const rows = materialisedAgeSeconds(3600, 300);
const featureStores = [
  featureStore(
    'feature-store-age',
    'Rows materialised every hour with a delay of five minutes, served for 50 minutes',
    'Ages are uniform between the delay and the delay plus the period: half the period plus the delay on average',
    { materialiseEverySeconds: 3600, materialisationDelaySeconds: 300, ttlSeconds: 3000 },
    [
      ofFeatures('mean age', 'mean', rows.mean, (features) => features.featureAgeSeconds?.mean, 's'),
      ofFeatures('95th percentile of the age', 'p95', rows.quantile(0.95), (features) => features.featureAgeSeconds?.p95, 's'), // biome-ignore format: one figure a line
      ofFeatures('share missing', 'mean', rows.expiredShare(3000), (features) => features.missingFraction),
    ],
  ),
  featureStore(
    'feature-store-skew',
    'Values that change every 30 minutes behind rows of every hour: served otherwise than they are',
    'Mean of 1 − e^(−age/c) over ages between 5 and 65 minutes (changes as a Poisson process)',
    { materialiseEverySeconds: 3600, materialisationDelaySeconds: 300, changeEverySeconds: 1800 },
    [ofFeatures('share outdated', 'mean', outdatedShare(300, 3900, 1800), (features) => features.skewFraction)],
  ),
  featureStore(
    'feature-store-stream',
    'The same values by a stream that is a minute behind',
    '1 − e^(−d/c)',
    { streamDelaySeconds: 60, changeEverySeconds: 1800 },
    [ofFeatures('share outdated', 'mean', outdatedShare(60, 60, 1800), (features) => features.skewFraction)],
  ),
];

export const cachingCases: readonly ValidationCase[] = [
  lru(0.8, 100, 0.156625),
  lru(0.8, 1000, 0.43666),
  lru(1, 100, 0.390525),
  lru(1, 1000, 0.675602),
  ttl(false, 0.708747),
  ttl(true, 0.767548),
  coalescing(),
  age(),
  restart(),
  ...featureStores,
];
