import { type CallerKeys, proxyMetrics } from './calls/calls-result.ts';
import { costCategories } from './cost/charge.ts';
import { type DeliveryKeys, deliveryMetrics } from './delivery/metrics.ts';
import { type Guarded, guardMetrics } from './guards/metrics.ts';
import { type StreamKeys, streamMetrics } from './streaming/metrics.ts';
import { type DeviceKeys, deviceMetrics, linkMetrics, qualityMetrics } from './network/metrics.ts';

/** Metrics of the whole scenario that an objective may name: paths of the result. */
const SCENARIO_METRICS: readonly string[] = [
  ...['mean', 'p50', 'p95', 'p99', 'max'].map((key) => `sojournTimeSeconds.${key}`),
  ...['mean', 'p95', 'max'].map((key) => `predictionAgeSeconds.${key}`),
  'throughputPerSecond',
  ...['offered', 'completed', 'rejected', 'throttled', 'timedOut', 'failed', 'inSystem'].map(
    (key) => `requests.${key}`,
  ),
  ...['totalUsd', 'usdPerDay', 'usdPer1000Completed', 'usdPer1000WithinObjective', 'idleUsd'].map(
    (key) => `cost.${key}`,
  ),
  ...['minutes', 'usd'].map((key) => `cost.down.${key}`),
  ...costCategories.map((category) => `cost.breakdown.${category}`),
  'carbonGrams',
  ...['requestsAnswered', 'downMinutesPer30Days'].map((key) => `availability.${key}`),
  ...['kilowattHours', 'networkKilowattHours', 'gramsPer1000Completed'].map((key) => `energy.${key}`),
];

const COMMON = ['arrivals', 'completed', 'rejectedFraction', 'costUsd'];
const QUEUE = [
  ...['waitingTimeSeconds', 'sojournTimeSeconds'].flatMap((time) =>
    ['mean', 'p50', 'p95', 'p99', 'max'].map((key) => `${time}.${key}`),
  ),
  'queueLength',
  'numberInSystem',
];
const SERVERS = ['utilisation', 'batchSize.mean', 'replicas.mean', 'replicas.max', 'idleShare'];

const LANGUAGE_MODEL = [
  ...['ttftSeconds', 'tpotSeconds', 'interTokenSeconds'].flatMap((time) =>
    ['mean', 'p50', 'p95', 'p99', 'max'].map((key) => `${time}.${key}`),
  ),
  'preemptions',
  'kvOccupancy.mean',
  'kvOccupancy.max',
  'tokensPerSecond',
  'promptTokensPerSecond',
];

const FUNCTIONS = [
  ...['coldStartFraction', 'meanColdStartSeconds', 'provisionedFraction', 'idleInstances'],
  ...['instances.mean', 'instances.max', 'throttled', 'billedGbSeconds'],
].map((key) => `functions.${key}`);

const CACHE = [
  'hitRatio',
  ...['lookups', 'coalescedFraction', 'staleFraction', 'negativeFraction', 'outdatedFraction'].map(
    (key) => `cache.${key}`,
  ),
  ...['mean', 'p50', 'p95', 'p99', 'max'].map((key) => `cache.ageSeconds.${key}`),
  ...['refreshes', 'evictions', 'items.mean', 'items.max'].map((key) => `cache.${key}`),
  ...['attempts', 'attemptsPerRequest'],
];

const FEATURE_STORE = [
  ...['mean', 'p50', 'p95', 'p99', 'max'].map((key) => `featureAgeSeconds.${key}`),
  'missingFraction',
  'skewFraction',
];

const BATCH = [
  'jobs.published',
  'jobs.meanMakespanSeconds',
  ...['due', 'started', 'skipped', 'replaced', 'failed', 'superseded'].map((key) => `runs.${key}`),
  ...['done', 'meanSeconds', 'attempts', 'failures', 'stragglers', 'copies', 'interruptions', 'checkpoints'].map(
    (key) => `tasks.${key}`,
  ),
  'tasks.wastedSeconds',
  'tasks.wastedFraction',
];
/** Of a batch job with a deadline. */
const DEADLINE = ['met', 'missed', 'metFraction', 'meanSlackSeconds'].map((key) => `deadline.${key}`);

const LOOKUPS = [
  ...['total', 'foundFraction', 'unpublishedFraction', 'missingFraction', 'expiredFraction'],
  ...['mean', 'p50', 'p95', 'p99', 'max'].map((key) => `ageSeconds.${key}`),
].map((key) => `lookups.${key}`);

/** Metrics that a component of a kind has beside the common ones. */
const KIND_METRICS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    dataset: QUEUE,
    proxy: QUEUE,
    modelServer: [...QUEUE, ...SERVERS, 'zombieSeconds', 'queueTimedOut'],
    llmServer: [...QUEUE, ...SERVERS, ...LANGUAGE_MODEL],
    functions: [...QUEUE, ...FUNCTIONS, 'idleShare'],
    batchJob: [...QUEUE, ...SERVERS, ...BATCH],
    predictionTable: [...QUEUE, ...LOOKUPS],
    cache: [...QUEUE, ...CACHE, 'idleShare'],
    featureStore: [...QUEUE, ...FEATURE_STORE, 'idleShare'],
    device: [...QUEUE, ...SERVERS],
    partitionedLog: [...QUEUE, 'lag.mean', 'lag.max', 'lag.end'],
    streamProcessor: [...QUEUE, ...SERVERS],
  }),
);

/** Of a component with a second way out. */
const SPILL_OVER = ['spillOver.requests', 'spillOver.fraction'];

/** Kinds that count the requests which fail in them. */
const CAN_FAIL: ReadonlySet<string> = new Set(['modelServer', 'functions', 'llmServer']);
/** Of components that faults may take down: with as many units as a result tells apart. */
const AVAILABILITY = [
  ...['up', 'outages', 'meanOutageSeconds', 'refused'],
  ...Array.from({ length: 32 }, (_, index) => `upAtLeast.${index + 1}`),
];

/** What decides which metrics a component has. */
interface Measured extends Guarded, DeviceKeys, CallerKeys, StreamKeys, DeliveryKeys {
  readonly id: string;
  readonly kind: string;
  readonly spillOver?: unknown;
  readonly failureProbability?: unknown;
  readonly deadlineSeconds?: unknown;
}

/** Every metric that an objective of a scenario with these components may name. */
export function knownMetrics(
  components: readonly Measured[],
  hasFaults = false,
  links: readonly Readonly<Record<string, unknown>>[] = [],
): readonly string[] {
  const ofComponents = components.flatMap(({ id, kind, spillOver, failureProbability, deadlineSeconds, ...rest }) =>
    [
      ...COMMON,
      ...(KIND_METRICS.get(kind) ?? []),
      ...(spillOver === undefined ? [] : SPILL_OVER),
      ...guardMetrics(kind, rest),
      ...proxyMetrics(kind, rest),
      ...streamMetrics(kind, rest),
      ...deliveryMetrics(kind, rest),
      ...deviceMetrics(kind, rest),
      ...(kind === 'batchJob' && deadlineSeconds !== undefined ? DEADLINE : []),
      ...(failureProbability === undefined && !(hasFaults && CAN_FAIL.has(kind)) ? [] : ['failed']),
    ].map((metric) => `components.${id}.${metric}`),
  );
  const ofFaults = hasFaults
    ? components.flatMap(({ id }) => AVAILABILITY.map((metric) => `availability.components.${id}.${metric}`))
    : [];
  return [...SCENARIO_METRICS, ...ofComponents, ...ofFaults, ...linkMetrics(links), ...qualityMetrics(components)];
}
