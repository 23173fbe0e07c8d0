import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineEvent, RANK } from '../../../widgets/engines/simulator/event.ts';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import { partOf } from '../../../widgets/engines/simulator/replication.ts';
import type { ReplicaStation } from '../../../widgets/engines/simulator/stations/replica-station.ts';
import { accept } from './accept.ts';
import { traceRun } from './trace.ts';

const stationsOf = (model: Model) => model.stations.filter((each) => each.kind === 'modelServer') as ReplicaStation[];
const desire = defineEvent('invariantsDesire', RANK.tick, (model, count) => {
  for (const station of stationsOf(model)) if (station.pool) station.setDesiredReplicas(model, count);
});
/** Starts under way, by station and replica: a start that is taken back never ends. */
const starts = new Map<string, number>();
const ready = defineEvent('invariantsReady', RANK.capacity, (model, station, replica) => {
  starts.delete(`${station} ${replica}`);
  (model.stations[station] as ReplicaStation).replicaReady(model, replica);
});

const batching = fc.option(
  fc.record({
    mode: fc.constantFrom('triton', 'tfserving', 'torchserve', 'kserve'),
    maxBatchSize: fc.integer({ min: 1, max: 5 }),
    maxDelaySeconds: fc.constantFrom(0, 0.25, 1.5),
  }),
  { nil: undefined },
);

/** Keys of a model server that may stand together, with the few that may not taken out. */
const serverKeys = fc
  .record({
    replicas: fc.integer({ min: 1, max: 3 }),
    concurrency: fc.integer({ min: 1, max: 2 }),
    instancesPerReplica: fc.integer({ min: 1, max: 2 }),
    contention: fc.constantFrom(0, 0.5),
    discipline: fc.constantFrom('fifo', 'lifo', 'priority', 'processorSharing'),
    queues: fc.constantFrom('shared', 'perReplica'),
    queueCapacity: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    overflow: fc.constantFrom('reject', 'block'),
    queueTimeoutSeconds: fc.option(fc.constantFrom(0.5, 2), { nil: undefined }),
    queueTimeoutAction: fc.constantFrom('reject', 'delay'),
    cancelPropagation: fc.boolean(),
    spillOver: fc.option(fc.constantFrom({ to: 'other' }, { to: 'other', afterSeconds: 0.75 }), { nil: undefined }),
    shedding: fc.option(
      fc.constantFrom(
        { policy: 'codel', targetSeconds: 0.25, intervalSeconds: 1 },
        { policy: 'deadline', marginSeconds: 0.5 },
        { policy: 'priority', fullAtRequests: 4, classes: [{ class: 3, above: 0.5 }] },
      ),
      { nil: undefined },
    ),
    batching,
    serviceTime: fc.constantFrom(
      { distribution: 'deterministic', meanSeconds: 0.5 },
      { distribution: 'exponential', meanSeconds: 0.8 },
      { distribution: 'affine', baseSeconds: 0.25, perItemSeconds: 0.25 },
    ),
  })
  .map((keys) => {
    const isSharing = keys.discipline === 'processorSharing';
    const isBlocking = keys.overflow === 'block' && !isSharing && keys.queues === 'shared' && !keys.spillOver;
    const isSpillingLate = keys.spillOver?.afterSeconds !== undefined;
    const { batching: batch } = keys;
    const isKeptBack = !isSharing && batch !== undefined && batch.maxBatchSize > 1 && batch.maxDelaySeconds > 0;
    return {
      ...keys,
      ...(isKeptBack && keys.queueCapacity === 0 ? { queueCapacity: 1 } : {}),
      overflow: isBlocking ? 'block' : 'reject',
      ...(isSharing || isBlocking ? { shedding: undefined } : {}),
      ...(isSharing ? { batching: undefined, queueTimeoutSeconds: undefined, contention: 0 } : {}),
      ...(isSpillingLate || (isKeptBack && keys.spillOver)
        ? { queueTimeoutSeconds: undefined, spillOver: { to: 'other', afterSeconds: 0.75 } }
        : {}),
      ...(isSharing && isSpillingLate ? { spillOver: { to: 'other' } } : {}),
    };
  });

const quarters = (minimum: number, maximum: number) =>
  fc.integer({ min: minimum, max: maximum }).map((quarter) => quarter / 4);
