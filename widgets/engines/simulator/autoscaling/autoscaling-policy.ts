import type * as z from '../../../kit/zod.ts';
import type { Variant } from '../variant.ts';

/** What a controller knows of one replica that is not draining. Times are in seconds. */
export interface PodReading {
  createdAt: number;
  isReady: boolean;
  /** When it last became ready or not ready; its creation for one that never was ready. */
  changedAt: number;
  /** When its use was last sampled; NaN when there is no sample: a missing metric. */
  sampledAt: number;
  /** Share of its servers at work, 0 to 1, over `windowSeconds` before the sample. */
  utilisation: number;
}

/**
 * All that a controller sees. Counts of replicas come from the cluster and are up to date; everything else was scraped and is up to one scrape old.
 * NaN is a metric that could not be had.
 */
export interface ScrapedMetrics {
  /** Replicas that were asked for: starting and ready ones. */
  readonly currentReplicas: number;
  readonly readyReplicas: number;
  /** The first `podCount` are the replicas, in no particular order; the list is reused. */
  readonly pods: readonly PodReading[];
  readonly podCount: number;
  /** Length of the window that `utilisation`, `concurrency` and `requestsPerSecond` are averages over; 0 for instant readings. */
  readonly windowSeconds: number;
  /** Requests in the component, waiting and in service. */
  readonly concurrency: number;
  readonly requestsPerSecond: number;
  /** Requests waiting, at the scrape. */
  readonly queueLength: number;
  /** Records that came and are not done, at the scrape. */
  readonly lag: number;
  /** Partitions of the log, and those with lag; Infinity where the work is not partitioned. */
  readonly partitions: number;
  readonly partitionsWithLag: number;
}

/** Something that a controller does every `periodSeconds`: look at the metrics and say how many replicas there should be. */
export interface ControlLoop<State> {
  readonly periodSeconds: number;
  tick(state: State, now: number, metrics: ScrapedMetrics): number;
}

/** Decides how many replicas there should be. Pure but for the state, which the caller keeps: a test can feed it a trace of metrics by hand. */
export interface AutoscalingPolicy<State = unknown> {
  readonly minimum: number;
  readonly maximum: number;
  readonly scrapeSeconds: number;
  /** The loops, in the order in which they run when they fall on one instant. */
  readonly loops: readonly ControlLoop<State>[];
  /** True when a request that finds no replica at all makes the last loop run at once (Knative's activator). */
  readonly wakesOnArrival: boolean;
  start(now: number, replicas: number): State;
  /** Takes in what was scraped, for policies that average over windows of their own. */
  observe(state: State, now: number, metrics: ScrapedMetrics): void;
}

/** What is to be scaled, as far as a policy needs to know. */
export interface ScaleTarget {
  /** Calls that one replica serves at the same time. */
  readonly concurrency: number;
}

/** A policy in the registry. */
export interface AutoscalingVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  /** Most replicas that the settings allow. */
  maximumReplicas(settings: z.output<Schema>): number;
  create(settings: z.output<Schema>, target: ScaleTarget): AutoscalingPolicy;
}

/** Keeps the type of the schema while checking the contract. */
export function defineAutoscaling<Schema extends z.ZodMiniType>(
  variant: AutoscalingVariant<Schema>,
): AutoscalingVariant<Schema> {
  return variant;
}

/** A policy whose state has a type of its own, for the registry, which does not name it. */
export function policyOf<State>(policy: AutoscalingPolicy<State>): AutoscalingPolicy {
  return policy as unknown as AutoscalingPolicy;
}

/** Nothing to take in: the policy looks at the last scrape only. */
export const observeNothing = (): void => {};
