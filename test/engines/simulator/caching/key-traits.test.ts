import { describe, expect, test } from 'vitest';
import { KeyTraits } from '../../../../widgets/engines/simulator/caching/key-traits.ts';
import { RankChurn } from '../../../../widgets/engines/simulator/caching/rank-churn.ts';
import { pow } from '../../../../widgets/engines/simulator/math.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import { KeySampler } from '../../../../widgets/engines/simulator/stations/key-sampler.ts';
import { at, runShop } from './cache-shop.ts';

const make = (itemBytesCv: number, negativeShare: number) =>
  new KeyTraits(
    { itemBytes: 1000, itemBytesCv, negativeShare },
    new RandomStream(1, 0, 'a'),
    new RandomStream(1, 0, 'b'),
  );

describe('KeyTraits', () => {
  test('are the same whatever the order in which keys are asked for', () => {
    const keys = Array.from({ length: 300 }, (_, key) => key);
    const up = make(1, 0.3);
    const down = make(1, 0.3);
    const traits = (of: KeyTraits, key: number) => [of.bytesOf(key), of.isNegative(key)];
    const backwards = keys.toReversed().map((key) => traits(down, key)).toReversed(); // biome-ignore format: one line
    expect(keys.map((key) => traits(up, key))).toEqual(backwards);
  });

  test('have sizes with the given mean and spread, and the given share of keys without a value', () => {
    const count = 100_000;
    const traits = make(0.5, 0.3);
    let bytes = 0;
    let squares = 0;
    let negative = 0;
    for (let key = 0; key < count; key++) {
      bytes += traits.bytesOf(key);
      squares += (traits.bytesOf(key) - 1000) ** 2;
      negative += traits.isNegative(key) ? 1 : 0;
    }
    expect(Math.abs(bytes / count - 1000)).toBeLessThan((4 * 500) / Math.sqrt(count));
    // A lognormal with cv 0.5 has an excess kurtosis of 5.2: the relative error of the variance is √(7.2/n), of its root half of that.
    expect(Math.abs(Math.sqrt(squares / count) / 500 - 1)).toBeLessThan(2 * Math.sqrt(7.2 / count));
    expect(Math.abs(negative / count - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / count));
  });
});

test('a cache bounded in bytes holds as many items as fit', () => {
  const users = { arrivals: { process: 'poisson', ratePerSecond: 50 }, keys: { count: 100, zipfExponent: 0 } };
  const run = { durationSeconds: 100 };
  const alike = runShop({ cache: { policy: 'lru', capacityBytes: 10_999 }, users, run }).cache.cache!;
  expect([alike.items.max, alike.evictions > 100]).toEqual([10, true]);
  const varied = runShop({ cache: { policy: 'lru', capacityBytes: 10_999, itemBytesCv: 2 }, users, run }).cache.cache!;
  expect(varied.items.max).toBeGreaterThan(10);
});

test('what a cache costs is the rent of its nodes for the measured time', () => {
  const cache = { policy: 'ttl', ttlSeconds: 2, nodes: 3, instance: 'm5.xlarge' };
  const rented = runShop({ cache, users: at(1), run: { durationSeconds: 3600 } });
  // 0.192 US dollars an hour.
  expect(rented.cache.costUsd).toBeCloseTo(3 * 0.192, 9);
  expect(runShop({ cache: { ...cache, nodes: 0 }, users: at(1), run: { durationSeconds: 3600 } }).cache.costUsd).toBe(
    0,
  );
});

test.each([
  [1, 0],
  [7, 0.8],
  [1000, 0],
  [1000, 3],
])(
  'KeySampler gives the first of %d keys whose cumulative share is above the draw, with exponent %d',
  (count, zipfExponent) => {
    const keys = new KeySampler({ count, zipfExponent }, new RandomStream(5, 0, 'keys'));
    const stream = new RandomStream(5, 0, 'keys');
    const cumulative: number[] = [];
    for (let key = 0; key < count; key++) cumulative.push((cumulative[key - 1] ?? 0) + pow(key + 1, -zipfExponent));
    for (let i = 0; i < 2000; i++) {
      const target = stream.uniform() * cumulative.at(-1)!;
      expect(keys.next(0)).toBe(cumulative.findIndex((share) => share > target));
    }
  },
);

describe('RankChurn', () => {
  test('keeps every key at one rank, swaps at whole multiples of its period, and leaves about e^(−2n/N) of them in place', () => {
    const count = 20_000;
    const churn = new RankChurn(count, 0.1, new RandomStream(1, 0, 'churn'));
    expect(churn.keyOf(7, 0.0999)).toBe(7);
    const keys = Array.from({ length: count }, (_, rank) => churn.keyOf(rank, 1000));
    expect(new Set(keys).size).toBe(count);
    // 10,000 swaps.
    const stayed = keys.filter((key, rank) => key === rank).length / count;
    expect(Math.abs(stayed - Math.exp(-1))).toBeLessThan(4 * Math.sqrt((Math.exp(-1) * (1 - Math.exp(-1))) / count));
  });
});
