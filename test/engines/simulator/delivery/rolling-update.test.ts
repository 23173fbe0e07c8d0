import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rollingBounds, rollingStep } from '../../../../widgets/engines/simulator/delivery/rolling-plan.ts';
import { partOf } from '../../../../widgets/engines/simulator/replication.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import type { ReplicaStation } from '../../../../widgets/engines/simulator/stations/replica-station.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

const users = {
  ...{ id: 'users', kind: 'traffic', to: 'model' },
  arrivals: { process: 'deterministic', periodSeconds: 1 },
};

describe('rollingStep', () => {
  test('ten replicas by a quarter: 3 on top, 2 missing, as Kubernetes rounds', () => {
    expect(rollingBounds(10, 0.25, 0.25)).toEqual({ surge: 3, unavailable: 2 });
    expect(rollingBounds(20, 0.25, 0.25)).toEqual({ surge: 5, unavailable: 5 });
    expect(rollingBounds(1, 0, 0.25)).toEqual({ surge: 0, unavailable: 1 });
  });

  test('an update ends, and never breaks its bounds, in whatever order replicas become ready', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        fc.nat(5),
        (desired, maxSurge, maxUnavailable, sizes, down) => {
          const bounds = rollingBounds(desired, maxSurge, maxUnavailable);
          // Some of the old replicas are down, and stay so.
          let [old, oldReady, created, ready] = [desired, desired - Math.min(down, desired), 0, 0];
          const least = Math.min(oldReady, desired - bounds.unavailable);
          for (let round = 0; old > 0 || ready < desired; round++) {
            expect(round).toBeLessThan(200);
            for (;;) {
              const { create, removeUnready, removeReady } = rollingStep(
                { desired, old, oldReady, created, ready },
                bounds,
              );
              if (create + removeUnready + removeReady === 0) break;
              created += create;
              old -= removeUnready + removeReady;
              oldReady -= removeReady;
              expect(old + created).toBeLessThanOrEqual(desired + bounds.surge);
              expect(oldReady).toBeLessThanOrEqual(old);
              expect(oldReady + ready).toBeGreaterThanOrEqual(least);
            }
            const { value } = sizes.next() as { value: number };
            ready = Math.min(created, ready + value);
          }
          expect([old, created, ready]).toEqual([0, desired, desired]);
        },
      ),
    );
  });
});

describe('a rolling update', () => {
  /** Ten replicas, a quarter at a time, 20 s to be ready: by hand in three rounds, see the test. */
  const updated = (more: object, replicas = 10, scenario: object = {}) => {
    const rollingUpdate = { startSeconds: 100, coldStart: { distribution: 'deterministic', meanSeconds: 20 }, ...more };
    const serviceTime = { distribution: 'deterministic', meanSeconds: 0.1 };
    return simulate(
      accept({
        components: [users, { id: 'model', kind: 'modelServer', replicas, serviceTime, rollingUpdate }],
        run: { durationSeconds: 1000, replications: 1 },
        ...scenario,
      }),
    );
  };

  test('replaces ten replicas as Kubernetes does, worked out by hand', () => {
    // At 100 s: 3 new ones are created (13 in all), 2 old ones go, so 2 more new ones: 8 old, 5 new. At 120 s 5 are ready: 13 may serve, 5 old ones go,
    // 5 new ones come (3 old, 10 new). At 140 s all new ones are ready and the last old ones go.
    const { components } = updated({});
    const { replicas, rollingUpdate } = components['model']!;
    expect(replicas!.changes).toEqual([
      [0, 10],
      [100, 13],
      [120, 13],
      [140, 10],
    ]);
    expect(rollingUpdate).toEqual({ leastReady: 8, mostReplicas: 13, seconds: 40 });
  });

  test('loses no request, because a replica finishes what it has', () => {
    const { requests } = updated({});
    expect(requests).toEqual({ ...requests, offered: 1000, completed: 1000, rejected: 0, failed: 0 });
  });

  test('with everything missing at once the service stands still until the new replicas are ready', () => {
    const { components, sojournTimeSeconds } = updated({ maxSurge: 0, maxUnavailable: 1 });
    const { rollingUpdate } = components['model']!;
    expect(rollingUpdate).toEqual({ leastReady: 0, mostReplicas: 10, seconds: 20 });
    // Requests come at 101, 102, …; arrivals precede timers, so the one at 100 s is still served.
    expect(sojournTimeSeconds.max).toBeCloseTo(19.1, 9);
  });

  test('takes a replica that is down first, and waits for a new one that is down', () => {
    // Four replicas, one on top, one may be missing; the fourth is down from 50 to 150 s. At 100 s it goes first, a new one comes in its slot and another
    // one beside. At 120 s the latter is ready (3 old, 1 new): an old one goes, a new one comes. At 140 s that one is ready, the same again. At 150 s the
    // new one in the fourth slot is up at last, and the last old one goes; at 160 s the last new one is ready.
    const faults = [
      {
        ...{ scope: 'instance', component: 'model', replica: 3 },
        outages: { law: 'scheduled', atSeconds: 50, durationSeconds: 100 },
      },
    ];
    const { components } = updated({}, 4, { faults });
    expect(components['model']!.rollingUpdate).toEqual({ leastReady: 3, mostReplicas: 5, seconds: 60 });
  });

  test('says nothing of its length where it does not end within the run', () => {
    const { components } = updated({ startSeconds: 985 });
    expect(components['model']!.rollingUpdate).toEqual({ leastReady: 8, mostReplicas: 13, seconds: null });
  });
});

