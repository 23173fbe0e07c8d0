import { describe, expect, test } from 'vitest';
import { describeAutoscalingPolicy, HandCluster, metricsOf, pod, policyFor } from './hand-fed.ts';

/** Invocations per minute and instance. */
const SETTINGS = { policy: 'targetTracking', minCapacity: 1, maxCapacity: 20, targetValue: 300 };

describeAutoscalingPolicy('targetTracking', {
  settings: SETTINGS,
  minimum: 1,
  maximum: 20,
  at: (load, replicas, now) =>
    metricsOf(
      Array.from({ length: replicas }, () => pod(now, 0)),
      { requestsPerSecond: (300 / 60) * load * replicas },
    ),
});

/** The changes while requests come at a rate per minute that depends on the time. */
function changesUnder(ratePerMinute: (now: number) => number, settings: object = {}, replicas = 2, startSeconds = 0) {
  const cluster = new HandCluster(policyFor({ ...SETTINGS, ...settings }), replicas, startSeconds);
  cluster.run(7200, 60, (now, pods) => metricsOf(pods, { requestsPerSecond: ratePerMinute(now) / 60 }));
  return cluster.changes;
}

describe('targetTracking', () => {
  test('scales out in proportion after three points above the target', () => {
    // 2 instances at 300 each; from 600 on 1500 a minute: 750 each at 600, 660 and 720, ceil(2 · 750 / 300) = 5.
    expect(changesUnder((now) => (now < 600 ? 600 : 1500))).toEqual([[720, 5]]);
  });

  test('scales in after fifteen points below the threshold, and not at all within it', () => {
    expect(changesUnder((now) => (now < 600 ? 1500 : 600), {}, 5)).toEqual([[600 + 14 * 60, 2]]);
    // 1380 / 5 = 276 is 92 % of the target: neither above it nor below 90 % of it.
    expect(changesUnder(() => 1380, {}, 5)).toEqual([]);
    expect(changesUnder(() => 1200, { scaleInThreshold: 0.7 }, 5)).toEqual([]);
    expect(changesUnder(() => 1200, { scaleInThreshold: 0.9 }, 5)).toEqual([[15 * 60, 4]]);
  });

  test('does not add again in the cool-down while the instances it has asked for are starting', () => {
    // Instances take 10 min: the metric per instance in service stays at 750; without the cool-down every minute would add.
    const rate = (now: number) => (now < 600 ? 600 : 1500);
    expect(changesUnder(rate, { scaleOutCooldownSeconds: 900 }, 2, 600)).toEqual([[720, 5]]);
    expect(changesUnder(rate, { scaleOutCooldownSeconds: 0 }, 2, 600).slice(0, 3)).toEqual([
      [720, 5],
      [780, 13],
      [840, 20],
    ]);
  });

  test('allows a larger scale-out in the cool-down, reckoned from before it', () => {
    // 1500 a minute from 600, 2400 from 780, on the two instances in service: ceil(2 · 1200 / 300) = 8, of which 3 are on their way.
    const rate = (now: number) => (now < 600 ? 600 : now < 780 ? 1500 : 2400);
    expect(changesUnder(rate, { scaleOutCooldownSeconds: 3600 }, 2, 3600).slice(0, 2)).toEqual([
      [720, 5],
      [780, 8],
    ]);
  });

  test('scales out at once in the cool-down of a scale-in, and in once per cool-down', () => {
    const rate = (now: number) => (now < 60 ? 1500 : now < 960 ? 600 : 1500);
    // Low from 60: 15 points at 900. High again from 960: three points at 1080, 180 s after the scale-in.
    expect(changesUnder(rate, {}, 5)).toEqual([
      [900, 2],
      [1080, 5],
    ]);
    const falling = (now: number) => Math.max(300, 1500 - now / 2);
    const ins = changesUnder(falling, { scaleInCooldownSeconds: 900 }, 5).map(([now]) => now);
    expect(ins.length).toBeGreaterThan(1);
    for (let i = 1; i < ins.length; i++) expect(ins[i]! - ins[i - 1]!).toBeGreaterThanOrEqual(900);
  });

  test('never scales in when that is disabled', () => {
    expect(changesUnder(() => 0, { disableScaleIn: true }, 5)).toEqual([]);
  });

  test('tracks requests in flight or the busy share as well', () => {
    const policy = (predefinedMetricType: string, targetValue: number) => {
      const made = policyFor({ ...SETTINGS, predefinedMetricType, targetValue });
      const state = made.start(0, 4);
      const pods = Array.from({ length: 4 }, (_, i) => pod(180, i < 2 ? 1 : 0.8));
      const metrics = metricsOf(pods, { concurrency: 40 });
      for (const now of [60, 120, 180]) made.observe(state, now, metrics);
      return made.loops[0]!.tick(state, 180, metrics);
    };
    expect(policy('SageMakerVariantConcurrentRequestsPerModelHighResolution', 5)).toBe(8);
    // (1 + 1 + 0.8 + 0.8) / 4 = 90 %, ceil(4 · 90 / 60) = 6, although 4 · 0.9 · 100 is not exact.
    expect(policy('ECSServiceAverageCPUUtilization', 60)).toBe(6);
  });
});
