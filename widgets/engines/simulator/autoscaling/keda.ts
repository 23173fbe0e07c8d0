import * as z from '../../../kit/zod.ts';
import { booleanParameter, integerParameter } from '../parameter.ts';
import {
  type AutoscalingPolicy,
  defineAutoscaling,
  observeNothing,
  policyOf,
  type ScrapedMetrics,
} from './autoscaling-policy.ts';
import { boundParameter, COMMON_OPTIONAL, commonParameters, commonShape, secondsParameter } from './common.ts';
import {
  hpaScrapeSeconds,
  type HpaRules,
  type HpaState,
  startHpa,
  syncPeriodSeconds,
  tickHpa,
  tolerance,
} from './hpa.ts';
import { behaviorParameters, behaviorSchema } from './hpa-behavior.ts';
import { replicasForTotal } from './hpa-count.ts';

const SOURCE = 'KEDA 2.18: apache-kafka and scaledobject-spec; pkg/scalers/kafka_scaler.go.';

const minReplicaCount = boundParameter('Fewest replicas', 0, 0, `${SOURCE} Default 0.`);
const maxReplicaCount = boundParameter('Most replicas', 1, 100, `${SOURCE} Default 100.`);

const lagThreshold = integerParameter({
  label: 'Lag per replica',
  unit: 'records',
  minimum: 1,
  maximum: 1e9,
  default: 10,
  meaning: 'Records not done yet that one replica is meant to have; the replicas are the lag divided by it.',
  source: `${SOURCE} Default 10. The page calls it a target for the total; the code exports an average per replica.`,
});

const activationLagThreshold = integerParameter({
  label: 'Activation lag',
  unit: 'records',
  minimum: 0,
  maximum: 1e9,
  default: 0,
  meaning: 'With no replica, the lag above which the first one is started.',
  source: `${SOURCE} Default 0.`,
});

const pollingIntervalSeconds = secondsParameter({
  label: 'Polling interval',
  minimum: 0.1,
  default: 30,
  meaning: 'How often KEDA decides between none and one.',
  source: `${SOURCE} pollingInterval, default 30 s.`,
});

const cooldownPeriodSeconds = secondsParameter({
  label: 'Cool-down',
  default: 300,
  meaning: 'How long the lag must have been at or below the activation lag before the last replica goes.',
  source: `${SOURCE} cooldownPeriod, default 300 s.`,
});

const allowIdleConsumers = booleanParameter({
  label: 'Idle consumers allowed',
  default: false,
  meaning: 'Whether there may be more consumers than partitions.',
  source: `${SOURCE} Default false.`,
});

const limitToPartitionsWithLag = booleanParameter({
  label: 'Limit to partitions with lag',
  default: false,
  meaning: 'Whether only partitions with lag count towards the largest number of consumers.',
  source: `${SOURCE} Default false.`,
});

const parameters = {
  minReplicaCount,
  maxReplicaCount,
  lagThreshold,
  activationLagThreshold,
  pollingIntervalSeconds,
  cooldownPeriodSeconds,
  allowIdleConsumers,
  limitToPartitionsWithLag,
  tolerance,
  syncPeriodSeconds,
  scrapeSeconds: hpaScrapeSeconds,
  ...behaviorParameters,
};

const schema = z
  .strictObject({
    policy: z.literal('keda'),
    minReplicaCount: z._default(minReplicaCount.schema, 0),
    maxReplicaCount: z._default(maxReplicaCount.schema, 100),
    lagThreshold: z._default(lagThreshold.schema, 10),
    activationLagThreshold: z._default(activationLagThreshold.schema, 0),
    pollingIntervalSeconds: z._default(pollingIntervalSeconds.schema, 30),
    cooldownPeriodSeconds: z._default(cooldownPeriodSeconds.schema, 300),
    allowIdleConsumers: z._default(allowIdleConsumers.schema, false),
    limitToPartitionsWithLag: z._default(limitToPartitionsWithLag.schema, false),
    behavior: behaviorSchema,
    tolerance: z._default(tolerance.schema, 0.1),
    syncPeriodSeconds: z._default(syncPeriodSeconds.schema, 15),
    scrapeSeconds: z._default(hpaScrapeSeconds.schema, 15),
    ...commonShape,
  })
  .check(
    z.refine((settings) => settings.minReplicaCount <= settings.maxReplicaCount, {
      message: 'a largest number that is not below the smallest | Raise maxReplicaCount or lower minReplicaCount.',
      path: ['maxReplicaCount'],
    }),
    z.refine((settings) => !(settings.allowIdleConsumers && settings.limitToPartitionsWithLag), {
      message: 'false when allowIdleConsumers is true | Set one of the two to false: KEDA refuses both.',
      path: ['limitToPartitionsWithLag'],
    }),
  );