const quarters = (minimum: number, maximum: number) =>
  fc.integer({ min: minimum, max: maximum }).map((quarter) => quarter / 4);
/** Replicas that go down and come back before, during and after the update. */
const anyFault = fc
  .record({
    of: fc.constantFrom<object>(
      { scope: 'instance', component: 'model', replica: 0 },
      { scope: 'instance', component: 'model' },
      { scope: 'node', component: 'model', replicasPerNode: 2 },
      { scope: 'dependency', component: 'model' },
    ),
    atSeconds: quarters(0, 60),
    durationSeconds: quarters(1, 40),
    detectionSeconds: quarters(0, 8),
  })
  .map(({ of, detectionSeconds, ...once }) => ({ ...of, detectionSeconds, outages: { law: 'scheduled', ...once } }));

const anyCase = fc.record({
  server: fc.record({
    replicas: fc.integer({ min: 1, max: 6 }),
    concurrency: fc.integer({ min: 1, max: 2 }),
    contention: fc.constantFrom(0, 0.5),
    queues: fc.constantFrom('shared', 'perReplica'),
    queueCapacity: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    queueTimeoutSeconds: fc.option(fc.constantFrom(0.5, 2), { nil: undefined }),
    cancelPropagation: fc.boolean(),
    batching: fc.option(
      fc.record({
        mode: fc.constantFrom('triton', 'tfserving', 'torchserve', 'kserve'),
        maxBatchSize: fc.integer({ min: 1, max: 5 }),
        maxDelaySeconds: fc.constantFrom(0, 0.25, 1.5),
      }),
      { nil: undefined },
    ),
    serviceTime: fc.constantFrom(
      { distribution: 'deterministic', meanSeconds: 0.5 },
      { distribution: 'exponential', meanSeconds: 0.8 },
      { distribution: 'affine', baseSeconds: 0.25, perItemSeconds: 0.25 },
    ),
    rollingUpdate: fc.record({
      startSeconds: quarters(0, 40),
      maxSurge: fc.constantFrom(0, 0.25, 1),
      maxUnavailable: fc.constantFrom(0, 0.25, 0.5, 1),
      coldStart: fc.constantFrom(
        { distribution: 'deterministic', meanSeconds: 0 },
        { distribution: 'deterministic', meanSeconds: 1.5 },
        { distribution: 'exponential', meanSeconds: 2 },
      ),
    }),
  }),
  balancer: fc.option(fc.constantFrom('roundRobin', 'random', 'leastRequest', 'leastConnections', 'ringHash'), {
    nil: undefined,
  }),
  timesSeconds: fc.array(quarters(0, 80), { minLength: 1, maxLength: 60 }),
  timeoutSeconds: fc.option(fc.constantFrom(1, 3), { nil: undefined }),
  faults: fc.oneof(fc.constant([]), fc.array(anyFault, { minLength: 1, maxLength: 3 })),
  seed: fc.nat(1000),
});
type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never;

function runCase({ server, balancer, timesSeconds, timeoutSeconds, faults, seed }: Case) {
  const hasBalancer = balancer !== undefined && server.queues === 'perReplica';
  const arrivals = { process: 'trace', timesSeconds: timesSeconds.toSorted((a, b) => a - b) };
  const input = {
    components: [
      { id: 'users', kind: 'traffic', arrivals, keys: { count: 10 }, to: 'gateway' },
      { id: 'gateway', kind: 'gateway', timeoutSeconds, to: hasBalancer ? 'balancer' : 'model' },
      ...(hasBalancer ? [{ id: 'balancer', kind: 'loadBalancer', policy: balancer, to: 'model' }] : []),
      { id: 'model', kind: 'modelServer', ...server },
    ],
    faults,
    run: { seed, durationSeconds: 10_000, replications: 1 },
  };
  return traceRun(accept(JSON.parse(JSON.stringify(input))));
}

describe('a rolling update with queues, balancers, batches and faults', () => {
  test('loses no request, serves nobody twice, keeps its bounds, and ends with new replicas alone', () => {
    fc.assert(
      fc.property(anyCase, (each) => {
        const { model, trace } = runCase(each);
        const { offered, completed, rejected, timedOut, failed, inSystem } = partOf(model, 0).counts;
        expect(offered).toBe(each.timesSeconds.length);
        expect([completed + rejected + timedOut + failed, inSystem]).toEqual([offered, 0]);
        if (each.faults.length === 0) expect(failed).toBe(0);
        const station = model.stations.find(({ id }) => id === 'model') as ReplicaStation;
        const { statistics } = station;
        const pool = station.pool!;
        expect([statistics.queueLength, statistics.numberInSystem, statistics.busy]).toEqual([0, 0, 0]);
        const inHand = [...pool.busyServers.subarray(0, pool.used), ...pool.active.subarray(0, pool.used)];
        expect(inHand.every((count) => count === 0)).toBe(true);
        const { replicas, rollingUpdate } = each.server;
        expect([pool.readyCount, pool.startingCount, pool.drainingCount]).toEqual([replicas, 0, 0]);
        for (const replica of pool.readyList.subarray(0, pool.readyCount))
          expect(pool.createdAt[replica]).toBeGreaterThanOrEqual(rollingUpdate.startSeconds);
        const { surge } = rollingBounds(replicas, rollingUpdate.maxSurge, rollingUpdate.maxUnavailable);
        for (const [, count] of pool.changes) expect(count).toBeLessThanOrEqual(replicas + surge);
        const starts = trace.visits.map(({ serial }) => serial);
        expect(new Set(starts).size).toBe(starts.length);
      }),
      { numRuns: 300 },
    );
  });
});
