import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReplicationRun } from '../../../widgets/engines/simulator/replication.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { Summary } from '../../../widgets/engines/simulator/summary.ts';
import { accept } from './accept.ts';
import { traceRun } from './trace.ts';

const arrivals = fc.oneof(
  fc.record({ process: fc.constant('poisson'), ratePerSecond: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ process: fc.constant('deterministic'), periodSeconds: fc.constantFrom(0.05, 0.1, 0.25) }),
  fc.record({
    process: fc.constant('gamma'),
    ratePerSecond: fc.integer({ min: 1, max: 40 }),
    cv: fc.constantFrom(0.5, 3),
  }),
);
const serviceTime = fc.oneof(
  fc.record({ distribution: fc.constant('exponential'), meanSeconds: fc.constantFrom(0.02, 0.1, 0.3) }),
  fc.record({ distribution: fc.constant('deterministic'), meanSeconds: fc.constantFrom(0.05, 0.1) }),
  fc.record({
    distribution: fc.constant('affine'),
    baseSeconds: fc.constant(0.05),
    perItemSeconds: fc.constantFrom(0, 0.01),
  }),
);
const batching = fc.record({
  mode: fc.constant('triton'),
  maxBatchSize: fc.integer({ min: 1, max: 6 }),
  maxDelaySeconds: fc.constantFrom(0, 0.02, 0.2),
});
const server = fc.record(
  {
    replicas: fc.integer({ min: 1, max: 3 }),
    concurrency: fc.integer({ min: 1, max: 2 }),
    queueCapacity: fc.integer({ min: 1, max: 20 }),
    batching,
    serviceTime,
  },
  { requiredKeys: ['serviceTime'] },
);

/** A gateway that shares requests out between two model servers, a log with consumers, and a batch job on a dataset. */
const scenarios = fc
  .record({
    arrivals,
    left: server,
    right: server,
    timeoutSeconds: fc.constantFrom(0.1, 1, 50),
    seed: fc.nat(1000),
    warmUpSeconds: fc.constantFrom(0, 7),
    serviceTime,
    roundTripSeconds: fc.constantFrom(0, 0.3),
  })
  .map((random) =>
    accept({
      components: [
        { id: 'users', kind: 'traffic', place: 'campus', arrivals: random.arrivals, to: 'gateway' },
        {
          id: 'gateway',
          kind: 'gateway',
          rateLimit: { ratePerSecond: 30, burst: 20 },
          timeoutSeconds: random.timeoutSeconds,
          to: [
            { id: 'left', weight: 3 },
            { id: 'right', weight: 1 },
          ],
        },
        { id: 'left', kind: 'modelServer', ...random.left },
        { id: 'right', kind: 'modelServer', ...random.right, to: 'after' },
        { id: 'after', kind: 'modelServer', serviceTime: random.serviceTime },
        {
          id: 'events',
          kind: 'eventStream',
          arrivals: random.arrivals,
          keys: { count: 20, zipfExponent: 1 },
          to: 'log',
        },
        { id: 'log', kind: 'partitionedLog', partitions: 3, to: 'consumers' },
        { id: 'consumers', kind: 'streamProcessor', consumers: 2, maxPollRecords: 5, serviceTime: random.serviceTime },
        { id: 'rows', kind: 'dataset', everySeconds: 5, arrivals: random.arrivals, to: 'job' },
        { id: 'job', kind: 'batchJob', workers: 2, chunkRows: 7, startupSeconds: 0.2, serviceTime: random.serviceTime },
      ],
      links: [{ from: 'campus', to: 'cloud', roundTripSeconds: random.roundTripSeconds }],
      run: { seed: random.seed, durationSeconds: 40, warmUpSeconds: random.warmUpSeconds, replications: 2 },
    }),
  );

