import * as z from '../../../kit/zod.ts';
import { booleanParameter, choiceParameter, integerParameter, numberParameter } from '../parameter.ts';
import { type AutoscalingPolicy, defineAutoscaling, policyOf, type ScrapedMetrics } from './autoscaling-policy.ts';
import {
  boundParameter,
  COMMON_OPTIONAL,
  commonParameters,
  commonShape,
  scrapeParameter,
  secondsParameter,
} from './common.ts';

const SOURCE = 'AWS Application Auto Scaling, target tracking, and its CloudWatch alarms.';
/** CloudWatch metrics of a variant are per minute. */
const SECONDS_PER_MINUTE = 60;

const minCapacity = boundParameter('Fewest instances', 1, 1, SOURCE);
const maxCapacity = boundParameter('Most instances', 1, 10, SOURCE);

const predefinedMetricType = choiceParameter({
  label: 'Metric',
  choices: [
    'SageMakerVariantInvocationsPerInstance',
    'SageMakerVariantConcurrentRequestsPerModelHighResolution',
    'ECSServiceAverageCPUUtilization',
  ],
  default: 'SageMakerVariantInvocationsPerInstance',
  meaning:
    'What is kept near the target: requests per minute and instance, requests in flight per instance, or per cent busy.',
  source: SOURCE,
});

const targetValue = numberParameter({
  label: 'Target value',
  unit: '',
  minimum: 0.001,
  maximum: 1e9,
  default: 70,
  meaning: 'Value of the metric that is aimed at. Invocations are per minute: largest rate × 60 × 0.5.',
  source: SOURCE,
});

const scaleInThreshold = numberParameter({
  label: 'Scale-in threshold',
  unit: '',
  minimum: 0.01,
  maximum: 1,
  default: 0.9,
  meaning: 'Share of the target below which the scale-in alarm counts a point.',
  source: `${SOURCE} Observed 0.7 (EC2) and 0.9 (ECS).`,
});

const datapoints = (label: string, fallback: number, meaning: string) =>
  integerParameter({ label, unit: 'points', minimum: 1, maximum: 1440, default: fallback, meaning, source: SOURCE });
const scaleOutDatapoints = datapoints(
  'Points to scale out',
  3,
  'Points in a row above the target that raise the scale-out alarm.',
);
const scaleInDatapoints = datapoints(
  'Points to scale in',
  15,
  'Points in a row below the scale-in threshold that raise the other alarm.',
);

const scaleOutCooldownSeconds = secondsParameter({
  label: 'Scale-out cool-down',
  default: 300,
  meaning: 'Time after scaling out during which what was added counts towards what is wanted next.',
  source: `${SOURCE} 300 s for SageMaker variants, 0 for provisioned concurrency.`,
});
const scaleInCooldownSeconds = secondsParameter({
  label: 'Scale-in cool-down',
  default: 300,
  meaning: 'Time after scaling in during which nothing more is removed; scaling out is allowed.',
  source: `${SOURCE} 300 s for SageMaker variants.`,
});
const disableScaleIn = booleanParameter({
  label: 'Never scale in',
  default: false,
  meaning: 'Whether instances are only ever added.',
  source: `${SOURCE} Default false.`,
});
const scrapeSeconds = scrapeParameter(60, `${SOURCE} One-minute points; 10 s for high-resolution metrics.`);

const parameters = {
  minCapacity,
  maxCapacity,
  predefinedMetricType,
  targetValue,
  scaleInThreshold,
  scaleOutDatapoints,
  scaleInDatapoints,
  scaleOutCooldownSeconds,
  scaleInCooldownSeconds,
  disableScaleIn,
  scrapeSeconds,
};

const schema = z
  .strictObject({
    policy: z.literal('targetTracking'),
    minCapacity: z._default(minCapacity.schema, 1),
    maxCapacity: maxCapacity.schema,
    predefinedMetricType: z._default(predefinedMetricType.schema, 'SageMakerVariantInvocationsPerInstance'),
    targetValue: targetValue.schema,
    scaleInThreshold: z._default(scaleInThreshold.schema, 0.9),
    scaleOutDatapoints: z._default(scaleOutDatapoints.schema, 3),
    scaleInDatapoints: z._default(scaleInDatapoints.schema, 15),
    scaleOutCooldownSeconds: z._default(scaleOutCooldownSeconds.schema, 300),
    scaleInCooldownSeconds: z._default(scaleInCooldownSeconds.schema, 300),
    disableScaleIn: z._default(disableScaleIn.schema, false),
    scrapeSeconds: z._default(scrapeSeconds.schema, 60),
    ...commonShape,
  })
  .check(
    z.refine((settings) => settings.minCapacity <= settings.maxCapacity, {
      message: 'a largest number that is not below the smallest | Raise maxCapacity or lower minCapacity.',
      path: ['maxCapacity'],
    }),
  );
