import { describe, expect, test } from 'vitest';
import { createHedge, hedgeSchema } from '../../../../widgets/engines/simulator/calls/hedging/schema.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import {
  hedgedQuantile,
  hedgedShare,
  leafQuantile,
  slowShare,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { traceRun } from '../trace.ts';
import { accept } from '../accept.ts';
import { at, constant, liveSlots, runModel } from './call-shop.ts';

const round = (seconds: number) => Number(seconds.toFixed(6));

/** Two servers with queues of their own, taken by turns; the first is busy for a second with somebody else's request. */
function twoQueues(hedge: object, server: object = {}) {
  return accept({
    components: [
      { id: 'others', kind: 'traffic', arrivals: at(0.5), to: 'balancer' },
      { id: 'users', kind: 'traffic', arrivals: at(0.6, 0.61), to: 'proxy' },
      { id: 'proxy', kind: 'proxy', hedge, to: 'balancer' },
      { id: 'balancer', kind: 'loadBalancer', policy: 'roundRobin', to: 'model' },
      { id: 'model', kind: 'modelServer', replicas: 2, queues: 'perReplica', serviceTime: constant(1), ...server },
    ],
    run: { seed: 1, durationSeconds: 100, replications: 1 },
  });
}

function services(scenario: ReturnType<typeof accept>) {
  const { visits } = traceRun(scenario).trace;
  return visits
    .filter(({ station }) => station === 'model')
    .map(({ startedAt, leftAt }) => [round(startedAt), Number.isNaN(leftAt) ? 'taken back' : round(leftAt)]);
}

describe('copies after a fixed time', () => {
  test('the first answer counts, and the copy is work for nothing', () => {
    // Replica 1: others 0.5–1.5. Users: 0.6 to replica 2, 0.61 to replica 1. Copies at 0.8 (to 2) and 0.81 (to 1).
    const scenario = twoQueues({ trigger: 'delay', afterSeconds: 0.2 });
    expect(services(scenario)).toEqual([
      [0.5, 1.5],
      [0.6, 1.6],
      [1.5, 2.5],
      [1.6, 2.6],
      [2.5, 3.5],
    ]);
    const { components, requests } = simulate(scenario);
    expect(requests.completed).toBe(3);
    expect(components['proxy']!.attemptOutcomes).toMatchObject({ ok: 2, cancelled: 2 });
    expect(components['proxy']!.hedges).toEqual({ sent: 2, fraction: 1, won: 0 });
  });

  test('a server that takes work back drops the copy when the answer is there', () => {
    const scenario = twoQueues({ trigger: 'delay', afterSeconds: 0.2 }, { cancelPropagation: true });
    // Each copy waits behind its own first attempt: it starts at the instant of the answer and is taken back within it, after everything that ends then.
    expect(services(scenario)).toEqual([
      [0.5, 1.5],
      [0.6, 1.6],
      [1.5, 2.5],
      [1.6, 'taken back'],
      [2.5, 'taken back'],
    ]);
    expect(simulate(scenario).components['model']!.utilisation).toBeCloseTo(3 / 200, 12);
    expect(liveSlots(runModel(scenario))).toBe(0);
  });

  test('up to so many copies are sent, the same time apart', () => {
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: at(1), to: 'proxy' },
        { id: 'proxy', kind: 'proxy', hedge: { trigger: 'delay', afterSeconds: 0.2, maximum: 2 }, to: 'model' },
        { id: 'model', kind: 'modelServer', replicas: 9, serviceTime: constant(1) },
      ],
      run: { seed: 1, durationSeconds: 10, replications: 1 },
    });
    expect(services(scenario).map(([start]) => start)).toEqual([1, 1.2, 1.4]);
  });
});

describe('tied requests', () => {
  test('the one that begins to be served calls the other off', () => {
    // Replica 1 is busy until 1.5. Round robin: others 1, first user 2 (starts at once: no copy), second user 1 at 0.61 (waits), its copy 2 at 0.62 (waits).
    const scenario = twoQueues({ trigger: 'tied', afterSeconds: 0.01 }, { cancelPropagation: true });
    // At 1.5 the second user's first attempt starts on replica 1 and takes its copy out of the queue of replica 2.
    expect(services(scenario)).toEqual([
      [0.5, 1.5],
      [0.6, 1.6],
      [1.5, 2.5],
    ]);
    const { components } = simulate(scenario);
    expect(components['proxy']!.hedges).toEqual({ sent: 1, fraction: 0.5, won: 0 });
  });
});

describe('copies after a percentile', () => {
  test('wait for 250 answers, then follow the latest thousand', () => {
    const policy = createHedge(hedgeSchema.parse({ trigger: 'percentile', percentile: 90 }));
    for (let i = 1; i < 250; i++) policy.answered(i);
    expect(policy.afterSeconds()).toBe(Infinity);
    policy.answered(250);
    expect(policy.afterSeconds()).toBe(225);
    for (let i = 0; i < 1000; i++) policy.answered(5);
    expect(policy.afterSeconds()).toBe(5);
  });

  test('do not drift: the share of copied calls stays the share above the percentile', () => {
    const { components } = simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 50 }, to: 'proxy' },
          { id: 'proxy', kind: 'proxy', hedge: { trigger: 'percentile', percentile: 80 }, to: 'model' },
          {
            id: 'model',
            kind: 'modelServer',
            replicas: 50,
            serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
          },
        ],
        run: { seed: 2, durationSeconds: 2000, warmUpSeconds: 20, replications: 1 },
      }),
    );
    const { fraction } = components['proxy']!.hedges!;
    // A percentile of a thousand answers has a standard error of √(0.8 · 0.2 / 1000) = 1.3 %; a hundred such blocks leave 0.13 % and its own draws 0.13 %.
    expect(Math.abs(fraction! - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / 1000 / 100 + 0.16 / 1e5));
  });
});

describe('theory of hedging', () => {
  const leaf = { leastSeconds: 0.005, meanSeconds: 0.01 };

  test('gives the numbers of a leaf of 5 ms and an exponential 10 ms', () => {
    const after = leafQuantile(leaf, 0.95);
    expect(after).toBeCloseTo(0.034957, 6);
    expect(leafQuantile(leaf, 0.99)).toBeCloseTo(0.051052, 6);
    expect(leafQuantile(leaf, 0.999)).toBeCloseTo(0.074078, 6);
    expect(hedgedQuantile(leaf, after, 0.99)).toBeCloseTo(0.045505, 6);
    expect(hedgedQuantile(leaf, after, 0.999)).toBeCloseTo(0.057017, 6);
    expect(hedgedQuantile(leaf, after, 0.9)).toBe(leafQuantile(leaf, 0.9));
    expect(hedgedShare(leaf, after)).toBeCloseTo(0.05, 12);
  });

  test('says how often one of many leaves is slow', () => {
    expect(slowShare(100, 0.01)).toBeCloseTo(0.634, 3);
    expect(slowShare(1, 0.01)).toBeCloseTo(0.01, 12);
  });
});
