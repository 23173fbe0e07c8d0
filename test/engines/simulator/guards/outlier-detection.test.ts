import { describe, expect, test } from 'vitest';
import { OutlierDetection } from '../../../../widgets/engines/simulator/guards/outlier-detection.ts';
import { outlierSchema } from '../../../../widgets/engines/simulator/guards/outlier-parameters.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';

/** A detection over `hosts` replicas, and what it did. */
function detect(hosts: number, settings: object = {}) {
  const log: string[] = [];
  const detection = new OutlierDetection(outlierSchema.parse(settings), {
    hostEjected: (host, now) => log.push(`${now}: ${host} out`),
    hostReturned: (host, now) => log.push(`${now}: ${host} back`),
  });
  for (let host = 0; host < hosts; host++) detection.hostAdded(host);
  const fail = (host: number, times: number, now: number) => {
    for (let i = 0; i < times; i++) detection.answered(host, true, now);
  };
  const answer = (host: number, times: number, now: number) => {
    for (let i = 0; i < times; i++) detection.answered(host, false, now);
  };
  return { detection, log, fail, answer };
}

describe('OutlierDetection', () => {
  test('ejects at the fifth error in a row; an answer in between starts the count anew', () => {
    const { log, fail, answer } = detect(10);
    fail(3, 4, 1);
    answer(3, 1, 2);
    fail(3, 4, 3);
    expect(log).toEqual([]);
    fail(3, 1, 4);
    expect(log).toEqual(['4: 3 out']);
  });

  test('returns a replica at the first sweep after 30 s times its ejections, 300 s at most', () => {
    const { detection, log, fail } = detect(10);
    const lengths: number[] = [];
    let ejectedAt = 0;
    fail(0, 5, 0);
    for (let sweep = 1; lengths.length < 12; sweep++) {
      const now = sweep * 10;
      const before = log.length;
      detection.sweep(now);
      if (log.length === before) continue;
      lengths.push(now - ejectedAt);
      ejectedAt = now;
      fail(0, 5, now);
    }
    expect(lengths).toEqual([30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 300, 300]);
  });

  test('forgives one ejection with each sweep in which a replica stayed', () => {
    const { detection, log, fail } = detect(10);
    fail(0, 5, 0);
    for (let now = 10; now <= 30; now += 10) detection.sweep(now);
    fail(0, 5, 30);
    for (let now = 40; now <= 90; now += 10) detection.sweep(now);
    expect(log).toEqual(['0: 0 out', '30: 0 back', '30: 0 out', '90: 0 back']);
    // Two ejections so far; the sweep at 100 s takes one off, so the next lasts 60 s and not 90 s.
    detection.sweep(100);
    fail(0, 5, 101);
    for (let now = 110; now <= 160; now += 10) detection.sweep(now);
    expect(log.at(-1)).toBe('101: 0 out');
    detection.sweep(170);
    expect(log.at(-1)).toBe('170: 0 back');
  });

  test.each([
    [10, 10, 1],
    [20, 10, 2],
    [29, 10, 2],
    [5, 10, 1],
    [4, 50, 2],
    [3, 100, 3],
  ])('of %i replicas with at most %i %% ejects %i when all fail', (hosts, maxEjectionPercent, ejected) => {
    const { detection, fail } = detect(hosts, { maxEjectionPercent });
    for (let host = 0; host < hosts; host++) fail(host, 5, 1);
    expect(detection.ejectedCount).toBe(ejected);
    expect(detection.overflows).toBe(hosts - ejected);
  });

  test('ejects none of five at 10 % when one need not always be ejected', () => {
    const { detection, fail } = detect(5, { alwaysEjectOneHost: false });
    for (let host = 0; host < 5; host++) fail(host, 5, 1);
    expect(detection.ejectedCount).toBe(0);
  });

  /** Envoy's own example (outlier_detection_impl.cc): rates 50, 100, 100, 100, 100 have the mean 90, the deviation 20 and the threshold 52. */
  test('ejects at a sweep who is more than 1.9 deviations below the mean success rate', () => {
    const { detection, log, fail, answer } = detect(5);
    for (let host = 1; host < 5; host++) answer(host, 100, 1);
    for (let i = 0; i < 50; i++) {
      answer(0, 1, 2);
      fail(0, 1, 2);
    }
    detection.sweep(10);
    expect(log).toEqual(['10: 0 out']);
  });

  test('does not eject at a rate above the threshold, nor with too few requests or replicas', () => {
    const rates = (count: number, requests: number, failures: readonly number[]) => {
      const { detection, log, fail, answer } = detect(count);
      for (let host = 0; host < count; host++) {
        for (let i = 0; i < (failures[host] ?? 0); i++) {
          fail(host, 1, 1);
          answer(host, 1, 1);
        }
        answer(host, requests - 2 * (failures[host] ?? 0), 1);
      }
      detection.sweep(10);
      return log;
    };
    // 80 and 80 of 100 among three of 100: mean 92, deviation 9.8, threshold 73.4.
    expect(rates(5, 100, [20, 20])).toEqual([]);
    expect(rates(5, 99, [49])).toEqual([]);
    expect(rates(4, 100, [50])).toEqual([]);
    expect(rates(5, 100, [50])).toEqual(['10: 0 out']);
  });

  test('ejects for a share of 85 % failures only when that is asked for', () => {
    const run = (enforcesFailurePercentage: boolean, failures: number) => {
      const settings = { enforcesFailurePercentage, consecutive5xx: 1000, maxEjectionPercent: 100 };
      const { detection, log, fail, answer } = detect(5, { ...settings, successRateMinimumHosts: 100 });
      for (let host = 0; host < 5; host++) {
        fail(host, failures, 1);
        answer(host, 100 - failures, 1);
      }
      detection.sweep(10);
      return log.length;
    };
    expect([run(false, 100), run(true, 84), run(true, 85)]).toEqual([0, 0, 5]);
  });

  test('forgets a replica that is gone, ejected or not', () => {
    const { detection, log, fail } = detect(10);
    fail(0, 5, 1);
    detection.hostRemoved(0);
    expect(detection.ejectedCount).toBe(0);
    fail(0, 5, 2);
    for (let now = 10; now < 100; now += 10) detection.sweep(now);
    expect(log).toEqual(['1: 0 out']);
    fail(1, 5, 100);
    expect(log).toEqual(['1: 0 out', '100: 1 out']);
  });
});