type Settings = z.output<typeof schema>;

export interface TargetTrackingState {
  /** The last point, and for how many points in a row it has been above the target and below the scale-in threshold. */
  value: number;
  above: number;
  below: number;
  outAt: number;
  inAt: number;
  /** Instances before the scale-out whose cool-down is running. */
  beforeScaleOut: number;
}

/** The metric per instance in service; NaN when there is none. */
export function metricValue(settings: Settings, metrics: ScrapedMetrics): number {
  const { readyReplicas, pods, podCount } = metrics;
  if (readyReplicas === 0) return Number.NaN;
  switch (settings.predefinedMetricType) {
    case 'SageMakerVariantInvocationsPerInstance':
      return (metrics.requestsPerSecond * SECONDS_PER_MINUTE) / readyReplicas;
    case 'SageMakerVariantConcurrentRequestsPerModelHighResolution':
      return metrics.concurrency / readyReplicas;
    case 'ECSServiceAverageCPUUtilization': {
      let sum = 0;
      let sampled = 0;
      for (let i = 0; i < podCount; i++) {
        const { isReady, sampledAt, utilisation } = pods[i]!;
        if (!isReady || Number.isNaN(sampledAt)) continue;
        sum += utilisation;
        sampled++;
      }
      return sampled === 0 ? Number.NaN : (sum / sampled) * 100;
    }
  }
}

/** Thousandths are what CloudWatch tells apart; a quotient that is whole on paper must not ask for one more. */
const ceilOf = (count: number): number => Math.ceil(Math.round(count * 1e6) / 1e6);

/** Proportional out, conservative in; new capacity = ceil(current · metric / target). */
function decide(settings: Settings, state: TargetTrackingState, now: number, current: number): number {
  const { minCapacity: fewest, maxCapacity: most, targetValue: target } = settings;
  const bounded = Math.min(Math.max(current, fewest), most);
  if (bounded !== current) return bounded;
  if (state.above >= settings.scaleOutDatapoints) {
    const isCooling = now - state.outAt < settings.scaleOutCooldownSeconds;
    // In the cool-down what was added counts: only a larger scale-out, reckoned from before it, adds more.
    const from = isCooling ? state.beforeScaleOut : current;
    const wanted = Math.min(most, ceilOf((from * state.value) / target));
    if (wanted <= current) return current;
    state.outAt = now;
    state.beforeScaleOut = from;
    return wanted;
  }
  const mayScaleIn = !settings.disableScaleIn && now - state.inAt >= settings.scaleInCooldownSeconds;
  if (state.below >= settings.scaleInDatapoints && mayScaleIn) {
    const wanted = Math.max(fewest, ceilOf((current * state.value) / target));
    if (wanted >= current) return current;
    state.inAt = now;
    return wanted;
  }
  return current;
}

/** Target tracking of a cloud: two alarms on one metric, with cool-downs. */
export const targetTracking = defineAutoscaling({
  name: 'targetTracking',
  label: 'Target tracking (AWS)',
  meaning:
    'Three one-minute points above the target scale out in proportion; fifteen points clearly below it scale in; cool-downs of five minutes between.',
  parameters: { ...parameters, ...commonParameters },
  optional: [
    ...Object.keys(parameters).filter((name) => name !== 'maxCapacity' && name !== 'targetValue'),
    ...COMMON_OPTIONAL,
  ],
  schema,
  example: { policy: 'targetTracking', minCapacity: 1, maxCapacity: 10, targetValue: 300 },
  maximumReplicas: (settings) => settings.maxCapacity,
  create(settings) {
    const policy: AutoscalingPolicy<TargetTrackingState> = {
      minimum: settings.minCapacity,
      maximum: settings.maxCapacity,
      scrapeSeconds: settings.scrapeSeconds,
      wakesOnArrival: false,
      loops: [
        {
          periodSeconds: settings.scrapeSeconds,
          tick: (state, now, { currentReplicas }) => decide(settings, state, now, currentReplicas),
        },
      ],
      start: () => ({ value: Number.NaN, above: 0, below: 0, outAt: -Infinity, inAt: -Infinity, beforeScaleOut: 0 }),
      observe(state, _now, metrics) {
        state.value = metricValue(settings, metrics);
        state.above = state.value > settings.targetValue ? state.above + 1 : 0;
        state.below = state.value < settings.targetValue * settings.scaleInThreshold ? state.below + 1 : 0;
      },
    };
    return policyOf(policy);
  },
});
