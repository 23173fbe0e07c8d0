import { describe, expect, test } from 'vitest';
import type {
  AutoscalingPolicy,
  PodReading,
  ScrapedMetrics,
} from '../../../../widgets/engines/simulator/autoscaling/autoscaling-policy.ts';
import { autoscalingSchema, createAutoscaling } from '../../../../widgets/engines/simulator/autoscaling/schema.ts';

/** The policy of settings as a person writes them, for replicas that take `concurrency` calls at once. */
export function policyFor(settings: object, concurrency = 1): AutoscalingPolicy {
  return createAutoscaling(autoscalingSchema.parse(settings), { concurrency });
}

/** A replica that has been ready for an hour and was sampled just now. */
export function pod(now: number, utilisation: number, other: Partial<PodReading> = {}): PodReading {
  return { createdAt: now - 3600, isReady: true, changedAt: now - 3600, sampledAt: now, utilisation, ...other };
}

/** Metrics with what a test does not care about left at rest. */
export function metricsOf(pods: readonly PodReading[], other: Partial<ScrapedMetrics> = {}): ScrapedMetrics {
  return {
    currentReplicas: pods.length,
    readyReplicas: pods.filter((each) => each.isReady).length,
    pods,
    podCount: pods.length,
    windowSeconds: 0,
    concurrency: 0,
    requestsPerSecond: 0,
    queueLength: 0,
    lag: 0,
    partitions: Infinity,
    partitionsWithLag: Infinity,
    ...other,
  };
}

/** Busy servers of the whole component, or another total, at a moment. */
export type Load = (seconds: number) => number;

/** A cluster played by hand: replicas ready so long after they were asked for and gone at once when not, load spread evenly over the ready ones. */
export class HandCluster {
  readonly changes: [seconds: number, replicas: number][] = [];
  readonly #policy: AutoscalingPolicy;
  readonly #state: unknown;
  readonly #startSeconds: number;
  #created: number[];

  constructor(policy: AutoscalingPolicy, replicas: number, startSeconds: number) {
    this.#policy = policy;
    this.#startSeconds = startSeconds;
    this.#created = Array.from({ length: replicas }, () => -1e6);
    this.#state = policy.start(0, replicas);
  }

  get replicas(): number {
    return this.#created.length;
  }

  /** Scrapes and ticks every `stepSeconds` up to `until`; the metrics are what `read` makes of the replicas. */
  run(until: number, stepSeconds: number, read: (now: number, pods: readonly PodReading[]) => ScrapedMetrics): void {
    for (let now = stepSeconds; now <= until; now += stepSeconds) {
      const pods = this.#created.map((createdAt) => {
        const isReady = createdAt + this.#startSeconds <= now;
        const changedAt = isReady ? createdAt + this.#startSeconds : createdAt;
        return { createdAt, isReady, changedAt, sampledAt: isReady ? now : Number.NaN, utilisation: 0 };
      });
      this.#policy.observe(this.#state, now, read(now, pods));
      for (const loop of this.#policy.loops) {
        if (now % loop.periodSeconds === 0)
          this.#scale(now, loop.tick(this.#state, now, { ...read(now, pods), currentReplicas: this.replicas }));
      }
    }
  }

  #scale(now: number, desired: number): void {
    if (desired === this.replicas) return;
    this.changes.push([now, desired]);
    while (this.#created.length < desired) this.#created.push(now);
    this.#created.length = desired;
  }
}

/** Ready replicas of one core share the load; none can use more than its core. */
export function shareLoad(load: Load) {
  return (now: number, pods: readonly PodReading[]): ScrapedMetrics => {
    const ready = pods.filter((each) => each.isReady);
    const utilisation = Math.min(1, load(now) / ready.length);
    for (const each of ready) (each as { utilisation: number }).utilisation = utilisation;
    return metricsOf(pods);
  };
}

interface PolicyUnderTest {
  readonly settings: object;
  readonly minimum: number;
  readonly maximum: number;
  /** Metrics for so much load (1 is on target) on so many replicas that have long been ready. */
  at(load: number, replicas: number, now: number): ScrapedMetrics;
}

/** What every autoscaling policy keeps: its bounds, more load never asks for fewer, and on target nothing changes. */
export function describeAutoscalingPolicy(name: string, { settings, minimum, maximum, at }: PolicyUnderTest): void {
  /** What is asked for after an hour of so much load per replica, on replicas that stay as they are. */
  const asked = (load: number, replicas: number): number => {
    const policy = policyFor(settings);
    const state = policy.start(0, replicas);
    let desired = replicas;
    for (let now = 1; now <= 3600; now++) {
      if (now % policy.scrapeSeconds === 0) policy.observe(state, now, at(load, replicas, now));
      for (const loop of policy.loops)
        if (now % loop.periodSeconds === 0) desired = loop.tick(state, now, at(load, replicas, now));
    }
    return desired;
  };
  const loads = [0, 0.1, 0.3, 0.5, 0.8, 1, 1.2, 1.5, 2, 5, 10, 100];

  describe(`${name} as an autoscaling policy`, () => {
    test('never leaves its bounds', () => {
      for (const load of loads)
        for (const replicas of [minimum, 4, maximum]) {
          expect(asked(load, replicas)).toBeGreaterThanOrEqual(minimum);
          expect(asked(load, replicas)).toBeLessThanOrEqual(maximum);
        }
    });

    test('never asks for fewer when there is more load', () => {
      for (const replicas of [1, 3, 4, 10]) {
        const counts = loads.map((load) => asked(load, replicas));
        expect(counts).toEqual([...counts].sort((a, b) => a - b));
      }
    });

    test('leaves the count as it is when the metric is on target', () => {
      for (const replicas of [1, 2, 4, 7, 10]) expect(asked(1, replicas)).toBe(replicas);
    });

    test('brings a count outside the bounds back', () => {
      expect(asked(1, maximum + 3)).toBe(maximum);
    });

    test('gives the same answers to the same metrics', () => {
      expect(loads.map((load) => asked(load, 4))).toEqual(loads.map((load) => asked(load, 4)));
    });
  });
}
