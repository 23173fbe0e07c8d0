import fc from 'fast-check';
import type { Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';

/** Pipelines of every regime with all that findings are about, right and wrong alike. Most can run. */
const rate = fc.constantFrom(1, 5, 20, 50, 120, 300);
const seconds = fc.constantFrom(0.001, 0.01, 0.05, 0.1, 0.4, 2);
const count = fc.integer({ min: 1, max: 6 });
const region = fc.constantFrom('DE', 'FR', 'US', 'us-east-1', 'eu-central-1', undefined);

const serviceTime = fc.oneof(
  seconds.map((meanSeconds) => ({ distribution: 'exponential', meanSeconds })),
  seconds.map((meanSeconds) => ({ distribution: 'deterministic', meanSeconds })),
  fc.record({ baseSeconds: seconds, perItemSeconds: seconds }).map((law) => ({ distribution: 'affine', ...law })),
  fc.constant({ distribution: 'measured', model: 'titanic-mlp' }),
);

const arrivals = fc.oneof(
  rate.map((ratePerSecond) => ({ process: 'poisson', ratePerSecond })),
  fc
    .record({
      ratePerSecond: rate,
      stepRatePerSecond: rate,
      riseSeconds: fc.constantFrom(0, 10, 60),
      holdSeconds: fc.constantFrom(10, 300),
    })
    .map((step) => ({ process: 'step', startSeconds: 60, ...step })),
);

const autoscaling = fc.constantFrom(
  undefined,
  { policy: 'hpa', minReplicas: 1, maxReplicas: 10 },
  { policy: 'kpa', minScale: 1, maxScale: 4 },
  { policy: 'targetTracking', minCapacity: 1, maxCapacity: 5 },
);

function without(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

const realTime = fc
  .record({
    arrivals,
    serviceTime,
    autoscaling,
    replicas: count,
    queueCapacity: fc.constantFrom(undefined, 0, 10),
    batching: fc.constantFrom(undefined, { mode: 'triton', maxBatchSize: 8 }),
    limit: fc.constantFrom(undefined, 10, 100),
    timeoutSeconds: fc.constantFrom(undefined, 0.005, 0.2, 10),
    strayed: fc.boolean(),
    canary: fc.boolean(),
    isAway: fc.boolean(),
    personalData: fc.boolean(),
    home: region,
    away: region,
    objective: fc.constantFrom(undefined, 0.001, 0.1, 5),
  })
  .map((of): Draft => {
    const model = without({
      ...{ id: 'model', kind: 'modelServer', replicas: of.replicas, queueCapacity: of.queueCapacity },
      ...{ serviceTime: of.serviceTime, autoscaling: of.autoscaling, batching: of.batching },
    });
    const to = of.canary
      ? [
          { id: 'model', weight: 3 },
          { id: 'canary', weight: 1 },
        ]
      : 'model';
    const rateLimit = of.limit === undefined ? undefined : { ratePerSecond: of.limit, burst: 10 };
    const place = of.isAway ? 'city' : undefined;
    return {
      components: [
        without({
          id: 'users',
          kind: 'traffic',
          place,
          arrivals: of.arrivals,
          personalData: of.personalData || undefined,
          to: 'gateway',
        }),
        without({ id: 'gateway', kind: 'gateway', rateLimit, timeoutSeconds: of.timeoutSeconds, to }),
        model,
        ...(of.canary ? [{ id: 'canary', kind: 'modelServer', serviceTime: of.serviceTime }] : []),
        ...(of.strayed
          ? [
              { id: 'old', kind: 'gateway', to: 'older' },
              { id: 'older', kind: 'modelServer', serviceTime: of.serviceTime },
            ]
          : []),
      ] as never,
      places: [
        without({ id: 'city', kind: 'edgeSite', region: of.home }),
        without({ id: 'cloud', region: of.away }),
      ] as never,
      ...(of.isAway ? { links: [{ from: 'city', to: 'cloud', roundTripSeconds: 0.04 }] } : {}),
      ...(of.objective === undefined
        ? {}
        : { objectives: [{ metric: 'sojournTimeSeconds.p95', atMost: of.objective }] }),
      run: { durationSeconds: 600 },
    };
  });

const streaming = fc
  .record({
    arrivals,
    serviceTime,
    partitions: count,
    consumers: count,
    zipfExponent: fc.constantFrom(0, 1.5),
    isMicro: fc.boolean(),
  })
  .map(
    (of): Draft => ({
      components: [
        {
          id: 'events',
          kind: 'eventStream',
          arrivals: of.arrivals,
          keys: { count: 100, zipfExponent: of.zipfExponent },
          to: 'log',
        },
        { id: 'log', kind: 'partitionedLog', partitions: of.partitions, to: 'scorer' },
        {
          ...{ id: 'scorer', kind: 'streamProcessor', consumers: of.consumers, serviceTime: of.serviceTime },
          ...(of.isMicro ? { processing: { mode: 'microBatch', triggerSeconds: 2 } } : {}),
        },
      ],
      run: { durationSeconds: 600 },
    }),
  );

const batch = fc
  .record({
    serviceTime,
    rows: fc.constantFrom(100, 5000),
    workers: count,
    chunkRows: fc.constantFrom(50, 1000),
    everySeconds: fc.constantFrom(60, 3600),
  })
  .map(
    (of): Draft => ({
      components: [
        { id: 'rows', kind: 'dataset', everySeconds: of.everySeconds, rows: of.rows, to: 'job' },
        {
          id: 'job',
          kind: 'batchJob',
          workers: of.workers,
          chunkRows: of.chunkRows,
          startupSeconds: 5,
          serviceTime: of.serviceTime,
        },
      ],
      run: { durationSeconds: 7200 },
    }),
  );

/** Graphs that the parser refuses for reasons that a builder can mend. */
const refused = fc.constantFrom('source', 'link', 'circle', 'log').map((what): Draft => {
  const server = { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.01 } };
  const users = { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 20 }, to: 'gateway' };
  const gateway = { id: 'gateway', kind: 'gateway', to: 'model' };
  const run = { durationSeconds: 100 };
  if (what === 'source') return { run, components: [gateway, server] };
  if (what === 'link') return { run, components: [{ ...users, place: 'city' }, gateway, server] };
  if (what === 'circle') return { run, components: [users, gateway, { ...server, to: 'gateway' }] };
  const scorer = { id: 'scorer', kind: 'streamProcessor', serviceTime: server.serviceTime };
  return { run, components: [{ ...users, to: 'scorer' }, scorer] };
});

export const arbitraryPipeline: fc.Arbitrary<Draft> = fc.oneof(
  { arbitrary: realTime, weight: 6 },
  { arbitrary: streaming, weight: 3 },
  { arbitrary: batch, weight: 2 },
  { arbitrary: refused, weight: 1 },
);
