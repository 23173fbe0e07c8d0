import { describe, expect, test } from 'vitest';
import { describeAutoscalingPolicy, HandCluster, metricsOf, pod, policyFor, shareLoad } from './hand-fed.ts';

const SETTINGS = { policy: 'hpa', minReplicas: 2, maxReplicas: 20, targetCPUUtilizationPercentage: 50 };

describeAutoscalingPolicy('hpa', {
  settings: { ...SETTINGS, minReplicas: 1 },
  minimum: 1,
  maximum: 20,
  at: (load, replicas, now) => metricsOf(Array.from({ length: replicas }, () => pod(now, Math.min(1, load / 2)))),
});

/** One tick on an hour-old controller. */
function tickOnce(settings: object, metrics: ReturnType<typeof metricsOf>): number {
  const policy = policyFor({ ...settings, behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } });
  return policy.loops[0]!.tick(policy.start(0, metrics.currentReplicas), 3600, metrics);
}
const NOW = 3600;
const pods = (count: number, utilisation: number) => Array.from({ length: count }, () => pod(NOW, utilisation));
const starting = { createdAt: NOW - 20, changedAt: NOW - 20, isReady: false, sampledAt: Number.NaN };

describe('hpa', () => {
  test('gives the published trace: 60:4, 90:8, 120:12, 765:2, and no other change', () => {
    const cluster = new HandCluster(policyFor(SETTINGS), 2, 30);
    cluster.run(
      1800,
      15,
      shareLoad((now) => (now >= 60 && now < 480 ? 6 : 1)),
    );
    expect(cluster.changes).toEqual([
      [60, 4],
      [90, 8],
      [120, 12],
      [765, 2],
    ]);
  });

  test('scales 80 down to 10 by 4 pods or 10 % a minute as the policy says: 72 64 57 51 45 40 36 32 28 24 20 16 12 10', () => {
    const policies = [
      { type: 'Pods', value: 4, periodSeconds: 60 },
      { type: 'Percent', value: 10, periodSeconds: 60 },
    ];
    const settings = {
      ...SETTINGS,
      minReplicas: 10,
      maxReplicas: 100,
      behavior: { scaleDown: { stabilizationWindowSeconds: 0, policies } },
    };
    const cluster = new HandCluster(policyFor(settings), 80, 0);
    cluster.run(
      3600,
      15,
      shareLoad(() => 0.01),
    );
    expect(cluster.changes.map(([, replicas]) => replicas)).toEqual([
      72, 64, 57, 51, 45, 40, 36, 32, 28, 24, 20, 16, 12, 10,
    ]);
    // A change exactly one period old is out, so each step comes 60 s after the one before.
    expect(cluster.changes.map(([now], i) => now - 60 * i)).toEqual(Array(14).fill(15));
  });

  test('keeps the count within the tolerance and moves just outside it', () => {
    // 55 % of 50 % is 1.1: exactly the tolerance.
    expect(tickOnce(SETTINGS, metricsOf(pods(10, 0.55)))).toBe(10);
    expect(tickOnce(SETTINGS, metricsOf(pods(10, 0.56)))).toBe(12);
    expect(tickOnce(SETTINGS, metricsOf(pods(10, 0.45)))).toBe(10);
    expect(tickOnce(SETTINGS, metricsOf(pods(10, 0.44)))).toBe(9);
  });

  test('takes a tolerance of its own for each direction', () => {
    const behavior = { scaleUp: { tolerance: 0 }, scaleDown: { tolerance: 0.5, stabilizationWindowSeconds: 0 } };
    const policy = policyFor({ ...SETTINGS, behavior });
    const tick = (utilisation: number) =>
      policy.loops[0]!.tick(policy.start(0, 10), NOW, metricsOf(pods(10, utilisation)));
    expect([0.26, 0.24, 0.5, 0.51].map(tick)).toEqual([10, 5, 10, 11]);
  });

  test('counts unready pods as idle when it would scale up, and not at all when it would scale down', () => {
    // 4 pods fully used and 4 that start: (4 · 100 + 4 · 0) / 8 = 50 % is on target.
    expect(
      tickOnce(SETTINGS, metricsOf([...pods(4, 1), ...Array.from({ length: 4 }, () => pod(NOW, 0, starting))])),
    ).toBe(8);
    // 4 pods at 25 % and 4 that start: half of the 4 ready ones would do.
    expect(
      tickOnce(SETTINGS, metricsOf([...pods(4, 0.25), ...Array.from({ length: 4 }, () => pod(NOW, 0, starting))])),
    ).toBe(2);
  });

  test('counts a pod that has just become ready as unready until one whole window was measured', () => {
    const fresh = { createdAt: NOW - 40, changedAt: NOW - 10 };
    const all = [...pods(4, 1), ...Array.from({ length: 4 }, () => pod(NOW, 0.2, fresh))];
    // Windows of 15 s: the newer four count as idle, 400 / 8 is on target. Of 10 s: 480 / 8 = 60 % asks for 10.
    expect(tickOnce(SETTINGS, metricsOf(all, { windowSeconds: 15 }))).toBe(8);
    expect(tickOnce(SETTINGS, metricsOf(all, { windowSeconds: 10 }))).toBe(10);
    // After the initialisation period the sample counts at once.
    const old = { createdAt: NOW - 400, changedAt: NOW - 10 };
    expect(
      tickOnce(
        SETTINGS,
        metricsOf([...pods(4, 1), ...Array.from({ length: 4 }, () => pod(NOW, 0.2, old))], { windowSeconds: 15 }),
      ),
    ).toBe(10);
  });

  test('counts pods without a metric as idle when it would scale up and as fully used when it would scale down', () => {
    const missing = pod(NOW, 0, { sampledAt: Number.NaN });
    // 3 at 80 % and 2 missing: 240 / 5 = 48 % is on target; the three alone would have asked for more.
    expect(tickOnce(SETTINGS, metricsOf([...pods(3, 0.8), missing, missing]))).toBe(5);
    // 3 at 80 % and 1 missing: 240 / 4 = 60 %, ratio 1.2, ceil(4.8).
    expect(tickOnce(SETTINGS, metricsOf([...pods(3, 0.8), missing]))).toBe(5);
    // 8 at 20 % and 1 missing: (160 + 100) / 9 = 28 %, ratio 0.56, ceil(5.04) = 6 instead of ceil(0.4 · 8) = 4.
    expect(tickOnce(SETTINGS, metricsOf([...pods(8, 0.2), missing]))).toBe(6);
  });

  test('does nothing when missing pods turn the direction round', () => {
    const missing = Array.from({ length: 4 }, () => pod(NOW, 0, { sampledAt: Number.NaN }));
    // 4 at 20 %: down; with 4 more at 100 % the mean is 60 %: up. Neither.
    expect(tickOnce(SETTINGS, metricsOf([...pods(4, 0.2), ...missing]))).toBe(8);
  });

  test('does nothing when no ready pod has a metric', () => {
    expect(tickOnce(SETTINGS, metricsOf([pod(NOW, 1, { sampledAt: Number.NaN })]))).toBe(2);
    expect(tickOnce(SETTINGS, metricsOf(Array.from({ length: 3 }, () => pod(NOW, 0, starting))))).toBe(3);
  });

  test('takes the most of several metrics, and a failed one blocks scaling down only', () => {
    const settings = {
      policy: 'hpa',
      maxReplicas: 50,
      metrics: [
        { name: 'cpu', averageUtilization: 50 },
        { name: 'queueLength', averageValue: 10 },
      ],
    };
    expect(tickOnce(settings, metricsOf(pods(10, 0.25), { queueLength: 150 }))).toBe(15);
    expect(tickOnce(settings, metricsOf(pods(10, 0.75), { queueLength: 0 }))).toBe(15);
    expect(tickOnce(settings, metricsOf(pods(10, 0.25), { queueLength: 30 }))).toBe(5);
    expect(tickOnce(settings, metricsOf(pods(10, 0.25), { queueLength: Number.NaN }))).toBe(10);
    expect(tickOnce(settings, metricsOf(pods(10, 0.75), { queueLength: Number.NaN }))).toBe(15);
  });

  test('a window for scaling up holds to the least that was wanted in it', () => {
    const policy = policyFor({ ...SETTINGS, behavior: { scaleUp: { stabilizationWindowSeconds: 60 } } });
    const state = policy.start(0, 4);
    const desired: number[] = [];
    for (let now = 15; now <= 120; now += 15)
      desired.push(
        policy.loops[0]!.tick(state, now, metricsOf(Array.from({ length: 4 }, () => pod(now, now < 45 ? 0.5 : 0.75)))),
      );
    // 4 was wanted at 30 for the last time; at 90 that is 60 s ago and out.
    expect(desired).toEqual([4, 4, 4, 4, 4, 6, 6, 6]);
  });

  test('a direction can be disabled, and Min takes the smallest of the limits', () => {
    const down = { stabilizationWindowSeconds: 0 };
    const tick = (behavior: object, utilisation: number) => {
      const policy = policyFor({ ...SETTINGS, behavior });
      return policy.loops[0]!.tick(policy.start(0, 10), NOW, metricsOf(pods(10, utilisation)));
    };
    expect(tick({ scaleUp: { selectPolicy: 'Disabled' } }, 1)).toBe(10);
    expect(tick({ scaleDown: { ...down, selectPolicy: 'Disabled' } }, 0)).toBe(10);
    expect(tick({ scaleUp: { selectPolicy: 'Min' } }, 1)).toBe(14);
    expect(tick({}, 1)).toBe(20);
    const policies = [
      { type: 'Pods', value: 1, periodSeconds: 60 },
      { type: 'Percent', value: 50, periodSeconds: 60 },
    ];
    expect(tick({ scaleDown: { ...down, policies, selectPolicy: 'Min' } }, 0.1)).toBe(9);
    expect(tick({ scaleDown: { ...down, policies } }, 0.1)).toBe(5);
  });
});
