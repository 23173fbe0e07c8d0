import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../../widgets/engines/simulator/compile.ts';
import { partOf } from '../../../../widgets/engines/simulator/replication.ts';
import { accept } from '../accept.ts';

const cache = fc.record(
  {
    policy: fc.constantFrom('lru', 'ttl'),
    capacityItems: fc.constantFrom(1, 3, 50),
    ttlSeconds: fc.constantFrom(0.05, 0.5, 5),
    coalescing: fc.boolean(),
    staleWhileRevalidateSeconds: fc.constantFrom(0, 0.2),
    refreshOnHit: fc.boolean(),
    lookupSeconds: fc.constantFrom(0, 0.001, 0.05),
    negativeShare: fc.constantFrom(0, 0.4),
    negativeTtlSeconds: fc.constant(0.3),
    restartAtSeconds: fc.constant(5),
  },
  { requiredKeys: ['policy', 'capacityItems', 'ttlSeconds', 'lookupSeconds'] },
);
const caller = fc.record(
  {
    timeoutSeconds: fc.constant(0.25),
    perTryTimeoutSeconds: fc.constantFrom(0.08, 0.1),
    retries: fc.constantFrom({ policy: 'awsFullJitter', maximumRetries: 3 }, { policy: 'fixed' }),
    hedge: fc.constant({ trigger: 'delay', afterSeconds: 0.03 }),
  },
  { requiredKeys: [] },
);
const server = fc.record(
  {
    queueCapacity: fc.constantFrom(1, 20),
    cancelPropagation: fc.boolean(),
    failureProbability: fc.constantFrom(0, 0.3),
    serviceTime: fc.constantFrom(
      { distribution: 'exponential', meanSeconds: 0.05 },
      { distribution: 'deterministic', meanSeconds: 0.06 },
    ),
  },
  { requiredKeys: ['queueCapacity', 'serviceTime'] },
);

/** Ten seconds of requests and ten seconds of rest: callers that time out, try again and hedge, in front of the cache and behind it. */
const scenarios = fc
  .record({
    cache,
    outer: caller,
    inner: caller,
    server,
    keys: fc.constantFrom(1, 5, 40),
    roundTripSeconds: fc.constantFrom(0, 0.02),
    seed: fc.nat(1e6),
  })
  .map((random) =>
    accept({
      components: [
        {
          ...{ id: 'users', kind: 'traffic', place: 'campus', keys: { count: random.keys, zipfExponent: 1 }, to: 'outer' },
          arrivals: { process: 'trace', timesSeconds: Array.from({ length: 500 }, (_, i) => i * 0.02 + (i % 3) * 0.0007) },
        },
        { id: 'outer', kind: 'proxy', ...random.outer, to: 'cache' },
        { id: 'cache', kind: 'cache', ...random.cache, to: 'inner' },
        { id: 'inner', kind: 'proxy', ...random.inner, to: 'model' },
        { id: 'model', kind: 'modelServer', replicas: 2, ...random.server },
      ],
      links: [{ from: 'campus', to: 'cloud', roundTripSeconds: random.roundTripSeconds }],
      run: { seed: random.seed, durationSeconds: 20, replications: 1 },
    }),
  ); // biome-ignore format: a scenario

test('a cache among callers that time out, retry and hedge answers or gives up every request, and keeps no slot of one', () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const model = compile(scenario, scenario.run.seed, 0, {});
      while (!model.advance(1_000_000));
      const { offered, completed, rejected, throttled, timedOut, failed, inSystem } = partOf(model, 0).counts;
      expect(offered).toBe(500);
      expect(completed + rejected + throttled + timedOut + failed).toBe(offered);
      expect(inSystem).toBe(0);
      expect(model.stations.map(({ statistics }) => statistics.numberInSystem)).toEqual([0, 0, 0, 0, 0]);
      expect(model.requests.isLive.reduce((sum, live) => sum + live, 0)).toBe(0);
    }),
    { numRuns: 300 },
  );
});
