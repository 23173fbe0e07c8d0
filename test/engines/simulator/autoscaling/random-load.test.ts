import { describe, expect, test } from 'vitest';
import { autoscalingPolicies } from '../../../../widgets/engines/simulator/autoscaling/index.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';

/** Every policy with replicas that take random times to start, some of them on nodes. */
const policies: Readonly<Record<string, { settings: object; minimum: number; maximum: number }>> = {
  hpa: {
    settings: { policy: 'hpa', minReplicas: 2, maxReplicas: 12, targetCPUUtilizationPercentage: 60 },
    minimum: 2,
    maximum: 12,
  },
  'hpa on nodes': {
    settings: {
      policy: 'hpa',
      minReplicas: 1,
      maxReplicas: 12,
      metrics: [
        { name: 'concurrency', averageValue: 3 },
        { name: 'cpu', averageUtilization: 60 },
      ],
      readinessProbePeriodSeconds: 10,
      nodes: { slotsPerNode: 3, imagePullSeconds: 20 },
    },
    minimum: 1,
    maximum: 12,
  },
  kpa: { settings: { policy: 'kpa', maxScale: 15 }, minimum: 0, maximum: 15 },
  keda: { settings: { policy: 'keda', maxReplicaCount: 10, lagThreshold: 2 }, minimum: 0, maximum: 10 },
  targetTracking: {
    settings: {
      policy: 'targetTracking',
      maxCapacity: 12,
      targetValue: 240,
      coldStart: { distribution: 'gpuContainer' },
    },
    minimum: 1,
    maximum: 12,
  },
};

/** A crowd on a server whose calls are cut short by a client timeout, with queues shared or one for each replica. */
const scenarioFor = (autoscaling: object, queues: string) =>
  accept({
    components: [
      {
        id: 'users',
        kind: 'traffic',
        arrivals: {
          process: 'step',
          ratePerSecond: 8,
          stepRatePerSecond: 60,
          startSeconds: 600,
          riseSeconds: 60,
          holdSeconds: 900,
        },
        to: 'gateway',
      },
      { id: 'gateway', kind: 'gateway', timeoutSeconds: 20, to: 'model' },
      {
        id: 'model',
        kind: 'modelServer',
        replicas: 2,
        concurrency: 2,
        queues,
        queueCapacity: 500,
        serviceTime: { distribution: 'lognormal', meanSeconds: 0.2, cv: 1 },
        autoscaling,
      },
    ],
    run: { seed: 8, durationSeconds: 3600, replications: 2 },
  });

describe.each(Object.entries(policies))('under random load, %s', (_name, { settings, minimum, maximum }) => {
  test.each(['shared', 'perReplica'])(
    'loses no request, stays within its bounds and keeps Little’s law, with queues %s',
    (queues) => {
      const result = simulate(scenarioFor(settings, queues));
      const { offered, ...rest } = result.requests;
      expect(Object.values(rest).reduce((sum, count) => sum + count, 0)).toBe(offered);
      const { replicas, arrivals, completed, numberInSystem, sojournTimeSeconds, rejectedFraction } =
        result.components['model']!;
      const counts = replicas!.changes.map(([, count]) => count);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(minimum);
      expect(Math.max(...counts)).toBeLessThanOrEqual(maximum);
      // It reacts: up for the crowd, and down again after it.
      expect(Math.max(...counts)).toBeGreaterThan(4);
      expect(counts.at(-1)).toBeLessThan(Math.max(...counts));
      const changedAt = replicas!.changes.map(([seconds]) => seconds);
      expect(changedAt).toEqual([...changedAt].sort((a, b) => a - b));
      // L = λ W over both runs, up to those that are still there at the end, each for at most the longest time that anybody stayed.
      const stillThere = Math.round(arrivals * (1 - rejectedFraction!)) - completed;
      expect(stillThere).toBeLessThan(100);
      const area = numberInSystem! * 2 * 3600;
      expect(area - completed * sojournTimeSeconds!.mean!).toBeGreaterThanOrEqual(-1e-6 * area);
      expect(area - completed * sojournTimeSeconds!.mean!).toBeLessThanOrEqual(
        (stillThere + 1e-6) * sojournTimeSeconds!.max!,
      );
      const { utilisation } = result.timeline.components['model']!;
      expect(Math.max(...utilisation)).toBeLessThanOrEqual(1);
      expect(result.components['model']!.utilisation).toBeLessThanOrEqual(1);
      expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
    },
  );

  test('gives the same run for the same seed', () => {
    const scenario = scenarioFor(settings, 'shared');
    expect(simulate(scenario)).toEqual(simulate(scenario));
  });
});

test('every policy of the registry is run under random load', () => {
  const names = Object.values(policies).map(({ settings }) => (settings as { policy: string }).policy);
  expect(new Set(names)).toEqual(new Set(autoscalingPolicies.map(({ name }) => name)));
});
