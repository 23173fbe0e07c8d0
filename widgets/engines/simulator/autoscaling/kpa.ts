import * as z from '../../../kit/zod.ts';
import { booleanParameter, choiceParameter, integerParameter, numberParameter } from '../parameter.ts';
import { type AutoscalingPolicy, defineAutoscaling, policyOf, type ScaleTarget } from './autoscaling-policy.ts';
import {
  boundParameter,
  COMMON_OPTIONAL,
  commonParameters,
  commonShape,
  MOST_REPLICAS,
  secondsParameter,
} from './common.ts';
import { boundKpa, type KpaRules, type KpaState, scaleKpa, startKpa } from './kpa-rules.ts';

const SOURCE = 'Knative: config/core/configmaps/autoscaler.yaml and pkg/autoscaler/scaling.';

/** The smallest target per replica, autoscaling.TargetMin. */
const SMALLEST_TARGET = 0.01;
/** The autoscaler's tick-interval. */
const TICK_SECONDS = 2;
/** The queue-proxies are scraped every second, which is also the length of a bucket. */
const SCRAPE_SECONDS = 1;
/** requests-per-second-target-default. */
const STANDARD_REQUESTS_PER_SECOND = 200;

const number = (
  label: string,
  unit: string,
  [minimum, maximum]: readonly [number, number],
  fallback: number | null,
  meaning: string,
) => numberParameter({ label, unit, minimum, maximum, default: fallback, meaning, source: SOURCE });
const seconds = (label: string, minimum: number, maximum: number, fallback: number, meaning: string) =>
  secondsParameter({ label, minimum, maximum, default: fallback, meaning, source: SOURCE });

const metric = choiceParameter({
  label: 'Metric',
  choices: ['concurrency', 'rps'],
  default: 'concurrency',
  meaning: 'What is counted per replica: requests in it and waiting for it, or requests per second.',
  source: SOURCE,
});
const containerConcurrency = integerParameter({
  label: 'Container concurrency',
  unit: 'requests',
  minimum: 1,
  maximum: 1000,
  default: null,
  meaning: 'Most requests that a replica takes at once; left out, the concurrency of the model server.',
  source: SOURCE,
});
const target = number(
  'Target',
  '',
  [0.01, 1e6],
  null,
  'What one replica can take; left out, its concurrency, or 200 requests per second.',
);
const targetUtilizationPercentage = number(
  'Target utilisation',
  '%',
  [1, 100],
  70,
  'Share of the target that is aimed at.',
);
const stableWindowSeconds = integerParameter({
  label: 'Stable window',
  unit: 'seconds',
  minimum: 6,
  maximum: 3600,
  default: 60,
  meaning: 'Seconds that the load is averaged over in quiet times.',
  source: SOURCE,
});
const panicWindowPercentage = number(
  'Panic window',
  '%',
  [1, 100],
  10,
  'Length of the panic window as a share of the stable one.',
);
const panicThresholdPercentage = number(
  'Panic threshold',
  '%',
  [110, 1000],
  200,
  'Replicas wanted for the panic window over ready ones, from which it panics.',
);
const maxScaleUpRate = number(
  'Largest step up',
  '',
  [1.001, 1e6],
  1000,
  'Most that the ready replicas are multiplied by in one step.',
);
const maxScaleDownRate = number(
  'Largest step down',
  '',
  [1.001, 1e6],
  2,
  'Most that the ready replicas are divided by in one step.',
);
const targetBurstCapacity = number(
  'Target burst capacity',
  'requests',
  [-1, 1e6],
  211,
  'Burst that must fit before the activator leaves the path; −1 keeps it there, 0 only at zero.',
);
const minScale = boundParameter('Fewest replicas', 0, 0, SOURCE);
const maxScale = boundParameter(
  'Most replicas',
  1,
  null,
  `${SOURCE} Left out: no bound in Knative, ${MOST_REPLICAS} here.`,
);
const activationScale = boundParameter('Fewest replicas while there is load', 1, 1, SOURCE);
const scaleDownDelaySeconds = seconds(
  'Scale-down delay',
  0,
  3600,
  0,
  'The most that was wanted during this time is kept.',
);
const enableScaleToZero = booleanParameter({
  label: 'Scale to zero',
  default: true,
  meaning: 'Whether the last replica may go when there is no traffic; only with no fewest replicas.',
  source: SOURCE,
});
const scaleToZeroGracePeriodSeconds = seconds(
  'Scale-to-zero grace',
  0,
  3600,
  30,
  'Longest time until the activator is in the path, before the last replica goes.',
);
const scaleToZeroPodRetentionPeriodSeconds = seconds(
  'Last replica kept',
  0,
  3600,
  0,
  'Shortest time that the last replica stays after the traffic has ended.',
);

