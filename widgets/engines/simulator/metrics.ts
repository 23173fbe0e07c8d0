/** Metrics of the whole scenario that an objective may name: paths of the result. */
const SCENARIO_METRICS: readonly string[] = [
  ...['mean', 'p50', 'p95', 'p99', 'max'].map((key) => `sojournTimeSeconds.${key}`),
  ...['mean', 'p95', 'max'].map((key) => `predictionAgeSeconds.${key}`),
  'throughputPerSecond',
  ...['offered', 'completed', 'rejected', 'throttled', 'timedOut', 'failed', 'inSystem'].map(
    (key) => `requests.${key}`,
  ),
  ...['totalUsd', 'usdPerDay', 'usdPer1000Completed'].map((key) => `cost.${key}`),
  'carbonGrams',
];

const COMMON = ['arrivals', 'completed', 'rejectedFraction', 'costUsd'];
const QUEUE = [
  ...['waitingTimeSeconds', 'sojournTimeSeconds'].flatMap((time) =>
    ['mean', 'p50', 'p95', 'p99', 'max'].map((key) => `${time}.${key}`),
  ),
  'queueLength',
  'numberInSystem',
];
const SERVERS = ['utilisation', 'batchSize.mean', 'replicas.mean', 'replicas.max'];

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

/** Metrics that a component of a kind has beside the common ones. */
const KIND_METRICS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    dataset: QUEUE,
    modelServer: [...QUEUE, ...SERVERS, 'zombieSeconds', 'queueTimedOut'],
    llmServer: [...QUEUE, ...SERVERS, ...LANGUAGE_MODEL],
    functions: [...QUEUE, ...FUNCTIONS],
    batchJob: [...QUEUE, ...SERVERS, 'jobs.published', 'jobs.meanMakespanSeconds'],
    partitionedLog: [...QUEUE, 'lag.mean', 'lag.max', 'lag.end'],
    streamProcessor: [...QUEUE, ...SERVERS],
  }),
);

/** Of a component with a second way out. */
const SPILL_OVER = ['spillOver.requests', 'spillOver.fraction'];

/** What decides which metrics a component has. */
interface Measured {
  readonly id: string;
  readonly kind: string;
  readonly spillOver?: unknown;
}

/** Every metric that an objective of a scenario with these components may name. */
export function knownMetrics(components: readonly Measured[]): readonly string[] {
  const ofComponents = components.flatMap(({ id, kind, spillOver }) =>
    [...COMMON, ...(KIND_METRICS.get(kind) ?? []), ...(spillOver === undefined ? [] : SPILL_OVER)].map(
      (metric) => `components.${id}.${metric}`,
    ),
  );
  return [...SCENARIO_METRICS, ...ofComponents];
}
