import type { PodReading, ScrapedMetrics } from './autoscaling-policy.ts';

/** How far from 1 the ratio may be before anything is done, per direction. */
export interface Tolerances {
  readonly up: number;
  readonly down: number;
}

export interface PodRules {
  readonly cpuInitializationPeriodSeconds: number;
  readonly initialReadinessDelaySeconds: number;
}

/** No proposal: the metric could not be had. */
export const FAILED = -1;

/** Kubernetes counts in thousandths, as whole numbers; the figures below are exact in float64. */
const MILLI = 1000;

const isWithin = (ratio: number, { up, down }: Tolerances): boolean => 1 - down <= ratio && ratio <= 1 + up;

/**
 * Replicas for a total that all share, AverageValue: ratio = total / (replicas · target) and, outside the tolerance, ceil(total / target)
 * (GetExternalPerPodMetricReplicas in replica_calculator.go). `FAILED` when the total is not known.
 */
export function replicasForTotal(total: number, target: number, current: number, tolerances: Tolerances): number {
  if (Number.isNaN(total)) return FAILED;
  const totalMilli = Math.round(total * MILLI);
  const targetMilli = Math.round(target * MILLI);
  if (isWithin(totalMilli / (targetMilli * current), tolerances)) return current;
  return Math.ceil(totalMilli / targetMilli);
}

/** Sums of one pass over the pods; reused. */
const group = { ready: 0, readyMilli: 0, unready: 0, missing: 0 };

/** groupPods in replica_calculator.go, for the processor: who is ready and sampled, who is not ready, whose metric is missing. */
function groupPods({ pods, podCount, windowSeconds }: ScrapedMetrics, now: number, rules: PodRules): typeof group {
  group.ready = group.readyMilli = group.unready = group.missing = 0;
  for (let i = 0; i < podCount; i++) {
    const pod = pods[i]!;
    if (!pod.isReady && pod.changedAt === pod.createdAt) group.unready++;
    else if (Number.isNaN(pod.sampledAt)) group.missing++;
    else if (isIgnored(pod, now, windowSeconds, rules)) group.unready++;
    else {
      group.ready++;
      group.readyMilli += Math.round(pod.utilisation * MILLI);
    }
  }
  return group;
}

/** During its first minutes a pod counts only once a whole window was measured since it became ready; later, unless it never was ready. */
function isIgnored(pod: PodReading, now: number, windowSeconds: number, rules: PodRules): boolean {
  if (pod.createdAt + rules.cpuInitializationPeriodSeconds > now)
    return !pod.isReady || pod.sampledAt < pod.changedAt + windowSeconds;
  return !pod.isReady && pod.createdAt + rules.initialReadinessDelaySeconds > pod.changedAt;
}

/** Mean utilisation in whole per cent, cut off as GetResourceUtilizationRatio does, over the target. */
const ratioOf = (milli: number, pods: number, targetPercent: number): number =>
  Math.floor((milli * 100) / (MILLI * pods)) / targetPercent;

/**
 * Replicas for a utilisation per pod in per cent: rules 1 to 3 of `tickHpa`, GetResourceReplicas in replica_calculator.go. Pods that are
 * not ready count as idle when the load asks for more; pods without a metric as idle when it asks for more and as fully used when it asks for less;
 * if that turns the direction round or makes it small, nothing is done. `FAILED` when no ready pod has a metric.
 */
export function replicasForUtilisation(
  metrics: ScrapedMetrics,
  now: number,
  targetPercent: number,
  tolerances: Tolerances,
  rules: PodRules,
): number {
  const { currentReplicas } = metrics;
  const { ready, readyMilli, unready, missing } = groupPods(metrics, now, rules);
  if (ready === 0) return FAILED;
  const ratio = ratioOf(readyMilli, ready, targetPercent);
  const countsUnready = unready > 0 && ratio > 1;
  if (!countsUnready && missing === 0) return isWithin(ratio, tolerances) ? currentReplicas : Math.ceil(ratio * ready);
  // Targets above 100 %: a missing pod counts as being on target, so that it never asks for more.
  const missingMilli = ratio < 1 ? (Math.max(100, targetPercent) * MILLI) / 100 : 0;
  const counted = ready + (countsUnready ? unready : 0) + (ratio === 1 ? 0 : missing);
  const milli = readyMilli + (ratio === 1 ? 0 : missing * missingMilli);
  const newRatio = ratioOf(milli, counted, targetPercent);
  const isTurned = (ratio < 1 && newRatio > 1) || (ratio > 1 && newRatio < 1);
  if (isTurned || isWithin(newRatio, tolerances)) return currentReplicas;
  const proposal = Math.ceil(newRatio * counted);
  const isAgainst = (newRatio < 1 && proposal > currentReplicas) || (newRatio > 1 && proposal < currentReplicas);
  return isAgainst ? currentReplicas : proposal;
}
