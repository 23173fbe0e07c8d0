import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { exponential, liveSlots, runModel } from './call-shop.ts';

const retries = fc.constantFrom(
  { policy: 'fixed', maximumRetries: 2 },
  { policy: 'envoy', maximumRetries: 3 },
  { policy: 'awsDecorrelated', maximumRetries: 2, baseSeconds: 0.05 },
);
const proxy = fc.record(
  {
    timeoutSeconds: fc.constantFrom(1, 3),
    perTryTimeoutSeconds: fc.constantFrom(0.3, 0.8),
    retries,
    hedge: fc.constantFrom(
      { trigger: 'delay', afterSeconds: 0.1, maximum: 2 },
      { trigger: 'percentile', percentile: 80 },
      { trigger: 'tied', afterSeconds: 0 },
    ),
    fallback: fc.constantFrom(
      { to: 'small', cachedShare: 0.2, defaultAnswer: true },
      { to: 'small' },
      { defaultAnswer: true },
    ),
    limit: fc.constant({ policy: 'envoy', maximumRequests: 20, maximumPendingRequests: 0 }),
  },
  { requiredKeys: [] },
);
const server = fc.record({
  replicas: fc.integer({ min: 1, max: 3 }),
  queueCapacity: fc.integer({ min: 0, max: 8 }),
  cancelPropagation: fc.boolean(),
  failureProbability: fc.constantFrom(0, 0.3),
});

/** Two proxies, one behind the other, over a link and a balancer; the traffic stops long before the end. */
const scenarios = fc
  .record({ outer: proxy, inner: proxy, server, seed: fc.nat(1000), batching: fc.boolean() })
  .map(({ outer, inner, server: settings, seed, batching }) =>
    accept({
      components: [
        {
          id: 'users',
          kind: 'traffic',
          place: 'phone',
          arrivals: { process: 'step', ratePerSecond: 25, stepRatePerSecond: 0, startSeconds: 30 },
          to: 'outer',
        },
        { id: 'outer', kind: 'proxy', place: 'phone', ...withoutGuard(outer), to: 'inner' },
        { id: 'inner', kind: 'proxy', ...withoutGuard(inner), to: 'balancer' },
        { id: 'balancer', kind: 'loadBalancer', policy: 'leastRequest', to: 'model' },
        {
          id: 'model',
          kind: 'modelServer',
          ...settings,
          queues: 'perReplica',
          serviceTime: exponential(0.1),
          ...(batching && settings.queueCapacity > 0
            ? { batching: { mode: 'triton', maxBatchSize: 3, maxDelaySeconds: 0.05 } }
            : {}),
        },
        { id: 'small', kind: 'modelServer', queueCapacity: 2, serviceTime: exponential(0.02) },
      ],
      links: [{ from: 'phone', to: 'cloud', roundTripSeconds: 0.06 }],
      run: { seed, durationSeconds: 80, replications: 1 },
    }),
  );

/** Guards have tests of their own. */
function withoutGuard({ limit: _limit, fallback, ...keys }: { limit?: object; fallback?: object }) {
  return { ...keys, ...(fallback ? { fallback } : {}) };
}

describe('laws of calls, whatever the retries, copies and fallbacks', () => {
  test('every request ends once, no slot is lost, and every attempt has an outcome', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const model = runModel(scenario);
        const { offered, completed, timedOut, dropped } = model.statistics;
        expect(offered).toBeGreaterThan(400);
        expect(completed + timedOut + dropped.reduce((sum, count) => sum + count, 0)).toBe(offered);
        expect(liveSlots(model)).toBe(0);
        for (const station of model.stations) expect(station.statistics.numberInSystem).toBe(0);
        const { components } = simulate(scenario);
        for (const id of ['outer', 'inner']) {
          const { attempts, attemptOutcomes } = components[id]!;
          expect(Object.values(attemptOutcomes!).reduce((sum, count) => sum + count, 0)).toBe(attempts);
        }
        expect(components['inner']!.arrivals).toBeLessThanOrEqual(components['outer']!.attempts!);
      }),
      { numRuns: 60 },
    );
  });

  test('one seed gives one result to the last bit', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(simulate(scenario)).toEqual(simulate(scenario));
      }),
      { numRuns: 5 },
    );
  });
});
