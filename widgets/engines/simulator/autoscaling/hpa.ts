import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import {
  type AutoscalingPolicy,
  defineAutoscaling,
  observeNothing,
  policyOf,
  type ScrapedMetrics,
} from './autoscaling-policy.ts';
import {
  boundParameter,
  COMMON_OPTIONAL,
  commonParameters,
  commonShape,
  scrapeParameter,
  secondsParameter,
} from './common.ts';
import {
  type Behavior,
  type BehaviorState,
  behaviorParameters,
  behaviorSchema,
  limitRate,
  recordChange,
  stabilise,
  startBehavior,
} from './hpa-behavior.ts';
import { FAILED, type PodRules, replicasForTotal, replicasForUtilisation, type Tolerances } from './hpa-count.ts';

const SOURCE = 'Kubernetes HPA: kubernetes/pkg/controller/podautoscaler/horizontal.go and replica_calculator.go.';

const minReplicas = boundParameter('Fewest replicas', 1, 1, `${SOURCE} Default 1.`);
const maxReplicas = boundParameter('Most replicas', 1, 10, SOURCE);

const targetCPUUtilizationPercentage = numberParameter({
  label: 'Target utilisation',
  unit: '%',
  minimum: 1,
  maximum: 1000,
  default: 80,
  meaning: 'Busy share of a replica, in per cent, that the controller aims at, unless other metrics are given.',
  source: 'autoscaling/v1 targetCPUUtilizationPercentage; 80 when an HPA names no metric.',
});

const averageValue = numberParameter({
  label: 'Target per replica',
  unit: '',
  minimum: 0.001,
  maximum: 1e9,
  default: 10,
  meaning: 'Value of the metric per replica that the controller aims at.',
  source: 'autoscaling/v2 MetricTarget averageValue.',
});

export const syncPeriodSeconds = secondsParameter({
  label: 'Sync period',
  minimum: 0.1,
  default: 15,
  meaning: 'How often the controller decides.',
  source: 'kube-controller-manager horizontal-pod-autoscaler-sync-period, default 15 s.',
});

export const tolerance = numberParameter({
  label: 'Tolerance',
  unit: '',
  minimum: 0,
  maximum: 10,
  default: 0.1,
  meaning:
    'How far the metric may be from its target, as a share of it, before anything is done; per direction in behavior.',
  source: 'kube-controller-manager horizontal-pod-autoscaler-tolerance, default 0.1; per direction KEP-4951.',
});

export const cpuInitializationPeriodSeconds = secondsParameter({
  label: 'Processor initialisation',
  default: 300,
  meaning: 'After its creation a replica counts only once a whole window was measured since it became ready.',
  source: 'kube-controller-manager horizontal-pod-autoscaler-cpu-initialization-period, default 5 min.',
});

export const initialReadinessDelaySeconds = secondsParameter({
  label: 'Initial readiness delay',
  default: 30,
  meaning: 'A replica that turned unready within this time of its creation counts as never ready.',
  source: 'kube-controller-manager horizontal-pod-autoscaler-initial-readiness-delay, default 30 s.',
});

export const hpaScrapeSeconds = scrapeParameter(
  15,
  'metrics-server, manifest of its releases: metric-resolution 15 s.',
);

/** One metric of an HPA: utilisation per replica in per cent, or a total of the component divided by the replicas. */
const metricSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('cpu'), averageUtilization: targetCPUUtilizationPercentage.schema }),
  z.strictObject({ name: z.literal('concurrency'), averageValue: averageValue.schema }),
  z.strictObject({ name: z.literal('requestsPerSecond'), averageValue: averageValue.schema }),
  z.strictObject({ name: z.literal('queueLength'), averageValue: averageValue.schema }),
]);
type Metric = z.output<typeof metricSchema>;

export interface HpaState extends BehaviorState {
  isStarted: boolean;
}

export interface HpaRules {
  readonly minimum: number;
  readonly maximum: number;
  readonly behavior: Behavior;
  /** Replicas that one metric asks for, `FAILED` when it could not be had. */
  readonly proposals: (metrics: ScrapedMetrics, now: number, tolerances: Tolerances) => number[];
  readonly tolerance: number;
}

export const startHpa = (): HpaState => ({ ...startBehavior(), isStarted: false });

/** Several metrics: the most that one asks for. A metric that failed blocks scaling down, and all failed block everything (rule 4). */
function combine(proposals: readonly number[], current: number): number {
  const most = Math.max(...proposals);
  if (most === FAILED || (most < current && proposals.includes(FAILED))) return FAILED;
  return most;
}

/**
 * One sync of the controller, `reconcileAutoscaler` in horizontal.go. Its rules: 1 the ratio to the target, 2 the tolerance, 3 missing metrics, 4 the most
 * of several metrics, 5 stabilisation, 6 limits of the rate, 7 the bounds.
 */
