import type { SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import {
  erlangB,
  mm1k,
  mm1MeanSquareWait,
  mmc,
  mmcWithQueueTimeout,
  shedShares,
  throttledCallsPerSecond,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { oneStation, type ValidationCase } from '../case.ts';
import { meanWait, ofSystem } from '../figures.ts';
import { constant, exponential, poisson } from '../laws.ts';
import { recordRun, VisitRecorder } from '../recorded-run.ts';

const attempts = ({ components }: SimulationResult) => components['client']!.attempts!;
const refusedShare = ({ requests }: SimulationResult) => requests.rejected / requests.offered;

const behindProxy = (arrivals: object, proxy: object, server: object, run: object) => ({
  components: [
    { id: 'users', kind: 'traffic', arrivals, to: 'client' },
    { id: 'client', kind: 'proxy', ...proxy, to: 'model' },
    { id: 'model', kind: 'modelServer', ...server },
  ],
  run: { replications: 20, ...run },
});

/** So many servers that no call waits for one: what holds calls back is the limit alone. */
const manyServers = { serviceTime: exponential(1), replicas: 200 };

/** One server without a queue accepts s / (1 + s m) of s calls per second that come at random. */
const accepted = (callsPerSecond: number) => callsPerSecond / (1 + callsPerSecond * 0.05);
const throttled = throttledCallsPerSecond(100, 2, accepted);

const throttle: ValidationCase = {
  name: 'sre-throttle',
  group: 'Breakers and limits',
  title: 'Adaptive throttling in front of a server that accepts half of what it lets through',
  mechanisms: ['proxy', 'throttle', 'sre'],
  source: 'Beyer et al. 2016, chapter 21: requests · (1 − p) = K · accepts; Erlang B for what one server accepts',
  check: {
    kind: 'statistics',
    scenario: behindProxy(
      poisson(100),
      { throttle: { policy: 'sre' } },
      { serviceTime: constant(0.05), queueCapacity: 0 },
      { durationSeconds: 3300, warmUpSeconds: 300 },
    ),
    figures: [
      ofSystem(
        'calls sent for each accepted',
        '',
        'limit',
        2,
        (result) => attempts(result) / result.requests.completed,
      ),
      ofSystem('calls sent', '1/s', 'limit', throttled, (result) => attempts(result) / (3000 * result.replications)),
    ],
  },
};

const fullBulkhead: ValidationCase = {
  name: 'bulkhead-loss',
  group: 'Breakers and limits',
  title: 'A bulkhead of 5 calls without a wait',
  mechanisms: ['proxy', 'limit', 'bulkhead'],
  source: 'Erlang B: a limit without a wait is M/M/c/c',
  check: {
    kind: 'statistics',
    scenario: behindProxy(poisson(4), { limit: { policy: 'bulkhead', maxConcurrentCalls: 5 } }, manyServers, {
      durationSeconds: 60_100,
      warmUpSeconds: 100,
    }),
    figures: [ofSystem('share refused', '', 'mean', erlangB(5, 4), refusedShare)],
  },
};

const patient = mmcWithQueueTimeout(4.5, 1, 5, 0.5);
const waitingBulkhead: ValidationCase = {
  name: 'bulkhead-wait',
  group: 'Breakers and limits',
  title: 'A bulkhead of 5 calls at which calls wait for up to half a second',
  mechanisms: ['proxy', 'limit', 'bulkhead', 'maxWaitSeconds'],
  source: 'M/M/c+D (Barrer 1957)',
  check: {
    kind: 'statistics',
    scenario: behindProxy(
      poisson(4.5),
      { limit: { policy: 'bulkhead', maxConcurrentCalls: 5, maxWaitSeconds: 0.5 } },
      manyServers,
      { durationSeconds: 200_100, warmUpSeconds: 100 },
    ),
    figures: [ofSystem('share refused', '', 'mean', patient.lossProbability, refusedShare)],
  },
};

const pending: ValidationCase = {
  name: 'envoy-pending',
  group: 'Breakers and limits',
  title: "Envoy's limits of one connection and 9 pending requests at 90 %",
  mechanisms: ['proxy', 'limit', 'envoy'],
  source: 'M/M/1/K with K = 10',
  check: {
    kind: 'statistics',
    scenario: behindProxy(
      poisson(0.9),
      { limit: { policy: 'envoy', maxConnections: 1, maxPendingRequests: 9 } },
      { serviceTime: exponential(1), replicas: 2 },
      { durationSeconds: 400_000, warmUpSeconds: 1000 },
    ),
    figures: [
      ofSystem('share refused', '', 'mean', mm1k(0.9, 1, 10).lossProbability, refusedShare),
      ofSystem(
        'mean sojourn',
        's',
        'mean',
        mm1k(0.9, 1, 10).meanSojournSeconds,
        (result) => result.sojournTimeSeconds.mean,
      ),
    ],
  },
};

const lastCome = oneStation({
  arrivals: poisson(0.5),
  server: { discipline: 'lifo', serviceTime: exponential(1) },
  run: { durationSeconds: 200_000, warmUpSeconds: 1000, replications: 20 },
});

function meanSquareWait(seed: number, replication: number): number[] {
  const { visits } = recordRun(lastCome, new VisitRecorder(), seed, replication);
  const squares = visits.reduce((sum, { startedAt, enqueuedAt }) => sum + (startedAt - enqueuedAt) ** 2, 0);
  return [squares / visits.length];
}

const lifo: readonly ValidationCase[] = [
  {
    name: 'lifo-mean',
    group: 'Breakers and limits',
    title: 'M/M/1 at 50 %, last come first served: the mean',
    mechanisms: ['modelServer', 'lifo'],
    source: 'Kleinrock 1975: the mean wait does not depend on the order of service',
    check: { kind: 'statistics', scenario: lastCome, figures: [meanWait(mmc(0.5, 1, 1).meanWaitingSeconds)] },
  },
  {
    name: 'lifo-square',
    group: 'Breakers and limits',
    title: 'M/M/1 at 50 %, last come first served: the mean square',
    mechanisms: ['modelServer', 'lifo'],
    source: 'Kingman 1962: 1 / (1 − ρ) times that of the order of arrival',
    check: {
      kind: 'observations',
      replications: 40,
      figures: [
        { label: 'mean square of the wait', unit: 's²', rule: 'p99', expected: mm1MeanSquareWait(0.5, 1).lifo },
      ],
      observe: meanSquareWait,
    },
  },
];

const classes = [
  { arrivalRatePerSecond: 0.4, from: 10 },
  { arrivalRatePerSecond: 0.4, from: 8 },
  { arrivalRatePerSecond: 0.4, from: 5 },
];
const shed = shedShares(classes, 1, 10);

const byClass: ValidationCase = {
  name: 'shedding-by-class',
  group: 'Breakers and limits',
  title: 'A queue of 10 at 120 % that sheds class 3 from 5 waiting on and class 2 from 8 on',
  mechanisms: ['modelServer', 'shedding', 'priority'],
  source: 'Birth-and-death process (Kleinrock 1975, volume 1, chapter 3)',
  check: {
    kind: 'statistics',
    scenario: {
      components: [
        ...[1, 2, 3].map((each) => ({
          ...{ id: `class${each}`, kind: 'traffic', arrivals: poisson(0.4), to: `door${each}` },
          priorities: [{ class: each, share: 1 }],
        })),
        ...[1, 2, 3].map((each) => ({ id: `door${each}`, kind: 'proxy', to: 'model' })),
        {
          ...{ id: 'model', kind: 'modelServer', serviceTime: exponential(1), queueCapacity: 10 },
          shedding: {
            policy: 'priority',
            classes: [
              { class: 2, above: 0.8 },
              { class: 3, above: 0.5 },
            ],
          },
        },
      ],
      run: { durationSeconds: 400_000, warmUpSeconds: 1000, replications: 20 },
    },
    figures: shed.map((expected, i) =>
      ofSystem(`share of class ${i + 1} turned away`, '', 'mean', expected, ({ components }) => {
        const { attempts: sent, attemptOutcomes } = components[`door${i + 1}`]!;
        return attemptOutcomes!.rejected / sent!;
      }),
    ),
  },
};

export const guardCases: readonly ValidationCase[] = [
  throttle,
  fullBulkhead,
  waitingBulkhead,
  pending,
  ...lifo,
  byClass,
];
