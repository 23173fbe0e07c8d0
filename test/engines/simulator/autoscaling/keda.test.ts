import { describe, expect, test } from 'vitest';
import { describeAutoscalingPolicy, HandCluster, metricsOf, pod, policyFor } from './hand-fed.ts';

const replicasAt = (replicas: number, now: number) => Array.from({ length: replicas }, () => pod(now, 0));

describeAutoscalingPolicy('keda', {
  settings: { policy: 'keda', minReplicaCount: 1, maxReplicaCount: 20, lagThreshold: 50 },
  minimum: 1,
  maximum: 20,
  at: (load, replicas, now) => metricsOf(replicasAt(replicas, now), { lag: Math.round(50 * load * replicas) }),
});

/** Consumers after the first sync that sees so much lag in 4 partitions, on as many as there are partitions less one. */
function consumersFor(lag: number, settings: object = {}, partitionsWithLag = 4): number {
  const policy = policyFor({ policy: 'keda', lagThreshold: 50, ...settings });
  const metrics = metricsOf(replicasAt(3, 15), { lag, partitions: 4, partitionsWithLag });
  return policy.loops[1]!.tick(policy.start(0, 3), 15, metrics);
}

describe('keda', () => {
  test('caps a lag of 260 over 4 partitions at 4 consumers, and lets 230 ask for 5, of which one is idle', () => {
    expect(consumersFor(260)).toBe(4);
    expect(consumersFor(230)).toBe(5);
    expect(consumersFor(249)).toBe(5);
    expect(consumersFor(250)).toBe(4);
  });

  test('does not cap when idle consumers are allowed, and caps by the partitions with lag when asked to', () => {
    expect(consumersFor(300, { allowIdleConsumers: true })).toBe(6);
    expect(consumersFor(260, { limitToPartitionsWithLag: true }, 2)).toBe(3); // 2 wanted; the HPA waits 300 s before it goes down.
    expect(consumersFor(249, { limitToPartitionsWithLag: true }, 4)).toBe(5);
  });

  test('starts the first replica at the next poll after there is lag, and the HPA goes on from there', () => {
    const policy = policyFor({ policy: 'keda', lagThreshold: 10 });
    const cluster = new HandCluster(policy, 0, 0);
    cluster.run(120, 15, (now, pods) => metricsOf(pods, { lag: now >= 45 ? 65 : 0 }));
    // Polls at 30 and 60; syncs every 15 s; from 1 by at most +4 pods.
    expect(cluster.changes).toEqual([
      [60, 1],
      [60, 5],
      [75, 7],
    ]);
  });

  test('stays at zero up to the activation lag', () => {
    const cluster = new HandCluster(policyFor({ policy: 'keda', activationLagThreshold: 20 }), 0, 0);
    cluster.run(600, 15, (now, pods) => metricsOf(pods, { lag: now < 300 ? 20 : 21 }));
    expect(cluster.changes[0]).toEqual([300, 1]);
  });

  test('goes to zero at the first poll more than the cool-down after there was lag', () => {
    const cluster = new HandCluster(policyFor({ policy: 'keda', lagThreshold: 10 }), 1, 0);
    cluster.run(900, 15, (now, pods) => metricsOf(pods, { lag: now <= 90 ? 5 : 0 }));
    // Last active at the poll at 90: at 390 that is 300 s ago, which is not yet more; at 420 it is.
    expect(cluster.changes).toEqual([[420, 0]]);
  });

  test('never goes to zero when a fewest number is kept', () => {
    const cluster = new HandCluster(policyFor({ policy: 'keda', minReplicaCount: 2 }), 2, 0);
    cluster.run(1800, 15, (_now, pods) => metricsOf(pods));
    expect(cluster.changes).toEqual([]);
  });

  test('follows all rules of the HPA: five minutes before scaling down, ten per cent of tolerance', () => {
    const cluster = new HandCluster(policyFor({ policy: 'keda', lagThreshold: 50, maxReplicaCount: 20 }), 10, 0);
    cluster.run(900, 15, (now, pods) => metricsOf(pods, { lag: now < 300 ? 540 : 260 }));
    // 540 / 500 = 1.08 is within the tolerance, so 10 was wanted last at 285.
    expect(cluster.changes).toEqual([[585, 6]]);
  });
});