/** Anything that may go down, once or over and over again, noticed at once, later or never. */
const anyFault = fc
  .record({
    of: fc.constantFrom<object>(
      { scope: 'instance', component: 'model', replica: 0 },
      { scope: 'instance', component: 'model' },
      { scope: 'instance', component: 'next' },
      { scope: 'node', component: 'model', replicasPerNode: 2 },
      { scope: 'zone', component: 'model', zones: 1 },
      { scope: 'zone', zone: 'cloud' },
      { scope: 'dependency', component: 'model' },
      { scope: 'dependency', component: 'next' },
      { scope: 'dependency', component: 'gateway' },
    ),
    atSeconds: quarters(0, 60),
    durationSeconds: quarters(1, 30),
    detectionSeconds: quarters(0, 8),
  })
  .map(({ of, detectionSeconds, ...once }) => ({ ...of, detectionSeconds, outages: { law: 'scheduled', ...once } }));

const anyCase = fc.record({
  server: serverKeys,
  next: serverKeys.map((keys) => ({ ...keys, spillOver: undefined })),
  balancer: fc.option(fc.constantFrom('roundRobin', 'random', 'leastRequest', 'leastConnections', 'ringHash'), {
    nil: undefined,
  }),
  timesSeconds: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 }),
  timeoutSeconds: fc.option(fc.constantFrom(1, 3), { nil: undefined }),
  changes: fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 4 })), { maxLength: 5 }),
  startSeconds: fc.constantFrom(0, 1.5),
  faults: fc.oneof(fc.constant([]), fc.array(anyFault, { minLength: 1, maxLength: 3 })),
});

type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never;

function scenarioOf({ server, next, balancer, timesSeconds, timeoutSeconds, faults }: Case) {
  const times = timesSeconds.map((quarter) => quarter / 4).sort((a, b) => a - b);
  const hasBalancer = balancer !== undefined && server.queues === 'perReplica';
  return accept(
    JSON.parse(
      JSON.stringify({
        components: [
          {
            id: 'users',
            kind: 'traffic',
            arrivals: { process: 'trace', timesSeconds: times },
            priorities: [
              { class: 1, share: 0.5 },
              { class: 3, share: 0.5 },
            ],
            keys: { count: 10 },
            to: 'gateway',
          },
          { id: 'gateway', kind: 'gateway', timeoutSeconds, to: hasBalancer ? 'balancer' : 'model' },
          ...(hasBalancer ? [{ id: 'balancer', kind: 'loadBalancer', policy: balancer, to: 'model' }] : []),
          { id: 'model', kind: 'modelServer', ...server, to: 'next' },
          { id: 'next', kind: 'modelServer', ...next },
          { id: 'other', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 1 } },
        ],
        faults,
        run: { seed: 1, durationSeconds: 10_000, replications: 1 },
      }),
    ),
  );
}

function runCase(each: Case) {
  return traceRun(scenarioOf(each), {
    prepare: (model) => {
      starts.clear();
      for (const station of stationsOf(model)) {
        const { index } = station;
        station.starter = {
          created: (under, replica) =>
            starts.set(`${index} ${replica}`, under.schedule(ready, under.now + each.startSeconds, index, replica)),
          stopped: (under, replica) => {
            const start = starts.get(`${index} ${replica}`);
            if (start !== undefined) under.events.cancel(start);
            starts.delete(`${index} ${replica}`);
          },
        };
      }
      for (const [quarter, count] of each.changes) model.schedule(desire, quarter / 4, count, 0);
      model.schedule(desire, 100, 2, 0);
    },
  });
}

describe('a model server with any mechanisms together', () => {
  test('loses no request, serves nobody twice, and is empty in the end', () => {
    fc.assert(
      fc.property(anyCase, (each) => {
        const { model, trace } = runCase(each);
        const { counts } = partOf(model, 0);
        const { offered, completed, rejected, timedOut, failed, inSystem } = counts;
        expect(offered).toBe(each.timesSeconds.length);
        expect(completed + rejected + timedOut + failed).toBe(offered);
        expect(inSystem).toBe(0);
        const { isLive, used } = model.requests;
        expect(isLive.subarray(0, used).some((live) => live === 1)).toBe(false);
        for (const { statistics, pool } of stationsOf(model)) {
          expect([statistics.queueLength, statistics.numberInSystem, statistics.busy]).toEqual([0, 0, 0]);
          if (!pool) continue;
          const busy = pool.busyServers.subarray(0, pool.used);
          expect([...busy, ...pool.active.subarray(0, pool.used)].every((count) => count === 0)).toBe(true);
          expect(pool.drainingCount).toBe(0);
        }
        const starts = trace.visits.map((visit) => `${visit.station} ${visit.serial}`);
        expect(new Set(starts).size).toBe(starts.length);
        for (const visit of trace.visits) expect(visit.startedAt).toBeGreaterThanOrEqual(visit.enqueuedAt);
      }),
      { numRuns: 800 },
    );
  });
});
