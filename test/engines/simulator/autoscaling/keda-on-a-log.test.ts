import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';
import { coldStart } from './second-load.ts';

describe('KEDA on a log in the simulator', () => {
  /** Records that all come in the first second, keyless, so that the partitions get them in turn. */
  const consume = (records: number, processor: object, autoscaling: object, seconds: number) =>
    accept({
      components: [
        {
          id: 'events',
          kind: 'eventStream',
          arrivals: { process: 'trace', timesSeconds: Array.from({ length: records }, (_, i) => i / records) },
          to: 'log',
        },
        { id: 'log', kind: 'partitionedLog', partitions: 4, to: 'consumers' },
        {
          id: 'consumers',
          kind: 'streamProcessor',
          serviceTime: { distribution: 'deterministic', meanSeconds: 1000 },
          maxPollRecords: 1,
          ...processor,
          autoscaling: { policy: 'keda', lagThreshold: 50, coldStart: coldStart(0), ...autoscaling },
        },
      ],
      run: { durationSeconds: seconds, replications: 1 },
    });
  const changesOf = (records: number, autoscaling: object = {}) =>
    simulate(consume(records, {}, autoscaling, 100)).components['consumers']!.replicas!.changes;

  test('a lag of 260 over 4 partitions gives 4 consumers, and one of 230 gives 5', () => {
    expect(changesOf(260)).toEqual([
      [0, 1],
      [15, 4],
    ]);
    expect(changesOf(230)).toEqual([
      [0, 1],
      [15, 5],
    ]);
  });

  test('partitions with lag are counted', () => {
    // Two records in two partitions, threshold 1: two consumers, although four partitions would allow more.
    expect(changesOf(2, { lagThreshold: 1, limitToPartitionsWithLag: true })).toEqual([
      [0, 1],
      [15, 2],
    ]);
  });

  test('consumers come, share the partitions out anew, finish the lag, and go one cool-down after it', () => {
    const serviceTime = { distribution: 'deterministic', meanSeconds: 0.25 };
    const scenario = consume(400, { serviceTime, maxPollRecords: 10 }, { cooldownPeriodSeconds: 60 }, 1000);
    const result = simulate(scenario).components['consumers']!;
    // About 50 are done at 15; the other 350 would ask for 7, but there are 4 partitions.
    expect(result.replicas!.changes.slice(0, 2)).toEqual([
      [0, 1],
      [15, 4],
    ]);
    expect(result.replicas!.changes.at(-1)![1]).toBe(0);
    expect(result.completed).toBe(400);
    expect(result.utilisation).toBeGreaterThan(0);
  });

  test('the order within a partition is kept through every rebalance', () => {
    const scenario = accept({
      components: [
        {
          id: 'events',
          kind: 'eventStream',
          arrivals: { process: 'step', ratePerSecond: 20, stepRatePerSecond: 300, startSeconds: 100, holdSeconds: 200 },
          keys: { count: 40, zipfExponent: 0.5 },
          to: 'log',
        },
        { id: 'log', kind: 'partitionedLog', partitions: 8, to: 'consumers' },
        {
          id: 'consumers',
          kind: 'streamProcessor',
          serviceTime: { distribution: 'affine', baseSeconds: 0.05, perItemSeconds: 0.02 },
          maxPollRecords: 50,
          autoscaling: {
            policy: 'keda',
            lagThreshold: 100,
            behavior: { scaleDown: { stabilizationWindowSeconds: 30 } },
          },
        },
      ],
      run: { seed: 3, durationSeconds: 900, replications: 1 },
    });
    expect(simulate(scenario).components['consumers']!.replicas!.changes.length).toBeGreaterThan(4);
    const { visits } = traceRun(scenario).trace;
    const lastOfKey = new Map<number, { serial: number; leftAt: number }>();
    let compared = 0;
    for (const visit of visits.filter(({ station, leftAt }) => station === 'consumers' && !Number.isNaN(leftAt))) {
      const before = lastOfKey.get(visit.key);
      if (before) {
        expect(visit.serial).toBeGreaterThan(before.serial);
        // In the same poll, or after the poll of the one before has ended.
        if (before.leftAt !== visit.leftAt) expect(visit.startedAt).toBeGreaterThanOrEqual(before.leftAt);
        compared++;
      }
      lastOfKey.set(visit.key, visit);
    }
    expect(compared).toBeGreaterThan(10_000);
  });
});
