import { describe, expect, test } from 'vitest';
import { estimateRun } from '../../../../widgets/engines/simulator/estimate/estimate-run.ts';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { lruHitRatio, lruHitRatioOfClasses, zipfClasses, zipfShares } from '../../../../widgets/engines/simulator/theory/index.ts'; // biome-ignore format: one list
import { accept } from '../accept.ts';
import { at, cacheShop, constant } from './cache-shop.ts';

const run = { durationSeconds: 10 };

function problemsOf(input: unknown): string[] {
  const parsed = parseScenario(input);
  return parsed.ok
    ? []
    : parsed.problems.map(({ path, expected, found, fix }) => `${path}: ${expected}; ${found}. ${fix}`);
}

describe('a scenario with a cache is refused', () => {
  test('when the policy lacks what makes entries leave', () => {
    const lru = cacheShop({ cache: { policy: 'lru', ttlSeconds: 5 }, users: at(1), run });
    const ttl = cacheShop({ cache: { policy: 'ttl', capacityItems: 5 }, users: at(1), run });
    expect([...problemsOf(lru), ...problemsOf(ttl)]).toMatchInlineSnapshot(`
      [
        "components[1].capacityItems: capacityItems or capacityBytes with the policy "lru"; nothing. Add it, so that entries leave, or choose another policy.",
        "components[1].ttlSeconds: ttlSeconds with the policy "ttl"; nothing. Add it, so that entries leave, or choose another policy.",
      ]
    `);
  });

  test('when it has no room: a capacity of nothing, or of less than one item', () => {
    const none = cacheShop({ cache: { policy: 'lru', capacityItems: 0 }, users: at(1), run });
    const little = cacheShop({ cache: { policy: 'lru', capacityBytes: 10 }, users: at(1), run });
    expect([...problemsOf(none), ...problemsOf(little)]).toMatchInlineSnapshot(`
      [
        "components[1].capacityItems: at least 1; 0. Use 1 or more.",
        "components[1].capacityBytes: at least 1000, the size of one item; 10. Raise capacityBytes, or lower itemBytes: nothing would ever be stored.",
      ]
    `);
  });

  test('when a source whose requests may reach it has no keys, with the source named once', () => {
    const cache = { policy: 'lru', capacityItems: 5 };
    const shop = cacheShop({ cache, users: { ...at(1), keys: undefined }, run, gateway: {} });
    const second = { id: 'second', kind: 'cache', ...cache, to: 'model' };
    const { components } = shop;
    const chained = components.map((part) => (part.id === 'cache' ? { ...part, to: 'second' } : part));
    expect(problemsOf({ ...shop, components: [...chained, second] })).toMatchInlineSnapshot(`
      [
        "components[0].keys: keys, by which the cache "cache" finds an answer again; nothing. Add for example "keys": { "count": 10000, "zipfExponent": 1 } to the source, or take the cache out.",
      ]
    `);
  });

  test('when it leads nowhere', () => {
    const { components, ...rest } = cacheShop({ cache: { policy: 'ttl', ttlSeconds: 5 }, users: at(1), run });
    const cut = components.map((part) => (part.id === 'cache' ? { ...part, to: undefined } : part));
    expect(problemsOf({ ...rest, components: cut })).toMatchInlineSnapshot(`
      [
        "components[1].to: the component from which the cache fetches what it does not hold; nothing. Send the cache to a model server or whatever else answers.",
      ]
    `);
  });

  test('when keys contradict each other or the run', () => {
    const cache = { policy: 'lru', capacityItems: 5, refreshOnHit: true, staleWhileRevalidateSeconds: 3, restartAtSeconds: 10 };
    const shop = cacheShop({ cache, users: at(1), run });
    expect(problemsOf(shop)).toMatchInlineSnapshot(`
      [
        "components[1].refreshOnHit: no "refreshOnHit" without a time to live; true. Add ttlSeconds: without it no entry ever ends.",
        "components[1].staleWhileRevalidateSeconds: no "staleWhileRevalidateSeconds" without a time to live; 3. Add ttlSeconds: without it no entry ever ends.",
        "components[1].restartAtSeconds: a moment before the end of the run at 10 s; 10. Restart earlier, run longer, or leave restartAtSeconds out.",
      ]
    `);
    const { capacityItems: _, ...endless } = { ...cache, refreshOnHit: false, staleWhileRevalidateSeconds: 0 };
    expect(problemsOf(cacheShop({ cache: { ...endless, capacityItems: 1 }, users: at(1), run }))).toHaveLength(1);
  }); // biome-ignore format: a cache
});

describe('the estimate before a run', () => {
  const shop = (cache: object) => ({
    cache,
    users: { arrivals: { process: 'poisson', ratePerSecond: 1000 }, keys: { count: 10_000, zipfExponent: 1 } },
    run: { durationSeconds: 100 },
    model: { serviceTime: constant(0.002), concurrency: 1 },
  });

  test('does not refuse a server that only a cache keeps from drowning, and the run bears it out', () => {
    // 2 busy servers without the cache, 0.65 with it.
    const scenario = accept(cacheShop(shop({ policy: 'lru', capacityItems: 1000 })));
    const estimate = estimateRun(scenario).stations['model']!;
    const { arrivals, utilisation } = simulate(scenario).components['model']!;
    expect(estimate.offered).toBeLessThan(arrivals);
    expect(estimate.offered).toBeGreaterThan(0.85 * arrivals);
    expect(utilisation).toBeLessThan(0.8);
  });

  test('never expects more fetches than there are, whatever the cache', () => {
    for (const cache of [
      { policy: 'lru', capacityItems: 100 },
      { policy: 'lru', capacityBytes: 500_000, ttlSeconds: 1 },
      { policy: 'ttl', ttlSeconds: 1 },
      { policy: 'ttl', ttlSeconds: 10, refreshOnHit: true },
      { policy: 'ttl', ttlSeconds: 1, coalescing: true },
    ]) {
      const scenario = accept(cacheShop({ ...shop(cache), model: { concurrency: 1000 } }));
      const { arrivals } = simulate(scenario).components['model']!;
      expect(estimateRun(scenario).stations['model']!.offered).toBeLessThan(arrivals);
    }
  });

  test('knows keys by classes of popularity, within half a per cent of the keys one by one', () => {
    for (const exponent of [0, 0.8, 1.2]) {
      for (const capacity of [10, 1000]) {
        const exact = lruHitRatio(zipfShares(10_000, exponent), capacity);
        expect(Math.abs(lruHitRatioOfClasses(zipfClasses(10_000, exponent), capacity) / exact - 1)).toBeLessThan(0.005);
      }
    }
  });
});
