import { describe, expect, test } from 'vitest';
import { backoffSchema, createBackoff } from '../../../../widgets/engines/simulator/calls/backoff/schema.ts';
import { backoffPolicies } from '../../../../widgets/engines/simulator/calls/backoff/index.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';

const DRAWS = 20_000;

function policyOf(settings: object) {
  return createBackoff(backoffSchema.parse(settings));
}

/** Waits before one retry, sorted, each after the same wait before. */
function waits(settings: object, retry: number, previous = 0): Float64Array {
  const policy = policyOf(settings);
  const stream = new RandomStream(7, 0, JSON.stringify([settings, retry]));
  return Float64Array.from({ length: DRAWS }, () => policy.seconds(retry, previous, stream)).sort();
}

/** Kolmogorov's distance from the uniform law on [low, high); more than 1.95/√n has probability 0.1 %. */
function distanceFromUniform(sorted: Float64Array, low: number, high: number): number {
  return sorted.reduce((most, value, i) => {
    const share = (value - low) / (high - low);
    return Math.max(most, Math.abs(share - i / sorted.length), Math.abs(share - (i + 1) / sorted.length));
  }, 0);
}
const ALLOWED = 1.95 / Math.sqrt(DRAWS);

describe('the waits before retries', () => {
  test.each([
    [1, 0.025],
    [2, 0.075],
    [3, 0.175],
    [4, 0.25],
    [9, 0.25],
  ])('of envoy are uniform below (2^N − 1) · 25 ms, at most 250 ms: retry %i below %f s', (retry, bound) => {
    const sorted = waits({ policy: 'envoy', maximumRetries: 9 }, retry);
    expect(sorted.at(-1)!).toBeLessThan(bound);
    expect(distanceFromUniform(sorted, 0, bound)).toBeLessThan(ALLOWED);
  });

  test('of exponential double from the base to the cap, without jitter', () => {
    const policy = policyOf({ policy: 'exponential', maximumRetries: 6, baseSeconds: 0.1, capSeconds: 1 });
    const stream = new RandomStream(1, 0, 'none');
    const seconds = [1, 2, 3, 4, 5, 6].map((retry) => policy.seconds(retry, 0, stream));
    expect(seconds).toEqual([0.1, 0.2, 0.4, 0.8, 1, 1]);
  });

  const aws = { maximumRetries: 5, baseSeconds: 0.1, capSeconds: 20 };
  test.each([
    ['awsFullJitter', 3, 0, 0, 0.4],
    ['awsEqualJitter', 3, 0, 0.2, 0.4],
    ['awsDecorrelated', 1, 0, 0.1, 0.3],
    ['awsDecorrelated', 2, 0.25, 0.1, 0.75],
  ])(
    'of %s before retry %i, %f s after the one before, are uniform from %f to %f s',
    (policy, retry, previous, low, high) => {
      expect(distanceFromUniform(waits({ policy, ...aws }, retry, previous), low, high)).toBeLessThan(ALLOWED);
    },
  );

  test('of awsDecorrelated end at the cap', () => {
    expect(waits({ policy: 'awsDecorrelated', ...aws }, 4, 30).at(-1)).toBe(20);
  });

  test('of resilience4j are half a second, half as much again each time, and half of it either way', () => {
    const second = waits({ policy: 'resilience4j' }, 2);
    expect(distanceFromUniform(second, 0.375, 1.125)).toBeLessThan(ALLOWED);
    const plain = policyOf({ policy: 'resilience4j', multiplier: 1, randomisation: 0 });
    const stream = new RandomStream(1, 0, 'none');
    expect([1, 2].map((retry) => plain.seconds(retry, 0, stream))).toEqual([0.5, 0.5]);
    expect(plain.maximumRetries).toBe(2);
  });

  test('need at least one retry by default in every policy, and none where retries are 0', () => {
    for (const { example, name } of backoffPolicies) {
      expect(policyOf(example).maximumRetries, name).toBeGreaterThanOrEqual(1);
      expect(policyOf({ ...example, maximumRetries: 0 }).maximumRetries, name).toBe(0);
    }
  });
});
