import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import type { ReplicaPool } from '../../../../widgets/engines/simulator/stations/replicas.ts';
import { station } from '../accept.ts';
import { traceRun } from '../trace.ts';
import { coldStart, replicasOf, run, scenarioOf } from './second-load.ts';

describe('replicas that start', () => {
  /** Four requests a second, one for each replica: two are there, four are wanted from the first tick on. */
  const grow = (autoscaling: object) => ({
    seconds: 400,
    load: () => 4,
    server: { replicas: 2 },
    autoscaling: {
      policy: 'hpa',
      maxReplicas: 4,
      metrics: [{ name: 'requestsPerSecond', averageValue: 1 }],
      ...autoscaling,
    },
  });
  const readyAt = (autoscaling: object): number[] => {
    const { model } = traceRun(scenarioOf(grow(autoscaling)));
    const { pool } = model.stations[1] as unknown as { pool: ReplicaPool };
    return [...pool.readyAt.subarray(0, pool.used)];
  };

  test('are ready a cold start after the tick that asked for them', () => {
    expect(readyAt({ coldStart: coldStart(20) })).toEqual([0, 0, 35, 35]);
    expect(readyAt({ coldStart: coldStart(0) })).toEqual([0, 0, 15, 15]);
  });

  test('are found ready by the first probe after they have started', () => {
    expect(readyAt({ coldStart: coldStart(21), readinessProbePeriodSeconds: 10 })).toEqual([0, 0, 45, 45]);
    expect(readyAt({ coldStart: coldStart(20), readinessProbePeriodSeconds: 10 })).toEqual([0, 0, 35, 35]);
  });

  test('wait for the cluster autoscaler, the boot of a node and one pull of the image where there is no room', () => {
    const nodes = { slotsPerNode: 2, nodeBootSeconds: 60, nodeBootCv: 0, imagePullSeconds: 15 };
    // Asked for at 15, seen at 20, node at 80, image at 95, started at 105: both, for the second finds the image being pulled.
    expect(readyAt({ coldStart: coldStart(10), nodes })).toEqual([0, 0, 105, 105]);
    // Room for a third on the first node, where the image is: 15 + 10. The fourth waits for a node.
    expect(readyAt({ coldStart: coldStart(10), nodes: { ...nodes, slotsPerNode: 3 } })).toEqual([0, 0, 25, 105]);
    // No second node may be ordered.
    expect(readyAt({ coldStart: coldStart(10), nodes: { ...nodes, maximumNodes: 1 } })).toEqual([0, 0, NaN, NaN]);
  });

  test('take times drawn from the law, the same for the same seed', () => {
    const times = readyAt({ coldStart: { distribution: 'gpuContainer' } });
    expect(times[2]).not.toBe(times[3]);
    expect(readyAt({ coldStart: { distribution: 'gpuContainer' } })).toEqual(times);
  });

  test('are taken back when they are not wanted any more, and cost nothing from then on', () => {
    const result = run({
      seconds: 400,
      load: (second) => (second < 40 ? 4 : 0),
      server: { replicas: 2 },
      autoscaling: {
        policy: 'hpa',
        maxReplicas: 4,
        metrics: [{ name: 'requestsPerSecond', averageValue: 1 }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 0 } },
        coldStart: coldStart(300),
      },
    });
    // At 45 the last 15 s had 36 requests, 2.4 a second; at 60 none: what is starting goes first, then one of the two that are ready.
    expect(replicasOf(result).changes).toEqual([
      [0, 2],
      [15, 4],
      [45, 3],
      [60, 1],
    ]);
    // Those removed after 30 and 45 s are charged for a minute.
    const seconds = 2 * 15 + 4 * 30 + 3 * 15 + 340 + 30 + 15;
    expect(result.components['model']!.costUsd).toBeCloseTo((0.192 * seconds) / 3600, 9);
  });
});

