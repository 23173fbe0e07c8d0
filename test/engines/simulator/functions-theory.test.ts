import { describe, expect, test } from 'vitest';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { halfWidth95 } from '../../../widgets/engines/simulator/statistics/time-summary.ts';
import { erlangB } from '../../../widgets/engines/simulator/theory/index.ts';
import { constant, exponential, functionsOf, poisson, shop } from './functions-shop.ts';

/** Mean over runs of their own seeds, and half of its 95 % interval. */
function estimate(scenario: ReturnType<typeof shop>, of: (result: SimulationResult) => number, runs = 20) {
  const values = Array.from({ length: runs }, (_, seed) => of(simulate(scenario, { seed: seed + 1 })));
  return { mean: values.reduce((sum, value) => sum + value, 0) / runs, half: halfWidth95(values)! };
}

/** Two half-widths are about four standard errors, which a right simulator misses once in ten thousand seeds; the seeds are fixed. */
function expectToAgree({ mean, half }: { mean: number; half: number }, theory: number, narrow = 0.05): void {
  expect(half / theory).toBeLessThan(narrow);
  expect(Math.abs(mean - theory)).toBeLessThan(2 * half);
}

describe('functions agree with closed forms', () => {
  test('functions without cold starts and queue lose the share of Erlang B', () => {
    const settings = { serviceTime: exponential(1), coldStart: constant(0), reservedConcurrency: 10 };
    const scenario = shop(poisson(8), settings, { durationSeconds: 4200, warmUpSeconds: 200 });
    const lost = estimate(scenario, (result) => result.components['model']!.rejectedFraction!);
    expect(erlangB(10, 8)).toBeCloseTo(0.121661, 6);
    expectToAgree(lost, erlangB(10, 8));
  });

  const rate = 0.02;
  const expiry = 50;
  const mean = 3;
  const cold = 5;

  test('a lone instance starts cold with e^(−λ · expiry), and is there for the time that renewal gives', () => {
    // The time from the end of a service to the next arrival is exponential, whatever the service: every request taken is a renewal.
    const scenario = shop(
      poisson(rate),
      { serviceTime: exponential(mean), coldStart: constant(cold), idleExpirySeconds: expiry, reservedConcurrency: 1 },
      { durationSeconds: 200_000 },
    );
    const probability = Math.exp(-rate * expiry);
    const held = mean + probability * cold;
    expectToAgree(
      estimate(scenario, (result) => functionsOf(result).coldStartFraction!),
      probability,
    );
    const throttled = (rate * held) / (1 + rate * held);
    expectToAgree(
      estimate(scenario, (result) => result.components['model']!.rejectedFraction!),
      throttled,
    );
    const instances = (held + (1 - probability) / rate) / (held + 1 / rate);
    expectToAgree(
      estimate(scenario, (result) => functionsOf(result).instances.mean),
      instances,
    );
  });

  test('all requests start cold without idle time, and as many as there are instances when they never expire', () => {
    const settings = { serviceTime: exponential(1), coldStart: exponential(0.5) };
    const run = { durationSeconds: 2000 };
    const never = simulate(shop(poisson(5), { ...settings, idleExpirySeconds: 1e9 }, run));
    expect(functionsOf(never).coldStartFraction).toBe(functionsOf(never).instances.max / never.requests.offered);
    expect(functionsOf(never).coldStartFraction).toBeLessThan(0.01);
    const atOnce = simulate(shop(poisson(5), { ...settings, idleExpirySeconds: 0 }, run));
    expect(functionsOf(atOnce).coldStartFraction).toBe(1);
    expect(functionsOf(atOnce).idleInstances).toBe(0);
  });

  test('the share of cold starts falls as instances are kept longer', () => {
    const fractions = [0, 0.1, 1, 10, 100].map((idleExpirySeconds) => {
      const settings = { serviceTime: exponential(1), coldStart: exponential(0.5), idleExpirySeconds };
      return functionsOf(simulate(shop(poisson(5), settings, { durationSeconds: 2000 }))).coldStartFraction!;
    });
    expect(fractions).toEqual([...fractions].sort((a, b) => b - a));
    expect(new Set(fractions).size).toBe(5);
  });

  test('requests under way are the rate times the mean time with a request, cold starts included', () => {
    const settings = { serviceTime: exponential(1), coldStart: constant(0.5), idleExpirySeconds: 0 };
    const scenario = shop(poisson(5), settings, { durationSeconds: 4000, warmUpSeconds: 100 });
    expectToAgree(
      estimate(scenario, (result) => result.components['model']!.numberInSystem!),
      5 * 1.5,
    );
    expectToAgree(
      estimate(scenario, (result) => functionsOf(result).instances.mean - functionsOf(result).idleInstances),
      5 * 1.5,
    );
  });

  test('functions give the published example of SimFaaS: cold starts, instances, running and idle ones', () => {
    // pacslab/simfaas README: rate 0.9, warm 1.991 s, cold 2.244 s, expiry 600 s, one run of 1e6 s: 1213 of 898469 cold, 7.6612, 1.7879, 5.8733.
    const runs = 4;
    const scenario = shop(
      poisson(0.9),
      { serviceTime: exponential(1.991), coldStart: constant(0.253), idleExpirySeconds: 600 },
      { durationSeconds: 1e6 / runs },
    );
    const results = Array.from({ length: runs }, (_, seed) => simulate(scenario, { seed: seed + 1 }));
    const expectPublished = (of: (result: SimulationResult) => number, published: number) => {
      const values = results.map(of);
      const average = values.reduce((sum, value) => sum + value, 0) / runs;
      // Ours together are as long as the published run: the difference has √2 times the standard error of either (t of 3 degrees is 3.182).
      const standardError = halfWidth95(values)! / 3.182;
      expect(Math.abs(average - published)).toBeLessThan(4 * Math.SQRT2 * standardError);
      expect(standardError / published).toBeLessThan(0.05);
    };
    expectPublished((result) => functionsOf(result).coldStartFraction!, 1213 / 898_469);
    expectPublished((result) => functionsOf(result).instances.mean, 7.6612);
    expectPublished((result) => result.components['model']!.numberInSystem!, 1.7879);
    expectPublished((result) => functionsOf(result).idleInstances, 5.8733);
  });
});