const parameters = {
  minScale,
  maxScale,
  metric,
  containerConcurrency,
  target,
  targetUtilizationPercentage,
  stableWindowSeconds,
  panicWindowPercentage,
  panicThresholdPercentage,
  maxScaleUpRate,
  maxScaleDownRate,
  targetBurstCapacity,
  activationScale,
  scaleDownDelaySeconds,
  enableScaleToZero,
  scaleToZeroGracePeriodSeconds,
  scaleToZeroPodRetentionPeriodSeconds,
};

const schema = z
  .strictObject({
    policy: z.literal('kpa'),
    minScale: z._default(minScale.schema, 0),
    maxScale: z.optional(maxScale.schema),
    metric: z._default(metric.schema, 'concurrency'),
    containerConcurrency: z.optional(containerConcurrency.schema),
    target: z.optional(target.schema),
    targetUtilizationPercentage: z._default(targetUtilizationPercentage.schema, 70),
    stableWindowSeconds: z._default(stableWindowSeconds.schema, 60),
    panicWindowPercentage: z._default(panicWindowPercentage.schema, 10),
    panicThresholdPercentage: z._default(panicThresholdPercentage.schema, 200),
    maxScaleUpRate: z._default(maxScaleUpRate.schema, 1000),
    maxScaleDownRate: z._default(maxScaleDownRate.schema, 2),
    targetBurstCapacity: z._default(targetBurstCapacity.schema, 211),
    activationScale: z._default(activationScale.schema, 1),
    scaleDownDelaySeconds: z._default(scaleDownDelaySeconds.schema, 0),
    enableScaleToZero: z._default(enableScaleToZero.schema, true),
    scaleToZeroGracePeriodSeconds: z._default(scaleToZeroGracePeriodSeconds.schema, 30),
    scaleToZeroPodRetentionPeriodSeconds: z._default(scaleToZeroPodRetentionPeriodSeconds.schema, 0),
    ...commonShape,
  })
  .check(
    z.refine((settings) => settings.maxScale === undefined || settings.minScale <= settings.maxScale, {
      message: 'a largest number that is not below the smallest | Raise maxScale or lower minScale.',
      path: ['maxScale'],
    }),
  );

/** ResolveMetricTarget in pkg/reconciler/autoscaling/resources: what a replica can take, of which the utilisation is aimed at. */
export function resolveKpa(settings: z.output<typeof schema>, { concurrency }: ScaleTarget): KpaRules {
  const most = settings.containerConcurrency ?? concurrency;
  const standard = settings.metric === 'rps' ? STANDARD_REQUESTS_PER_SECOND : most;
  const total = settings.metric === 'rps' ? (settings.target ?? standard) : Math.min(settings.target ?? standard, most);
  return {
    ...settings,
    total,
    target: Math.max(SMALLEST_TARGET, (total * settings.targetUtilizationPercentage) / 100),
    // In whole seconds, as the buckets are.
    panicWindowSeconds: Math.max(1, Math.round((settings.stableWindowSeconds * settings.panicWindowPercentage) / 100)),
    panicThreshold: settings.panicThresholdPercentage / 100,
    maxScale: settings.maxScale ?? MOST_REPLICAS,
  };
}

/** The Knative Pod Autoscaler. */
export const kpa = defineAutoscaling({
  name: 'kpa',
  label: 'Knative KPA',
  meaning:
    'Every 2 s: requests in flight ÷ target per replica, averaged over 60 s, or over 6 s in a panic, during which it never scales down; goes to zero without traffic.',
  parameters: { ...parameters, ...commonParameters },
  optional: [...Object.keys(parameters), ...COMMON_OPTIONAL],
  schema,
  example: { policy: 'kpa', minScale: 1, maxScale: 10 },
  maximumReplicas: (settings) => settings.maxScale ?? MOST_REPLICAS,
  create(settings, scaled) {
    const rules = resolveKpa(settings, scaled);
    const policy: AutoscalingPolicy<KpaState> = {
      minimum: settings.minScale,
      maximum: rules.maxScale,
      scrapeSeconds: SCRAPE_SECONDS,
      wakesOnArrival: true,
      loops: [
        {
          periodSeconds: TICK_SECONDS,
          tick(state, now, { readyReplicas, currentReplicas }) {
            if (state.stable.isEmpty(now)) return currentReplicas;
            return boundKpa(rules, state, now, scaleKpa(rules, state, now, readyReplicas), currentReplicas);
          },
        },
      ],
      start: (now, replicas) => startKpa(rules, now, replicas),
      observe(state, now, metrics) {
        const value = settings.metric === 'rps' ? metrics.requestsPerSecond : metrics.concurrency;
        state.stable.record(now, value);
        state.panic.record(now, value);
      },
    };
    return policyOf(policy);
  },
});