describe('what the result says', () => {
  test('replica-seconds count and cost from creation, starting ones included', () => {
    const result = run({
      seconds: 1800,
      load: (second) => (second >= 60 && second < 480 ? 6 : 1),
      server: { replicas: 2 },
      autoscaling: {
        policy: 'hpa',
        minReplicas: 2,
        maxReplicas: 20,
        targetCPUUtilizationPercentage: 50,
        reading: 'instant',
        coldStart: coldStart(30),
      },
    });
    const replicaSeconds = 2 * 60 + 4 * 30 + 8 * 30 + 12 * 645 + 2 * 1035;
    expect(replicasOf(result).mean).toBeCloseTo(replicaSeconds / 1800, 9);
    expect(replicasOf(result).max).toBe(12);
    expect(result.components['model']!.costUsd).toBeCloseTo((0.192 * replicaSeconds) / 3600, 9);
  });

  test('a controller that may not change anything leaves every request as it was', () => {
    const make = (autoscaling?: object) =>
      station({
        arrivals: { process: 'poisson', ratePerSecond: 25 },
        server: { replicas: 3, serviceTime: { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 }, autoscaling },
        run: { seed: 4, durationSeconds: 2000, warmUpSeconds: 100, replications: 2 },
      });
    const fixed = simulate(make());
    const controlled = simulate(make({ policy: 'hpa', minReplicas: 3, maxReplicas: 3 }));
    expect(controlled.sojournTimeSeconds).toEqual(fixed.sojournTimeSeconds);
    expect(controlled.requests).toEqual(fixed.requests);
    expect(controlled.cost.totalUsd).toBeCloseTo(fixed.cost.totalUsd, 9);
    expect(controlled.components['model']!.utilisation).toBeCloseTo(fixed.components['model']!.utilisation!, 9);
  });

  test('a request that finds no replica wakes the KPA at once and waits for the cold start', () => {
    const scenario = station({
      arrivals: { process: 'trace', timesSeconds: [0, 300.5] },
      server: {
        serviceTime: { distribution: 'deterministic', meanSeconds: 1 },
        autoscaling: { policy: 'kpa', targetUtilizationPercentage: 100, coldStart: coldStart(4) },
      },
      run: { durationSeconds: 400, replications: 1 },
    });
    const result = simulate(scenario);
    // The second that ends at 1 had traffic and is in the window until 60; 0 is wanted at 62, and the replica goes at the next tick.
    expect(replicasOf(result).changes).toEqual([
      [0, 1],
      [64, 0],
      [300.5, 1],
      [368, 0],
    ]);
    expect(result.sojournTimeSeconds.max).toBe(5);
    expect(result.requests.completed).toBe(2);
  });

  test('nodes are counted, booting ones included, and removed ten minutes after their last replica', () => {
    const result = run({
      seconds: 2400,
      load: (second) => (second < 120 ? 4 : 0),
      server: { replicas: 2 },
      autoscaling: {
        policy: 'hpa',
        maxReplicas: 4,
        metrics: [{ name: 'requestsPerSecond', averageValue: 1 }],
        coldStart: coldStart(10),
        nodes: { slotsPerNode: 2, nodeBootSeconds: 60, nodeBootCv: 0 },
      },
    });
    // 4 wanted from 15 to 120; at 420 that is 300 s ago: one is left, on the first node. The second is empty from 420 and goes at 1020.
    expect(replicasOf(result).changes).toEqual([
      [0, 2],
      [15, 4],
      [420, 1],
    ]);
    expect(result.components['model']!.nodes).toEqual({ mean: (2400 + 1000) / 2400, max: 2 });
  });
});

describe('a scenario is refused', () => {
  const problemsOf = (autoscaling: object) => {
    try {
      run({ seconds: 10, load: () => 1, server: {}, autoscaling });
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test('when bounds contradict each other, or two ways of saying one thing are used', () => {
    expect(problemsOf({ policy: 'hpa', minReplicas: 5, maxReplicas: 2 })).toMatchInlineSnapshot(
      `"components[1].autoscaling.maxReplicas: expected a largest number that is not below the smallest, found 2. Raise maxReplicas or lower minReplicas."`,
    );
    expect(
      problemsOf({
        policy: 'hpa',
        maxReplicas: 2,
        targetCPUUtilizationPercentage: 50,
        metrics: [{ name: 'queueLength', averageValue: 5 }],
      }),
    ).toMatchInlineSnapshot(
      `"components[1].autoscaling.targetCPUUtilizationPercentage: expected metrics or targetCPUUtilizationPercentage, not both, found 50. Put the utilisation into metrics."`,
    );
    expect(
      problemsOf({ policy: 'keda', allowIdleConsumers: true, limitToPartitionsWithLag: true }),
    ).toMatchInlineSnapshot(
      `"components[1].autoscaling.limitToPartitionsWithLag: expected false when allowIdleConsumers is true, found true. Set one of the two to false: KEDA refuses both."`,
    );
  });

  test('when a key or a policy is unknown', () => {
    expect(problemsOf({ policy: 'hpa', maxReplicas: 2, minReplica: 1 })).toMatchInlineSnapshot(
      `"components[1].autoscaling.minReplica: expected one of the keys policy, minReplicas, maxReplicas, targetCPUUtilizationPercentage, metrics, behavior, tolerance, syncPeriodSeconds, scrapeSeconds, cpuInitializationPeriodSeconds, initialReadinessDelaySeconds, reading, coldStart, readinessProbePeriodSeconds, nodes, found the unknown key "minReplica". Did you mean "minReplicas"?"`,
    );
    expect(problemsOf({ policy: 'hpaa', maxReplicas: 2 })).toMatchInlineSnapshot(
      `"components[1].autoscaling.policy: expected one of hpa, kpa, keda, targetTracking, found "hpaa". Did you mean "hpa"?"`,
    );
  });
});
