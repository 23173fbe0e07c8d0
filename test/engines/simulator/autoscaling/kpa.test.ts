import { describe, expect, test } from 'vitest';
import { SecondBuckets } from '../../../../widgets/engines/simulator/autoscaling/second-buckets.ts';
import { describeAutoscalingPolicy, HandCluster, metricsOf, pod, policyFor } from './hand-fed.ts';

/** Ten at once with 70 % aimed at: a target of 7. */
const SETTINGS = { policy: 'kpa', minScale: 1, maxScale: 100, containerConcurrency: 10 };

describeAutoscalingPolicy('kpa', {
  settings: { ...SETTINGS, maxScale: 20 },
  minimum: 1,
  maximum: 20,
  at: (load, replicas, now) =>
    metricsOf(
      Array.from({ length: replicas }, () => pod(now, 0)),
      { concurrency: 7 * load * replicas },
    ),
});

const concurrencyOf = (load: (now: number) => number) => (now: number, pods: Parameters<typeof metricsOf>[0]) =>
  metricsOf(pods, { concurrency: load(now), requestsPerSecond: 10 * load(now) });

describe('kpa', () => {
  test('gives the published trace: 60:2 62:4 64:7 66:8, and after the panic 128:7 130:6 140:5 150:4 158:3 168:2 178:1', () => {
    const cluster = new HandCluster(policyFor(SETTINGS), 1, 4);
    cluster.run(
      400,
      1,
      concurrencyOf((now) => (now >= 60 && now < 120 ? 50 : 5)),
    );
    expect(cluster.changes).toEqual([
      [60, 2],
      [62, 4],
      [64, 7],
      [66, 8],
      [128, 7],
      [130, 6],
      [140, 5],
      [150, 4],
      [158, 3],
      [168, 2],
      [178, 1],
    ]);
  });

  test('panics on wanted over ready replicas, which is rounded up: at 12.5 in flight on a target of 7', () => {
    const policy = policyFor(SETTINGS);
    const state = policy.start(0, 1) as { panicAt: number };
    for (let now = 1; now <= 60; now++) {
      policy.observe(state, now, metricsOf([pod(now, 0)], { concurrency: now < 60 ? 5 : 50 }));
      if (now % 2 === 0) policy.loops[0]!.tick(state, now, metricsOf([pod(now, 0)]));
    }
    // (5 · 5 + 50) / 6 = 12.5 is 1.79 times the target, below the threshold of 200 %.
    expect(state.panicAt).toBe(60);
  });

  test('starts in panic when it finds more than one replica, and keeps them for a stable window', () => {
    const cluster = new HandCluster(policyFor(SETTINGS), 5, 0);
    cluster.run(
      200,
      1,
      concurrencyOf(() => 5),
    );
    expect(cluster.changes[0]).toEqual([62, 2]);
  });

  test('never goes below half of the ready replicas in one step', () => {
    const cluster = new HandCluster(policyFor(SETTINGS), 16, 0);
    cluster.run(
      200,
      1,
      concurrencyOf(() => 0),
    );
    expect(cluster.changes.map(([, replicas]) => replicas)).toEqual([8, 4, 2, 1]);
  });

  test('counts requests per second when asked to, with a target of 200 for each replica', () => {
    const cluster = new HandCluster(
      policyFor({ policy: 'kpa', metric: 'rps', targetUtilizationPercentage: 100 }),
      1,
      0,
    );
    // 55 in flight are 550 per second here, from the start.
    cluster.run(
      30,
      1,
      concurrencyOf(() => 55),
    );
    expect(cluster.replicas).toBe(3);
  });

  test('goes to zero a stable window after the last traffic was in the window, and at once when the activator is in the path', () => {
    const cluster = new HandCluster(policyFor({ policy: 'kpa', containerConcurrency: 10 }), 1, 0);
    cluster.run(
      300,
      1,
      concurrencyOf((now) => (now < 100 ? 5 : 0)),
    );
    // Traffic is seen until second 99; at 160 the window [101, 160] is empty. The tick marks it inactive, the next one removes the replica.
    expect(cluster.changes).toEqual([[162, 0]]);
  });

  test('waits for the grace period when the activator has to come into the path first', () => {
    const settings = { policy: 'kpa', containerConcurrency: 10, targetBurstCapacity: 5 };
    const cluster = new HandCluster(policyFor(settings), 1, 0);
    cluster.run(
      300,
      1,
      concurrencyOf((now) => (now < 100 ? 2 : 0)),
    );
    expect(cluster.changes).toEqual([[190, 0]]);
  });

  test('keeps the last replica for the retention period', () => {
    const settings = { policy: 'kpa', containerConcurrency: 10, scaleToZeroPodRetentionPeriodSeconds: 60 };
    const cluster = new HandCluster(policyFor(settings), 1, 0);
    cluster.run(
      400,
      1,
      concurrencyOf((now) => (now < 100 ? 5 : 0)),
    );
    expect(cluster.changes).toEqual([[220, 0]]);
  });

  test('does not go to zero when that is switched off', () => {
    const cluster = new HandCluster(policyFor({ policy: 'kpa', enableScaleToZero: false }), 1, 0);
    cluster.run(
      400,
      1,
      concurrencyOf(() => 0),
    );
    expect(cluster.changes).toEqual([]);
  });

  test('wakes from zero when requests wait', () => {
    const cluster = new HandCluster(policyFor({ policy: 'kpa', containerConcurrency: 10 }), 0, 0);
    cluster.run(
      100,
      1,
      concurrencyOf((now) => (now < 50 ? 0 : 1)),
    );
    expect(cluster.changes).toEqual([[50, 1]]);
  });

  test('keeps the most that was wanted during a scale-down delay', () => {
    const at = (scaleDownDelaySeconds: number) => {
      const cluster = new HandCluster(policyFor({ ...SETTINGS, scaleDownDelaySeconds }), 1, 0);
      cluster.run(
        400,
        1,
        concurrencyOf((now) => (now < 100 ? 12 : 5)),
      );
      return cluster.changes.at(-1)!;
    };
    // Wanted 2 until the average of 60 s is at most 7: (12 k + 5 (60 − k)) / 60 ≤ 7 for k ≤ 17, at second 142.
    expect(at(0)).toEqual([142, 1]);
    // The last 2 was wanted at 140 and is 30 s old, and out, at 170.
    expect(at(30)).toEqual([170, 1]);
  });

  test('starts at least the activation scale once there is load', () => {
    const cluster = new HandCluster(policyFor({ policy: 'kpa', activationScale: 3, containerConcurrency: 10 }), 0, 0);
    cluster.run(
      20,
      1,
      concurrencyOf(() => 1),
    );
    expect(cluster.changes).toEqual([[2, 3]]);
  });

  test('says that the activator is in the path while ready · total − in flight − 211 is below 0', () => {
    const policy = policyFor(SETTINGS);
    const state = policy.start(0, 30) as { excessBurstCapacity: number };
    const tick = (ready: number) => {
      policy.observe(state, 2, metricsOf([], { concurrency: 40 }));
      policy.loops[0]!.tick(state, 2, metricsOf([], { currentReplicas: 30, readyReplicas: ready }));
      return state.excessBurstCapacity;
    };
    expect([tick(25), tick(26)]).toEqual([-1, 9]);
  });
});

describe('SecondBuckets', () => {
  test('divides by the seconds since the first write, at most the window', () => {
    const buckets = new SecondBuckets(6);
    const averages = [3, 6, 9, 12, 15, 18, 21].map((value, i) => {
      buckets.record(10 + i, value);
      return buckets.average(10 + i);
    });
    expect(averages).toEqual([3, 4.5, 6, 7.5, 9, 10.5, 13.5]);
  });

  test('drops seconds that were not written as zeros, and starts anew after a whole window of silence', () => {
    const buckets = new SecondBuckets(4);
    for (let second = 0; second < 4; second++) buckets.record(second, 8);
    expect(buckets.average(5)).toBe(8);
    buckets.record(6, 8);
    // Seconds 3 and 6 were written; 4 and 5 count as 0.
    expect(buckets.average(6)).toBe(4);
    expect([buckets.average(10), buckets.isEmpty(10), buckets.isEmpty(11)]).toEqual([0, false, true]);
    buckets.record(12, 5);
    expect(buckets.average(12)).toBe(5);
  });
});