describe('a load balancer with outlier detection', () => {
  const scenario = (outlierDetection: object | undefined, seconds: number, server: object = {}) => ({
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 0.1 }, to: 'balancer' },
      {
        id: 'balancer',
        kind: 'loadBalancer',
        policy: 'roundRobin',
        ...(outlierDetection ? { outlierDetection } : {}),
        to: 'model',
      },
      {
        id: 'model',
        kind: 'modelServer',
        queues: 'perReplica',
        replicas: 2,
        serviceTime: { distribution: 'deterministic', meanSeconds: 0.01 },
        ...server,
      },
    ],
    run: { durationSeconds: seconds, replications: 1 },
  });

  /** Both replicas fail always: the tenth request is the fifth failure of the second, the ninth that of the first. */
  test('ejects the first replica after its fifth failure and sends everything to the other until it returns', () => {
    const { components } = simulate(accept(scenario({}, 65, { failureProbability: 1 })));
    // Out at 0.81 s, back at the sweep at 40 s (30 s later is 30.81 s), out again after five more failures: 60 s, beyond the end. Back at 40 s, it and
    // the other take turns; the other is never ejected, because one of two is more than 10 %.
    const { ejections, meanEjected } = components['balancer']!.outlierDetection!;
    expect(ejections).toBe(2);
    const firstSeconds = 40 - 0.81;
    const secondSeconds = 65 - 40.81;
    expect(meanEjected).toBeCloseTo((firstSeconds + secondSeconds) / 65, 2);
  });

  test('changes nothing while nothing fails', () => {
    const { outlierDetection: _, ...ejecting } = simulate(accept(scenario({}, 60))).components['balancer']!;
    const plain = simulate(accept(scenario(undefined, 60)));
    expect(ejecting).toEqual(plain.components['balancer']);
  });
});