describe('laws that hold in every run', () => {
  test('simulate counts every request exactly once', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { requests } = simulate(scenario);
        const { offered, completed, rejected, throttled, timedOut, failed, inSystem } = requests;
        expect(completed + rejected + throttled + timedOut + failed + inSystem).toBe(offered);
        expect(Math.min(...Object.values(requests))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  test('every station keeps to the law of Little exactly, and no more servers are busy than there are', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const cold = { ...scenario, run: { ...scenario.run, warmUpSeconds: 0 } };
        const { trace, model } = traceRun(cold);
        for (const id of ['left', 'right', 'after', 'consumers', 'job']) {
          const { statistics, serverCount } = model.stations.find((candidate) => candidate.id === id)!;
          const visits = trace.visits.filter((visit) => visit.station === id);
          // The area under the number in service is the sum of the service times, those under way cut off at the end.
          const inService = visits.reduce(
            (sum, visit) => sum + ((Number.isNaN(visit.leftAt) ? model.now : visit.leftAt) - visit.startedAt),
            0,
          );
          expect(statistics.systemArea - statistics.queueArea).toBeCloseTo(inService, 6);
          if (statistics.queueLength === 0) {
            const waited = visits.reduce((sum, visit) => sum + (visit.startedAt - visit.enqueuedAt), 0);
            expect(statistics.queueArea).toBeCloseTo(waited, 6);
          }
          expect(statistics.busyArea).toBeLessThanOrEqual(serverCount * model.durationSeconds + 1e-9);
          expect(statistics.numberInSystem).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('simulate answers the same to the last bit for the same seed, and otherwise for another', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(simulate(scenario)).toEqual(simulate(scenario));
      }),
      { numRuns: 10 },
    );
    const [scenario] = fc.sample(scenarios, { numRuns: 1, seed: 1 });
    const one = simulate(scenario!, { seed: 1 });
    expect(simulate(scenario!, { seed: 2 }).sojournTimeSeconds.mean).not.toBe(one.sojournTimeSeconds.mean);
  });

  test('replications run one by one elsewhere and added in order equal the single run', () => {
    const [scenario] = fc.sample(scenarios, { numRuns: 1, seed: 9 });
    const whole = simulate(scenario!, { replications: 4 });
    const summary = new Summary(scenario!);
    const shards = [
      [2, 3],
      [0, 1],
    ].map((indexes) => indexes.map((index) => runReplication(scenario!, index)));
    for (const part of [...shards[1]!, ...shards[0]!]) summary.add(JSON.parse(JSON.stringify(part)));
    const joined = summary.finish(whole.seed, 0);
    expect({ ...joined, engine: null }).toEqual({ ...whole, engine: null });
  });
});

function runReplication(scenario: Scenario, index: number) {
  const run = new ReplicationRun(scenario, scenario.run.seed, index);
  while (!run.advance(1000));
  return run.part();
}

describe('common random numbers', () => {
  const shop = (server: object) =>
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'gamma', ratePerSecond: 20, cv: 2 }, to: 'model' },
        {
          id: 'model',
          kind: 'modelServer',
          serviceTime: { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 },
          ...server,
        },
      ],
      run: { seed: 4, durationSeconds: 300, replications: 1 },
    });

  test('two policies on one seed see the same arrivals and serve the same requirements', () => {
    const few = traceRun(shop({ replicas: 3, queueCapacity: 2 })).trace;
    const many = traceRun(shop({ replicas: 6 })).trace;
    expect(few.createdAt).toEqual(many.createdAt);
    const serviceOf = new Map(many.visits.map((visit) => [visit.serial, visit.leftAt - visit.startedAt]));
    const served = few.visits.filter((visit) => !Number.isNaN(visit.leftAt));
    expect(served.length).toBeGreaterThan(3000);
    expect(served.length).toBeLessThan(many.visits.length); // The small shop turned some away, and still the others did not change.
    for (const visit of served) expect(visit.leftAt - visit.startedAt).toBeCloseTo(serviceOf.get(visit.serial)!, 9);
  });
});
