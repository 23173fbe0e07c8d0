import { describe, expect, test } from 'vitest';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { murmur2, partitionOfKey } from '../../../widgets/engines/simulator/stations/murmur2.ts';
import { assignRange } from '../../../widgets/engines/simulator/stations/consumer-group.ts';
import { accept } from './accept.ts';
import { traceRun } from './trace.ts';

interface Stream {
  readonly arrivals: object;
  readonly partitions?: number;
  readonly processor: object;
  readonly durationSeconds: number;
  readonly keys?: object;
}

const stream = ({
  arrivals,
  partitions = 4,
  processor,
  durationSeconds,
  keys = { count: 50, zipfExponent: 1 },
}: Stream) =>
  accept({
    components: [
      { id: 'events', kind: 'eventStream', arrivals, keys, to: 'log' },
      { id: 'log', kind: 'partitionedLog', partitions, to: 'consumers' },
      { id: 'consumers', kind: 'streamProcessor', ...processor },
    ],
    run: { seed: 11, durationSeconds, replications: 1 },
  });

describe('partitionedLog', () => {
  test('murmur2 gives the hashes of Apache Kafka’s own test', () => {
    // org.apache.kafka.common.utils.UtilsTest.testMurmur2
    const cases: Readonly<Record<string, number>> = {
      '21': -973932308,
      foobar: -790332482,
      'a-little-bit-long-string': -985981536,
      'a-little-bit-longer-string': -1486304829,
      lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
      abc: 479470107,
    };
    for (const [key, hash] of Object.entries(cases)) expect(murmur2(new TextEncoder().encode(key))).toBe(hash);
  });

  test('partitionOfKey uses every partition and stays with its choice', () => {
    const buffer = new Uint8Array(4);
    const chosen = Array.from({ length: 1000 }, (_, key) => partitionOfKey(key, 8, buffer));
    expect(new Set(chosen).size).toBe(8);
    expect(Array.from({ length: 1000 }, (_, key) => partitionOfKey(key, 8, buffer))).toEqual(chosen);
  });

  test('assignRange gives every partition to exactly one consumer, the first ones one more', () => {
    expect([0, 1, 2].map((member) => assignRange(7, 3, member))).toEqual([
      [0, 3],
      [3, 5],
      [5, 7],
    ]);
  });

  test('partitionedLog keeps the order of equal keys and loses it between partitions', () => {
    const scenario = stream({
      arrivals: { process: 'poisson', ratePerSecond: 60 },
      processor: {
        consumers: 3,
        maxPollRecords: 7,
        serviceTime: { distribution: 'lognormal', meanSeconds: 0.03, cv: 2 },
      },
      durationSeconds: 200,
    });
    const visits = traceRun(scenario).trace.visits.filter((visit) => !Number.isNaN(visit.leftAt));
    const lastOfKey = new Map<number, number>();
    for (const visit of visits) {
      expect(visit.serial).toBeGreaterThan(lastOfKey.get(visit.key) ?? -1);
      lastOfKey.set(visit.key, visit.serial);
    }
    const serials = visits.map((visit) => visit.serial);
    expect(visits.length).toBeGreaterThan(8000);
    expect(serials).not.toEqual([...serials].sort((a, b) => a - b));
  });

  test('partitionedLog reports the lag of the fluid model: (rate − capacity) · time while overloaded', () => {
    // One partition, one record per poll, 10 per second served. 30 per second arrive for 100 s, then none: the trace stops.
    const timesSeconds = Array.from({ length: 3000 }, (_, i) => i / 30);
    const overloaded = stream({
      arrivals: { process: 'trace', timesSeconds },
      partitions: 1,
      processor: { maxPollRecords: 1, serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
      durationSeconds: 400,
    });
    const { lag } = simulate(overloaded).components['log']!;
    // Peak (30 − 10) · 100 = 2000 records; a record more or less at each end of a step.
    expect(Math.abs(lag!.max - 2000)).toBeLessThanOrEqual(2);
    // Drained 2000 / 10 = 200 s later. The mean over 400 s is the area of the triangle: 2000 · 300 / 2 / 400.
    expect(lag!.end).toBe(0);
    expect(lag!.mean).toBeCloseTo(750, -1);
  });

  test('partitionedLog keeps its records until they are committed: lag is the rate times the time to the commit', () => {
    const result = simulate(
      stream({
        arrivals: { process: 'poisson', ratePerSecond: 100 },
        processor: {
          consumers: 4,
          maxPollRecords: 20,
          serviceTime: { distribution: 'affine', baseSeconds: 0.02, perItemSeconds: 0.002 },
        },
        durationSeconds: 2000,
      }),
    );
    const log = result.components['log']!;
    // Little's law; the ends of the run leave at most a few dozen of 200 000 records out.
    expect(log.lag!.mean / ((log.arrivals / 2000) * log.sojournTimeSeconds!.mean!)).toBeCloseTo(1, 3);
    expect(log.sojournTimeSeconds!.mean).toBeCloseTo(result.sojournTimeSeconds.mean!, 9);
  });
});

describe('streamProcessor', () => {
  test('streamProcessor takes more records per poll when it falls behind, and never more than the limit', () => {
    const poll = (ratePerSecond: number) =>
      simulate(
        stream({
          arrivals: { process: 'poisson', ratePerSecond },
          processor: {
            consumers: 1,
            maxPollRecords: 10,
            serviceTime: { distribution: 'affine', baseSeconds: 0.05, perItemSeconds: 0.001 },
          },
          durationSeconds: 200,
        }),
      ).components['consumers']!;
    const [calm, busy, overloaded] = [poll(2), poll(60), poll(400)];
    expect(calm.batchSize!.mean!).toBeLessThan(1.2);
    expect(busy.batchSize!.mean!).toBeGreaterThan(2);
    expect(overloaded.batchSize!.mean!).toBeGreaterThan(9.9);
    expect(overloaded.batchSize!.mean!).toBeLessThanOrEqual(10);
    expect(overloaded.utilisation!).toBeCloseTo(1, 2);
  });

  test('streamProcessor cannot spread one hot key over its consumers', () => {
    const run = (count: number) =>
      simulate(
        stream({
          arrivals: { process: 'poisson', ratePerSecond: 30 },
          keys: { count },
          processor: {
            consumers: 4,
            maxPollRecords: 1,
            serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 },
          },
          durationSeconds: 300,
        }),
      );
    // 30 per second on four consumers of 10 per second is enough work for three of them; one key uses only one.
    expect(run(1).components['consumers']!.utilisation!).toBeCloseTo(0.25, 2);
    expect(run(1).components['log']!.lag!.end).toBeGreaterThan(5000);
    expect(run(5000).components['consumers']!.utilisation!).toBeCloseTo(0.75, 1);
  });

  test('streamProcessor adds the times of the records of a poll where the law gives the time of one', () => {
    const timesSeconds = [0, 0.01, 0.02, 0.03];
    const scenario = stream({
      arrivals: { process: 'trace', timesSeconds },
      partitions: 1,
      processor: { maxPollRecords: 10, serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
      durationSeconds: 10,
    });
    // The first record alone until 0.1 s, then the other three together until 0.4 s.
    const { visits } = traceRun(scenario).trace;
    expect(visits.map((visit) => visit.leftAt)).toEqual([0.1, 0.4, 0.4, 0.4].map((time) => expect.closeTo(time, 12)));
  });
});
