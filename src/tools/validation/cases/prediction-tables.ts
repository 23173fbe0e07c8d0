import type { ComponentResult } from '../../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { missingShare, predictionAge } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type Figure, type TraceValue, type ValidationCase } from '../case.ts';
import { constant, poisson } from '../laws.ts';

/** A snapshot every P = 600 s, published D = 60 s later; measured over whole periods, from one publication on. */
const nightly = { period: 600, delay: 60 };
const cycles = (count: number) => ({ warmUpSeconds: 660, durationSeconds: 660 + count * nightly.period });

const scenario = (table: object, replications: number) => ({
  components: [
    { id: 'rows', kind: 'dataset', everySeconds: nightly.period, rows: 1, to: 'job' },
    { id: 'job', kind: 'batchJob', chunkRows: 1, serviceTime: constant(nightly.delay) },
    { id: 'users', kind: 'traffic', arrivals: poisson(10), to: 'table' },
    { id: 'table', kind: 'predictionTable', ...table },
  ],
  run: { ...cycles(50), replications },
});

/** The age of the predictions in use at any time, whoever asks. */
function age(): TraceValue[] {
  const { predictionAgeSeconds } = simulate(accept(scenario({}, 1)));
  const { mean, maximum } = predictionAge(nightly.delay, nightly.period);
  const seconds = (value: number | null) => `${value?.toFixed(6)} s`;
  return [
    { label: 'mean, D + P/2', expected: seconds(mean), simulated: seconds(predictionAgeSeconds.mean) },
    { label: 'largest, D + P', expected: seconds(maximum), simulated: seconds(predictionAgeSeconds.max) },
  ];
}

type Lookups = NonNullable<ComponentResult['lookups']>;
const share = (label: string, expected: number, read: (lookups: Lookups) => number | null): Figure => ({
  ...{ label, unit: '', rule: 'mean', expected },
  of: ({ components }) => read(components['table']!.lookups!),
});

/** Mean age of the entities asked about, and the age at which predictions expire. */
const ENTITY_AGE = 1800;
const EXPIRY = 400;

const common = { group: 'Batch and streaming', mechanisms: ['predictionTable', 'batchJob'] } as const;

export const predictionTableCases: readonly ValidationCase[] = [
  {
    ...common,
    name: 'prediction-age',
    title: 'Age of published predictions',
    source: 'A snapshot is published D later and used until the next: uniform from D to D + P; by hand',
    check: { kind: 'trace', values: age },
  },
  {
    ...common,
    name: 'prediction-lookups',
    title: 'Look-ups of predictions',
    source: 'Ages uniform from D to D + P; entities of exponential age; predictions that expire',
    check: {
      kind: 'statistics',
      scenario: scenario({ meanEntityAgeSeconds: ENTITY_AGE }, 20),
      figures: [
        share(
          'share of missing entities',
          missingShare(nightly.delay, nightly.period, ENTITY_AGE),
          (of) => of.missingFraction,
        ),
      ],
    },
  },
  {
    ...common,
    name: 'prediction-expiry',
    title: 'Predictions that expire before the next are published',
    source: '(D + P − expiry)/P of the time; the age at look-up is uniform up to the expiry',
    check: {
      kind: 'statistics',
      scenario: scenario({ expiresAfterSeconds: EXPIRY }, 20),
      figures: [
        share(
          'share of expired predictions',
          (nightly.delay + nightly.period - EXPIRY) / nightly.period,
          (of) => of.expiredFraction,
        ),
        { ...share('mean age when used', (nightly.delay + EXPIRY) / 2, (of) => of.ageSeconds.mean), unit: 's' },
      ],
    },
  },
];
