import { describe, expect, test } from 'vitest';
import { contend } from '../../../../src/tools/validation/optimistic-lock.ts';
import { backoffSchema, createBackoff } from '../../../../widgets/engines/simulator/calls/backoff/schema.ts';
import { sweepLoad } from '../../../../widgets/engines/simulator/calls/hysteresis.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import {
  attemptsPerRequest,
  budgetedAttempts,
  layeredAttempts,
  staysOverloaded,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { exponential, shop } from './call-shop.ts';

/** Capacity 100 per second, room for three seconds of waiting, callers who wait for one. */
const server = { replicas: 10, queueCapacity: 300, serviceTime: exponential(0.1) };
const retries = { policy: 'fixed', maximumRetries: 3 };
const poisson = { process: 'poisson', ratePerSecond: 1 };

/** Answers per second in the last minute, two minutes after 60 s at one and a half times the capacity. */
function goodputAfter(ratePerSecond: number, proxy: object): number {
  const arrivals = { process: 'step', ratePerSecond, stepRatePerSecond: 150, startSeconds: 30, holdSeconds: 60 };
  const scenario = shop({
    arrivals,
    proxy: { perTryTimeoutSeconds: 1, ...proxy },
    server,
    run: { durationSeconds: 240 },
  });
  const { completed } = simulate(scenario).timeline!;
  return completed.slice(-60).reduce((sum, count) => sum + count, 0) / 60;
}

describe('an overload of a minute', () => {
  // 60 s at λ per second have a standard error of √(λ/60).
  const nearly = (rate: number) => rate - 4 * Math.sqrt(rate / 60);

  test('is over soon without retries', () => {
    expect(goodputAfter(40, {})).toBeGreaterThan(nearly(40));
  });

  test('is kept alive by retries where they alone exceed the capacity, although the load is far below it', () => {
    expect(staysOverloaded(40, 3, 100)).toBe(true);
    expect(goodputAfter(40, { retries })).toBeLessThan(1);
  });

  test('ends where all retries together fit into the capacity', () => {
    expect(staysOverloaded(20, 3, 100)).toBe(false);
    expect(goodputAfter(20, { retries })).toBeGreaterThan(nearly(20));
  });

  test.each([['envoy'], ['finagle'], ['sre'], ['maximumRetries']])('ends with the retry budget "%s"', (rule) => {
    expect(goodputAfter(40, { retries, budget: { rule } })).toBeGreaterThan(nearly(40));
  });
});

describe('sweepLoad', () => {
  const sweep = (proxy: object) =>
    sweepLoad({
      scenario: shop({ arrivals: poisson, proxy: { perTryTimeoutSeconds: 1, ...proxy }, server }),
      sourceId: 'users',
      ratesPerSecond: [20, 50, 130],
      secondsPerStep: 60,
    });
  const points = (branch: ReturnType<typeof sweep>['up']) =>
    branch.map(({ offeredPerSecond, goodputPerSecond }) => (goodputPerSecond > offeredPerSecond / 2 ? 'up' : 'down'));

  test('shows two branches with retries, and one without', () => {
    const retrying = sweep({ retries });
    expect(points(retrying.up)).toEqual(['up', 'up', 'down']);
    expect(points(retrying.down)).toEqual(['up', 'down', 'down']);
    const plain = sweep({});
    expect(points(plain.up)).toEqual(points(plain.down));
    expect(retrying.up.at(-1)).toEqual(retrying.down.at(-1));
  });

  test('gives the same branches for the same seed', () => {
    expect(sweep({ retries })).toEqual(sweep({ retries }));
  });
});

describe('theory of retries', () => {
  test('gives the numbers of the textbooks', () => {
    expect(attemptsPerRequest(0.5, 3)).toBe(1.875);
    expect(attemptsPerRequest(1, 3)).toBe(4);
    expect(layeredAttempts(3, 3)).toBe(64);
    expect(budgetedAttempts(0.2)).toBeCloseTo(1.2, 12);
  });
});

describe('a hundred clients that contend by optimistic locking', () => {
  test('are ranked by their backoff as aws-arch-backoff-simulator ranked them', () => {
    const runs = 20;
    const of = (settings: object) => {
      const backoff = createBackoff(backoffSchema.parse({ maximumRetries: 100, ...settings }));
      const stream = new RandomStream(1, 0, JSON.stringify(settings));
      const wait = (retry: number, previous: number) => backoff.seconds(Math.min(100, retry), previous, stream);
      const results = Array.from({ length: runs }, () =>
        contend({ clients: 100, wait, normal: () => stream.normal() }),
      );
      const mean = (key: 'calls' | 'seconds') => results.reduce((sum, result) => sum + result[key], 0) / runs;
      return { calls: mean('calls'), seconds: mean('seconds') };
    };
    // The published simulator counts retries from 1: its first wait is twice its base of 5 ms.
    const aws = { baseSeconds: 0.01, capSeconds: 2 };
    const none = of({ policy: 'fixed', waitSeconds: 0 });
    const plain = of({ policy: 'exponential', ...aws });
    const equal = of({ policy: 'awsEqualJitter', ...aws });
    const full = of({ policy: 'awsFullJitter', ...aws });
    const decorrelated = of({ policy: 'awsDecorrelated', ...aws, baseSeconds: 0.005 });
    expect(none.calls).toBeGreaterThan(plain.calls);
    expect(plain.calls).toBeGreaterThan(2 * equal.calls);
    expect(plain.calls).toBeGreaterThan(2 * full.calls);
    expect(decorrelated.calls).toBeGreaterThan(equal.calls);
    expect(Math.abs(full.calls / equal.calls - 1)).toBeLessThan(0.1);
    expect(plain.seconds).toBeGreaterThan(Math.max(equal.seconds, full.seconds, decorrelated.seconds));
    expect(equal.seconds).toBeGreaterThan(full.seconds);
    expect(full.seconds).toBeGreaterThan(decorrelated.seconds);
  });
});
