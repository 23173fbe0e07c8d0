import * as z from '../../../kit/zod.ts';
import { booleanParameter, integerParameter, numberParameter } from '../parameter.ts';

const PROTO = 'Envoy, api/envoy/config/cluster/v3/outlier_detection.proto';

const consecutive5xx = integerParameter({
  label: 'Consecutive errors',
  unit: 'requests',
  minimum: 1,
  maximum: 1e6,
  default: 5,
  meaning: 'A replica that fails so many requests in a row is ejected at once.',
  source: `${PROTO}: consecutive_5xx, default 5.`,
});

const intervalSeconds = numberParameter({
  label: 'Sweep interval',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e5,
  default: 10,
  meaning: 'How often success rates are compared and ejected replicas may return.',
  source: `${PROTO}: interval, default 10 s.`,
});

const baseEjectionSeconds = numberParameter({
  label: 'Base ejection time',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e6,
  default: 30,
  meaning:
    'How long a replica is ejected the first time; the n-th time n times as long. Each quiet sweep takes one off n.',
  source: `${PROTO}: base_ejection_time, default 30 s; outlier_detection_impl.cc for the way back.`,
});

const maxEjectionSeconds = numberParameter({
  label: 'Longest ejection time',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e6,
  default: 300,
  meaning: 'No ejection lasts longer.',
  source: `${PROTO}: max_ejection_time, default 300 s.`,
});

const maxEjectionPercent = numberParameter({
  label: 'Ejected at most',
  unit: '%',
  minimum: 0,
  maximum: 100,
  default: 10,
  meaning: 'Share of the replicas that may be ejected at the same time.',
  source: `${PROTO}: max_ejection_percent, default 10.`,
});

const alwaysEjectOneHost = booleanParameter({
  label: 'At least one',
  default: true,
  meaning: 'Whether one replica may be ejected even where it is more than that share.',
  source: `${PROTO}: "will eject at least one host regardless of the value"; since 2024 a key of its own, always_eject_one_host.`,
});

const successRateMinimumHosts = integerParameter({
  label: 'Success rate: replicas',
  unit: 'replicas',
  minimum: 1,
  maximum: 10_000,
  default: 5,
  meaning: 'Success rates are compared when at least so many replicas had enough requests.',
  source: `${PROTO}: success_rate_minimum_hosts, default 5.`,
});

const successRateRequestVolume = integerParameter({
  label: 'Success rate: requests',
  unit: 'requests',
  minimum: 1,
  maximum: 1e9,
  default: 100,
  meaning: 'Requests in an interval that a replica needs to be compared.',
  source: `${PROTO}: success_rate_request_volume, default 100.`,
});

const successRateStdevFactor = numberParameter({
  label: 'Success rate: deviations',
  unit: '',
  minimum: 0,
  maximum: 100,
  default: 1.9,
  meaning: 'A replica whose success rate is more than so many standard deviations below the mean is ejected.',
  source: `${PROTO}: success_rate_stdev_factor, default 1900 thousandths.`,
});

const enforcesFailurePercentage = booleanParameter({
  label: 'By failure percentage',
  default: false,
  meaning: 'Whether replicas are ejected for their share of failed requests alone.',
  source: `${PROTO}: enforcing_failure_percentage, default 0.`,
});

const failurePercentageThreshold = numberParameter({
  label: 'Failure percentage',
  unit: '%',
  minimum: 0,
  maximum: 100,
  default: 85,
  meaning: 'Share of failed requests in an interval from which on a replica is ejected.',
  source: `${PROTO}: failure_percentage_threshold, default 85.`,
});

const failurePercentageMinimumHosts = integerParameter({
  label: 'Failure percentage: replicas',
  unit: 'replicas',
  minimum: 1,
  maximum: 10_000,
  default: 5,
  meaning: 'Failure percentages are looked at when at least so many replicas had enough requests.',
  source: `${PROTO}: failure_percentage_minimum_hosts, default 5.`,
});

const failurePercentageRequestVolume = integerParameter({
  label: 'Failure percentage: requests',
  unit: 'requests',
  minimum: 1,
  maximum: 1e9,
  default: 50,
  meaning: 'Requests in an interval that a replica needs for its failure percentage to be looked at.',
  source: `${PROTO}: failure_percentage_request_volume, default 50.`,
});

export const outlierParameters = {
  consecutive5xx,
  intervalSeconds,
  baseEjectionSeconds,
  maxEjectionSeconds,
  maxEjectionPercent,
  alwaysEjectOneHost,
  successRateMinimumHosts,
  successRateRequestVolume,
  successRateStdevFactor,
  enforcesFailurePercentage,
  failurePercentageThreshold,
  failurePercentageMinimumHosts,
  failurePercentageRequestVolume,
};

/** `outlierDetection` of a load balancer; an empty object takes Envoy's defaults. */
export const outlierSchema = z.strictObject({
  consecutive5xx: z._default(consecutive5xx.schema, 5),
  intervalSeconds: z._default(intervalSeconds.schema, 10),
  baseEjectionSeconds: z._default(baseEjectionSeconds.schema, 30),
  maxEjectionSeconds: z._default(maxEjectionSeconds.schema, 300),
  maxEjectionPercent: z._default(maxEjectionPercent.schema, 10),
  alwaysEjectOneHost: z._default(alwaysEjectOneHost.schema, true),
  successRateMinimumHosts: z._default(successRateMinimumHosts.schema, 5),
  successRateRequestVolume: z._default(successRateRequestVolume.schema, 100),
  successRateStdevFactor: z._default(successRateStdevFactor.schema, 1.9),
  enforcesFailurePercentage: z._default(enforcesFailurePercentage.schema, false),
  failurePercentageThreshold: z._default(failurePercentageThreshold.schema, 85),
  failurePercentageMinimumHosts: z._default(failurePercentageMinimumHosts.schema, 5),
  failurePercentageRequestVolume: z._default(failurePercentageRequestVolume.schema, 50),
});
export type OutlierSettings = z.output<typeof outlierSchema>;
