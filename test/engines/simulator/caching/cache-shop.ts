import { expect } from 'vitest';
import { halfWidth95 } from '../../../../widgets/engines/simulator/statistics/time-summary.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

export const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });

interface Shop {
  readonly cache: object;
  /** Of the users: arrivals, keys. */
  readonly users: object;
  readonly run: object;
  /** Of the server behind the cache. */
  readonly model?: object;
  /** In front of the cache. */
  readonly gateway?: object;
}

/** Users with keys, a cache, and a server behind it that answers any number at once. */
export function cacheShop({ cache, users, run, model = {}, gateway }: Shop) {
  const origin = { serviceTime: constant(0.1), concurrency: 1000 };
  return {
    components: [
      { id: 'users', kind: 'traffic', keys: { count: 1 }, ...users, to: gateway ? 'gateway' : 'cache' },
      ...(gateway ? [{ id: 'gateway', kind: 'gateway', ...gateway, to: 'cache' }] : []),
      { id: 'cache', kind: 'cache', lookupSeconds: 0, ...cache, to: 'model' },
      { id: 'model', kind: 'modelServer', ...origin, ...model },
    ],
    run: { replications: 1, ...run },
  };
}

export const at = (...timesSeconds: number[]) => ({ arrivals: { process: 'trace', timesSeconds } });

export function runShop(shop: Shop) {
  const result = simulate(accept(cacheShop(shop)));
  return { ...result, cache: result.components['cache']!, model: result.components['model']! };
}

/** When each request was answered, in the order of their creation; `never` for those that were not. */
export function answersOf(shop: Shop): (number | 'never')[] {
  const { trace } = traceRun(accept(cacheShop(shop)));
  return trace.createdAt.map((_, serial) => {
    const answer = trace.answers.get(serial);
    return answer ? Number(answer.answeredAt.toFixed(9)) : 'never';
  });
}

/** A number of ten independent runs: its mean, and half its 99.9 % interval (Student's t with nine degrees of freedom: 4.781, for 95 % 2.262). */
export function estimate(measure: (seed: number) => number) {
  const values = Array.from({ length: 10 }, (_, i) => measure(i + 1));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, half: halfWidth95(values)! * (4.781 / 2.262) };
}

/** Inside the interval, and the interval narrow enough to show a fault of `share`. */
export function expectMean({ mean, half }: ReturnType<typeof estimate>, expected: number, share = 0.01): void {
  expect(half / expected).toBeLessThan(share);
  expect(Math.abs(mean - expected)).toBeLessThan(half);
}
