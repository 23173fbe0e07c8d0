import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineEvent, RANK } from '../../../widgets/engines/simulator/event.ts';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import { partOf } from '../../../widgets/engines/simulator/replication.ts';
import { REPLICA, ReplicaPool } from '../../../widgets/engines/simulator/stations/replicas.ts';
import type { ReplicaStation } from '../../../widgets/engines/simulator/stations/replica-station.ts';
import { station } from './accept.ts';
import { traceRun } from './trace.ts';

const stationOf = (model: Model) => model.stations[1] as ReplicaStation;
const desire = defineEvent('testDesire', RANK.tick, (model, count) =>
  stationOf(model).setDesiredReplicas(model, count),
);
const ready = defineEvent('testReady', RANK.capacity, (model, replica) =>
  stationOf(model).replicaReady(model, replica),
);

describe('ReplicaPool', () => {
  test('goes from stopped over starting, idle and busy to draining and stopped, and reuses the slot', () => {
    const pool = new ReplicaPool(1, 0);
    const replica = pool.create(1);
    expect([pool.state[replica], pool.startingCount, pool.firstFree]).toEqual([REPLICA.starting, 1, -1]);
    pool.becomeReady(replica, 3);
    expect([pool.state[replica], pool.readyCount, pool.firstFree, pool.readyAt[replica]]).toEqual([
      REPLICA.idle,
      1,
      replica,
      3,
    ]);
    pool.occupy(replica, 4);
    expect([pool.state[replica], pool.firstFree]).toEqual([REPLICA.busy, -1]);
    pool.retire(replica, 5);
    expect([pool.state[replica], pool.readyCount, pool.drainingCount]).toEqual([REPLICA.draining, 0, 1]);
    expect(pool.busyAreaAt(replica, 5.5)).toBe(1.5);
    pool.release(replica, 6);
    expect([pool.state[replica], pool.drainingCount]).toEqual([REPLICA.stopped, 0]);
    // Existing from 1 to 6, ready from 3 to 5; none of it is committed, and a life of 5 s is charged as a minute.
    expect(pool.areasAt(10)).toEqual({ existing: 5, ready: 2, created: 4, uncommitted: 5, unlived: 55 });
    expect(pool.create(11)).toBe(replica);
    expect(pool.busyAreaAt(replica, 12)).toBe(0);
  });

  test('removes starting replicas first, then the newest idle one, then the newest busy one', () => {
    const pool = new ReplicaPool(1, 0);
    const [a, b, c, d] = [0, 1, 2, 3].map((now) => pool.create(now)) as [number, number, number, number];
    for (const replica of [a, b, c]) pool.becomeReady(replica, 4);
    pool.occupy(b, 5);
    const removed: number[] = [];
    for (let i = 0; i < 4; i++) {
      removed.push(pool.nextToRemove());
      pool.retire(removed.at(-1)!, 6);
    }
    expect(removed).toEqual([d, c, a, b]);
  });

  test('keeps its counts, its list of free replicas and its areas right whatever happens', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.tuple(fc.nat(4), fc.nat(30)), { maxLength: 80 }),
        (servers, steps) => {
          const pool = new ReplicaPool(servers, 2);
          const inState = (...states: number[]) =>
            Array.from({ length: pool.used }, (_, replica) => replica).filter((replica) =>
              states.includes(pool.state[replica]!),
            );
          let existing = 0;
          let now = 0;
          for (const [action, which] of steps) {
            existing +=
              inState(REPLICA.starting, REPLICA.idle, REPLICA.busy, REPLICA.draining).length *
              Math.max(0, now + 1 - Math.max(now, 2));
            now++;
            const pick = (replicas: number[]) => replicas[which % replicas.length];
            const starting = pick(inState(REPLICA.starting));
            const working = pick(
              inState(REPLICA.busy, REPLICA.draining).filter((replica) => pool.busyServers[replica]! > 0),
            );
            if (action === 0) pool.create(now);
            if (action === 1 && starting !== undefined) pool.becomeReady(starting, now);
            if (action === 2 && pool.firstFree >= 0) pool.occupy(pool.firstFree, now);
            if (action === 3 && working !== undefined) pool.release(working, now);
            if (action === 4 && pool.createdCount > 0) pool.retire(pool.nextToRemove(), now);
            const readyOnes = inState(REPLICA.idle, REPLICA.busy);
            expect([...pool.readyList.slice(0, pool.readyCount)].sort((x, y) => x - y)).toEqual(readyOnes);
            expect(pool.startingCount).toBe(inState(REPLICA.starting).length);
            expect(pool.drainingCount).toBe(inState(REPLICA.draining).length);
            const free = readyOnes.filter((replica) => pool.busyServers[replica]! < servers);
            expect(pool.firstFree >= 0).toBe(free.length > 0);
            if (free.length > 0) expect(free).toContain(pool.firstFree);
            expect(pool.areasAt(now).existing).toBe(existing);
          }
        },
      ),
    );
  });
});

