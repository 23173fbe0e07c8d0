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

/** Metrics that a component of a kind has beside the common ones. */
const KIND_METRICS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    dataset: QUEUE,
    modelServer: [...QUEUE, ...SERVERS],
    batchJob: [...QUEUE, ...SERVERS, 'jobs.published', 'jobs.meanMakespanSeconds'],
    partitionedLog: [...QUEUE, 'lag.mean', 'lag.max', 'lag.end'],
    streamProcessor: [...QUEUE, ...SERVERS],
  }),
);

/** Every metric that an objective of a scenario with these components may name. */
export function knownMetrics(components: readonly { readonly id: string; readonly kind: string }[]): readonly string[] {
  const ofComponents = components.flatMap(({ id, kind }) =>
    [...COMMON, ...(KIND_METRICS.get(kind) ?? [])].map((metric) => `components.${id}.${metric}`),
  );
  return [...SCENARIO_METRICS, ...ofComponents];
}
