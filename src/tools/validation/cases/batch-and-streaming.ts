import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { murmur2 } from '../../../../widgets/engines/simulator/stations/murmur2.ts';
import { accept, oneStation, type TraceValue, type ValidationCase } from '../case.ts';
import { constant } from '../laws.ts';
import { batchesOf, recordRun, VisitRecorder } from '../recorded-run.ts';

/** Ten chunks of 2 + 7 s on three workers: four waves, so 36 s after each release. */
function waves(): TraceValue[] {
  const result = simulate(
    accept({
      components: [
        { id: 'rows', kind: 'dataset', everySeconds: 100, rows: 70, to: 'job' },
        { id: 'job', kind: 'batchJob', workers: 3, chunkRows: 7, startupSeconds: 2, serviceTime: constant(1) },
      ],
      run: { durationSeconds: 250, replications: 1 },
    }),
  );
  const { jobs, completed } = result.components['job']!;
  return [
    { label: 'jobs published', expected: 2, simulated: jobs?.published ?? 0 },
    { label: 'makespan', expected: '36.000000 s', simulated: `${jobs?.meanMakespanSeconds?.toFixed(6)} s` },
    { label: 'rows scored', expected: 140, simulated: completed },
  ];
}

/** Records at 0, 100, 200 and 300 ms, two to a poll, one second each, committed together. */
function polls(): TraceValue[] {
  const scenario = {
    components: [
      {
        id: 'events',
        kind: 'eventStream',
        arrivals: { process: 'trace', timesSeconds: [0, 0.1, 0.2, 0.3] },
        to: 'log',
      },
      { id: 'log', kind: 'partitionedLog', partitions: 1, to: 'consumers' },
      { id: 'consumers', kind: 'streamProcessor', maxPollRecords: 2, serviceTime: constant(1) },
    ],
    run: { durationSeconds: 10, replications: 1 },
  };
  const { visits } = recordRun(scenario, new VisitRecorder('consumers'));
  return [
    {
      label: 'polls',
      expected: '0→1000 ms, 1000→3000 ms, 3000→4000 ms',
      simulated: batchesOf(visits).join(', '),
    },
  ];
}

/** org.apache.kafka.common.utils.UtilsTest.testMurmur2. */
const KAFKA_HASHES: Readonly<Record<string, number>> = {
  '21': -973932308,
  foobar: -790332482,
  'a-little-bit-long-string': -985981536,
  'a-little-bit-longer-string': -1486304829,
  lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
  abc: 479470107,
};

const curve = {
  model: 'round',
  source: 'recorded',
  device: 'none',
  browser: 'none',
  threads: 1,
  clockStepSeconds: 1e-6,
  measuredAt: '2026-01-01T00:00:00Z',
  points: [
    { batchSize: 1, medianSeconds: 0.01, p95Seconds: null, runs: 1 },
    { batchSize: 4, medianSeconds: 0.016, p95Seconds: null, runs: 1 },
  ],
  fit: { baseSeconds: 0.008, perItemSeconds: 0.002, meanRelativeError: 0 },
  samplesSeconds: [],
  samplesAre: 'blockMeans',
} as const;

/** Batches of 1, 3 and 6 on a curve that knows 1 and 4: 10 ms, 14 ms in between, and 16 + 12 ms as two calls. */
function measuredCurve(): TraceValue[] {
  const expected: readonly (readonly [number, string])[] = [
    [1, '10.000000 ms'],
    [3, '14.000000 ms'],
    [6, '28.000000 ms'],
  ];
  return expected.map(([count, time]) => {
    const scenario = oneStation({
      arrivals: { process: 'trace', timesSeconds: Array<number>(count).fill(1) },
      server: {
        serviceTime: { distribution: 'measured', model: 'round' },
        batching: { mode: 'triton', maxBatchSize: count, maxDelaySeconds: 0.1 },
      },
      run: { durationSeconds: 2, replications: 1 },
    });
    const { mean } = simulate(accept(scenario), { curves: { round: curve } }).sojournTimeSeconds;
    return { label: `a batch of ${count}`, expected: time, simulated: `${((mean ?? 0) * 1000).toFixed(6)} ms` };
  });
}

const exact = (name: string, title: string, mechanisms: string[], source: string, values: () => TraceValue[]) =>
  ({ name, group: 'Batch and streaming', title, mechanisms, source, check: { kind: 'trace', values } }) as const;

export const batchAndStreamingCases: readonly ValidationCase[] = [
  exact('batch-waves', 'Ten chunks on three workers', ['dataset', 'batchJob'], 'Counted by hand: k chunks on m workers finish in ⌈k/m⌉ waves', waves), // biome-ignore format: one case a line
  exact('stream-polls', 'One consumer, two records to a poll', ['eventStream', 'partitionedLog', 'streamProcessor'], 'Apache Kafka, KafkaConsumer: records of a poll are committed together; by hand', polls), // biome-ignore format: one case a line
  exact('kafka-hash', 'Keys to partitions by murmur2', ['partitionedLog'], 'Apache Kafka, UtilsTest.testMurmur2', () =>
    Object.entries(KAFKA_HASHES).map(([key, expected]) => ({
      label: key,
      expected,
      simulated: murmur2(new TextEncoder().encode(key)),
    })),
  ),
  exact('measured-curve', 'A measured service curve between and beyond its points', ['measured'], 'Linear between the measured sizes, several calls beyond the largest; by hand', measuredCurve), // biome-ignore format: one case a line
];