type KedaSettings = z.output<typeof schema>;

export interface KedaState extends HpaState {
  /** When the lag was last above the activation lag. */
  activeAt: number;
}

/**
 * The lag as KEDA exports it. Unless idle consumers are allowed, it is capped where the whole-number quotient exceeds the partitions, so 230 over 50
 * with 4 partitions stays (4 is not more than 4) and asks for 5 consumers, of which one is idle: the quirk is kept.
 */
export function exportedLag(settings: KedaSettings, { lag, partitions, partitionsWithLag }: ScrapedMetrics): number {
  if (settings.allowIdleConsumers) return lag;
  const most = settings.limitToPartitionsWithLag ? partitionsWithLag : partitions;
  return Math.floor(lag / settings.lagThreshold) > most ? most * settings.lagThreshold : lag;
}

/** KEDA's own part, pkg/scaling/executor: from none to some when there is lag, and to none once there was none for the cool-down. */
function pollLag(
  settings: KedaSettings,
  state: KedaState,
  now: number,
  { currentReplicas, lag }: ScrapedMetrics,
): number {
  if (lag > settings.activationLagThreshold) {
    state.activeAt = now;
    return currentReplicas === 0 ? Math.max(1, settings.minReplicaCount) : currentReplicas;
  }
  const isCool = state.activeAt + settings.cooldownPeriodSeconds < now;
  return isCool && settings.minReplicaCount === 0 && !Number.isNaN(lag) ? 0 : currentReplicas;
}

/** KEDA on the lag of a log or, for a server without one, on the requests that came and are not done. */
export const keda = defineAutoscaling({
  name: 'keda',
  label: 'KEDA (lag)',
  meaning:
    'Replicas are the lag divided by a threshold, with all rules of the Kubernetes HPA; KEDA itself switches between none and one, every 30 s.',
  parameters: { ...parameters, ...commonParameters },
  optional: [...Object.keys(parameters), ...COMMON_OPTIONAL],
  schema,
  example: { policy: 'keda', maxReplicaCount: 10, lagThreshold: 10 },
  maximumReplicas: (settings) => settings.maxReplicaCount,
  create(settings) {
    const rules: HpaRules = {
      minimum: Math.max(1, settings.minReplicaCount),
      maximum: settings.maxReplicaCount,
      behavior: settings.behavior,
      tolerance: settings.tolerance,
      proposals: (metrics, _now, tolerances) => [
        replicasForTotal(exportedLag(settings, metrics), settings.lagThreshold, metrics.currentReplicas, tolerances),
      ],
    };
    const policy: AutoscalingPolicy<KedaState> = {
      minimum: settings.minReplicaCount,
      maximum: settings.maxReplicaCount,
      scrapeSeconds: settings.scrapeSeconds,
      wakesOnArrival: false,
      loops: [
        {
          periodSeconds: settings.pollingIntervalSeconds,
          tick: (state, now, metrics) => pollLag(settings, state, now, metrics),
        },
        {
          periodSeconds: settings.syncPeriodSeconds,
          tick: (state, now, metrics) => tickHpa(rules, state, now, metrics),
        },
      ],
      start: () => ({ ...startHpa(), activeAt: -Infinity }),
      observe: observeNothing,
    };
    return policyOf(policy);
  },
});
