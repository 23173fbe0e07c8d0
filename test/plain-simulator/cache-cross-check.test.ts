import { describe, expect, test } from 'vitest';
import { compile } from '../../widgets/engines/simulator/compile.ts';
import type { Model } from '../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { accept } from '../engines/simulator/accept.ts';
import { plainLru, plainTtl, type PlainCache } from './plain-cache.ts';
import { uniformNumbers } from './random.ts';

/** What the engine's requests asked for, when, and whether they were answered at that very moment. */
class Asked extends Recorder {
  readonly keys: number[] = [];
  readonly times: number[] = [];
  readonly isHit: boolean[] = [];

  override created(model: Model, request: number): void {
    this.keys.push(model.requests.key[request]!);
    this.times.push(model.now);
    this.isHit.push(false);
  }

  override answered(model: Model, request: number): void {
    this.isHit[model.requests.serial[request]!] = model.now === model.requests.createdAt[request]!;
  }
}

function askEngine(cache: object, keys: object, ratePerSecond: number, durationSeconds: number): Asked {
  const model = compile(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond }, keys, to: 'cache' },
        { id: 'cache', kind: 'cache', lookupSeconds: 0, ...cache, to: 'origin' },
        { id: 'origin', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 1e-9 } },
      ],
      run: { seed: 3, durationSeconds, replications: 1 },
    }),
    3,
    0,
    {},
  );
  const asked = new Asked();
  model.signals.add(asked);
  while (!model.advance(1_000_000));
  return asked;
}

const skewed = { count: 10_000, zipfExponent: 0.8 };

describe("the engine's cache and a plain one on a Map agree on every request", () => {
  const cases: readonly [string, object, object, () => PlainCache][] = [
    ['lru', { policy: 'lru', capacityItems: 1000 }, skewed, () => plainLru(1000)],
    ['lru under popularity that moves', { policy: 'lru', capacityItems: 1000 }, { ...skewed, churnEverySeconds: 0.01 }, () => plainLru(1000)],
    ['lru with a time to live', { policy: 'lru', capacityItems: 1000, ttlSeconds: 4 }, skewed, () => plainLru(1000, 4)],
    ['ttl', { policy: 'ttl', ttlSeconds: 20 }, skewed, () => plainTtl(20, false)],
    ['ttl that hits renew', { policy: 'ttl', ttlSeconds: 20, refreshOnHit: true }, skewed, () => plainTtl(20, true)],
  ]; // biome-ignore format: one case a line
  test.each(cases)('under %s', (_name, cache, keys, makePlain) => {
    // At 200 per second two requests of one key come within the nanosecond of a fetch, or of the rounding of an end, once in thousands of runs.
    const asked = askEngine(cache, keys, 200, 300);
    const plain = makePlain();
    const mismatches = asked.keys.filter((key, i) => plain.ask(key, asked.times[i]!) !== asked.isHit[i]);
    expect(asked.keys.length).toBeGreaterThan(59_000);
    expect(mismatches).toEqual([]);
  });
});

test('lru under Zipf hits as often in the engine as in a plain simulation with random numbers of its own', () => {
  const plainShare = (seed: number) => {
    const uniform = uniformNumbers(seed);
    const cumulative: number[] = [];
    for (let k = 0; k < 10_000; k++) cumulative.push((cumulative[k - 1] ?? 0) + (k + 1) ** -0.8);
    const plain = plainLru(1000);
    let hits = 0;
    for (let i = 0; i < 250_000; i++) {
      const target = uniform() * cumulative[9999]!;
      let low = 0;
      for (let high = 9999; low < high; ) {
        const middle = (low + high) >> 1;
        if (cumulative[middle]! > target) high = middle;
        else low = middle + 1;
      }
      if (plain.ask(low, i) && i >= 50_000) hits++;
    }
    return hits / 200_000;
  };
  const engineShare = (seed: number) =>
    simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1000 }, keys: skewed, to: 'cache' },
          { id: 'cache', kind: 'cache', policy: 'lru', capacityItems: 1000, lookupSeconds: 0, to: 'origin' },
          { id: 'origin', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 1e-9 } },
        ],
        run: { seed, durationSeconds: 250, warmUpSeconds: 50, replications: 1 },
      }),
    ).components['cache']!.hitRatio!; // biome-ignore format: a scenario
  const spread = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, variance: squares / (values.length - 1) / values.length };
  };
  const engine = spread([1, 2, 3, 4, 5, 6].map(engineShare));
  const plain = spread([1, 2, 3, 4, 5, 6].map((seed) => plainShare(7919 * seed)));
  const joint = Math.sqrt(engine.variance + plain.variance);
  // Four standard errors of the difference, and these narrow enough to show one per cent.
  expect((4 * joint) / plain.mean).toBeLessThan(0.01);
  expect(Math.abs(engine.mean - plain.mean)).toBeLessThan(4 * joint);
});