describe('a model server whose replicas change', () => {
  const scenario = (server: object, ...timesSeconds: number[]) =>
    station({
      arrivals: { process: 'trace', timesSeconds },
      server: {
        serviceTime: { distribution: 'deterministic', meanSeconds: 2 },
        contention: 1e-9,
        ...server,
      },
      run: { durationSeconds: 20, replications: 1 },
    });

  /** Runs with changes of the desired number, each replica ready after three seconds; gives the services and the report. */
  function run(server: object, times: number[], changes: readonly (readonly [number, number])[]) {
    const stopped: [number, number][] = [];
    const { trace, model } = traceRun(scenario(server, ...times), {
      prepare: (under) => {
        stationOf(under).starter = {
          created: (at, replica) => at.schedule(ready, at.now + 3, replica, 0),
          stopped: (at, replica) => stopped.push([at.now, replica]),
        };
        for (const [at, count] of changes) under.schedule(desire, at, count, 0);
      },
    });
    const services = [...trace.visits]
      .sort((a, b) => a.serial - b.serial)
      .map((visit) => `${visit.startedAt}→${Math.round(visit.leftAt)}`);
    return { services, stopped, report: partOf(model, 0).stations[1]!.report };
  }

  test.each(['shared', 'perReplica'])(
    'starts a replica, uses it when it is ready, and drains it, with %s queues',
    (queues) => {
      const { services, stopped, report } = run(
        { queues },
        [0, 0.5, 5, 5],
        [
          [1, 2],
          [6, 1],
        ],
      );
      expect(services).toEqual(['0→2', '2→4', '5→7', '5→7']);
      // The newest busy one drains: it ends its service first.
      expect(stopped).toEqual([[expect.closeTo(7, 6), 1]]);
      expect(report.replicas).toEqual({
        replicaSeconds: 25,
        // While it drains, its server still works: 20 and from 4 to 7.
        serverSeconds: 23,
        maximum: 2,
        changes: [
          [0, 1],
          [1, 2],
          [6, 1],
        ],
      });
      // Paid for while it starts and while it drains.
      expect(report.usage).toMatchObject({ seconds: expect.closeTo(26, 6) });
    },
  );

  test.each(['shared', 'perReplica'])('holds requests while there is no replica, with %s queues', (queues) => {
    const { services } = run(
      { queues },
      [1, 1.5, 2],
      [
        [0.5, 0],
        [2.5, 2],
      ],
    );
    expect(services.slice(0, 2).sort()).toEqual(queues === 'shared' ? ['5.5→8', '5.5→8'] : ['5.5→8', '7.5→10']);
  });

  test('a replica with a queue of its own serves it to its end before it stops', () => {
    const { services, stopped } = run({ replicas: 2, queues: 'perReplica' }, [0, 0, 0, 0], [[1, 1]]);
    expect(services).toEqual(['0→2', '0→2', '2→4', '2→4']);
    expect(stopped).toEqual([[4, 1]]);
  });

  test('a replica that is taken back while it starts never serves', () => {
    const { stopped, report } = run(
      {},
      [0],
      [
        [1, 3],
        [2, 1],
      ],
    );
    expect(stopped.map(([at]) => at)).toEqual([2, 2]);
    expect(report.replicas!.maximum).toBe(3);
  });
});