export function tickHpa(rules: HpaRules, state: HpaState, now: number, metrics: ScrapedMetrics): number {
  const { behavior, minimum, maximum } = rules;
  const current = metrics.currentReplicas;
  if (!state.isStarted) {
    state.isStarted = true;
    state.recommendations.push({ at: now, value: current });
  }
  if (current === 0) return 0; // Scaling is disabled at zero: something else has to wake it.
  let desired = Math.min(Math.max(current, minimum), maximum);
  if (desired === current) {
    const wanted = combine(
      rules.proposals(metrics, now, {
        up: behavior.scaleUp.tolerance ?? rules.tolerance,
        down: behavior.scaleDown.tolerance ?? rules.tolerance,
      }),
      current,
    );
    if (wanted === FAILED) return current;
    const stable = stabilise(state, behavior, now, current, wanted);
    desired = limitRate(state, behavior, now, current, stable, rules);
  }
  if (desired !== current) recordChange(state, behavior, now, current, desired);
  return desired;
}

function proposalOf(
  metric: Metric,
  metrics: ScrapedMetrics,
  now: number,
  tolerances: Tolerances,
  rules: PodRules,
): number {
  if (metric.name === 'cpu') return replicasForUtilisation(metrics, now, metric.averageUtilization, tolerances, rules);
  return replicasForTotal(metrics[metric.name], metric.averageValue, metrics.currentReplicas, tolerances);
}

const parameters = {
  minReplicas,
  maxReplicas,
  targetCPUUtilizationPercentage,
  tolerance,
  syncPeriodSeconds,
  scrapeSeconds: hpaScrapeSeconds,
  cpuInitializationPeriodSeconds,
  initialReadinessDelaySeconds,
  ...behaviorParameters,
};

/** The Kubernetes Horizontal Pod Autoscaler. */
export const hpa = defineAutoscaling({
  name: 'hpa',
  label: 'Kubernetes HPA',
  meaning:
    'Every 15 s: replicas × metric ÷ target, rounded up, outside a tolerance; unready replicas are allowed for, and scaling down waits until nothing higher was wanted for five minutes. Several metrics and rate policies are written as in autoscaling/v2.',
  parameters: { ...parameters, ...commonParameters },
  optional: [...Object.keys(parameters).filter((name) => name !== 'maxReplicas'), ...COMMON_OPTIONAL],
  schema: z
    .strictObject({
      policy: z.literal('hpa'),
      minReplicas: z._default(minReplicas.schema, 1),
      maxReplicas: maxReplicas.schema,
      targetCPUUtilizationPercentage: z.optional(targetCPUUtilizationPercentage.schema),
      metrics: z.optional(z.array(metricSchema).check(z.minLength(1), z.maxLength(10))),
      behavior: behaviorSchema,
      tolerance: z._default(tolerance.schema, 0.1),
      syncPeriodSeconds: z._default(syncPeriodSeconds.schema, 15),
      scrapeSeconds: z._default(hpaScrapeSeconds.schema, 15),
      cpuInitializationPeriodSeconds: z._default(cpuInitializationPeriodSeconds.schema, 300),
      initialReadinessDelaySeconds: z._default(initialReadinessDelaySeconds.schema, 30),
      ...commonShape,
    })
    .check(
      z.refine((settings) => settings.minReplicas <= settings.maxReplicas, {
        message: 'a largest number that is not below the smallest | Raise maxReplicas or lower minReplicas.',
        path: ['maxReplicas'],
      }),
      z.refine((settings) => !settings.metrics || settings.targetCPUUtilizationPercentage === undefined, {
        message: 'metrics or targetCPUUtilizationPercentage, not both | Put the utilisation into metrics.',
        path: ['targetCPUUtilizationPercentage'],
      }),
    ),
  example: { policy: 'hpa', minReplicas: 1, maxReplicas: 10, targetCPUUtilizationPercentage: 80 },
  maximumReplicas: (settings) => settings.maxReplicas,
  create(settings) {
    const metrics = settings.metrics ?? [
      { name: 'cpu' as const, averageUtilization: settings.targetCPUUtilizationPercentage ?? 80 },
    ];
    const rules: HpaRules = {
      minimum: settings.minReplicas,
      maximum: settings.maxReplicas,
      behavior: settings.behavior,
      tolerance: settings.tolerance,
      proposals: (scraped, now, tolerances) =>
        metrics.map((metric) => proposalOf(metric, scraped, now, tolerances, settings)),
    };
    const policy: AutoscalingPolicy<HpaState> = {
      minimum: settings.minReplicas,
      maximum: settings.maxReplicas,
      scrapeSeconds: settings.scrapeSeconds,
      wakesOnArrival: false,
      loops: [
        {
          periodSeconds: settings.syncPeriodSeconds,
          tick: (state, now, scraped) => tickHpa(rules, state, now, scraped),
        },
      ],
      start: startHpa,
      observe: observeNothing,
    };
    return policyOf(policy);
  },
});
