import type { SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { mmc } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';
import { meanSojourn, ofSystem } from '../figures.ts';
import { constant, exponential, poisson } from '../laws.ts';

const behindGateway = (arrivals: object, gateway: object, server: object, run: object) => ({
  components: [
    { id: 'users', kind: 'traffic', arrivals, to: 'gateway' },
    { id: 'gateway', kind: 'gateway', ...gateway, to: 'model' },
    { id: 'model', kind: 'modelServer', ...server },
  ],
  run,
});

function counts({ requests }: SimulationResult): string {
  const { offered, completed, throttled, timedOut, inSystem } = requests;
  return `${offered} offered, ${completed} completed, ${throttled} throttled, ${timedOut} timed out, ${inSystem} in system`;
}

/** 2,500 requests in 10 s at a bucket of 50 that gains 100 a second: 50 at once, then 999 more. */
function tokenBucket(): TraceValue[] {
  const result = simulate(
    accept(
      behindGateway(
        { process: 'deterministic', periodSeconds: 0.004 },
        { rateLimit: { ratePerSecond: 100, burst: 50 } },
        { serviceTime: constant(1e-6) },
        { durationSeconds: 10, replications: 1 },
      ),
    ),
  );
  const expected = '2500 offered, 1049 completed, 1451 throttled, 0 timed out, 0 in system';
  return [{ label: 'requests', expected, simulated: counts(result) }];
}

/** Answers after 2, 3, 4 and 5 s against a patience of 2.5 s; the last request is in service when the run ends. */
function clientTimeout(): TraceValue[] {
  const result = simulate(
    accept(
      behindGateway(
        { process: 'trace', timesSeconds: [0, 1, 2, 3, 9.5] },
        { timeoutSeconds: 2.5 },
        { serviceTime: constant(2) },
        { durationSeconds: 10, replications: 1 },
      ),
    ),
  );
  return [
    {
      label: 'requests',
      expected: '5 offered, 1 completed, 0 throttled, 3 timed out, 1 in system',
      simulated: counts(result),
    },
    {
      label: 'work finished for nobody',
      expected: 'the server completed 4',
      simulated: `the server completed ${result.components['model']!.completed}`,
    },
  ];
}

/** The server does not know that a client has left, so M/M/1 stays what it is and the sojourn has its exponential tail. */
const impatience: ValidationCase = {
  name: 'client-timeout-mm1',
  group: 'Queues',
  title: 'M/M/1 at 80 % with clients that wait 10 s',
  mechanisms: ['gateway', 'modelServer', 'timeoutSeconds'],
  source: 'M/M/1: the server goes on working, so P(T > 10) = exp(−(μ − λ) 10) (Kleinrock 1975, volume 1, chapter 5)',
  check: {
    kind: 'statistics',
    scenario: behindGateway(
      poisson(0.8),
      { timeoutSeconds: 10 },
      { serviceTime: exponential(1) },
      { durationSeconds: 1_500_000, warmUpSeconds: 5000, replications: 20 },
    ),
    figures: [
      ofSystem('share timed out', '', 'mean', Math.exp(-2), ({ requests }) => requests.timedOut / requests.offered),
    ],
  },
};

/** Burke: what leaves M/M/c is Poisson again, so every station of a line is M/M/c by itself. */
const tandem: ValidationCase = {
  name: 'tandem',
  group: 'Queues',
  title: 'Five M/M/4 in a line at 80 %',
  mechanisms: ['modelServer', 'poisson', 'exponential'],
  source: 'Burke 1956; Erlang C',
  check: {
    kind: 'statistics',
    scenario: {
      components: [
        { id: 'users', kind: 'traffic', arrivals: poisson(3.2), to: 's1' },
        ...[1, 2, 3, 4, 5].map((i) => ({
          id: `s${i}`,
          kind: 'modelServer',
          replicas: 4,
          serviceTime: exponential(1),
          ...(i < 5 ? { to: `s${i + 1}` } : {}),
        })),
      ],
      run: { durationSeconds: 202_000, warmUpSeconds: 2000, replications: 20 },
    },
    figures: [
      ofSystem(
        'mean sojourn in the line',
        's',
        'mean',
        5 * mmc(3.2, 1, 4).meanSojournSeconds,
        (result) => result.sojournTimeSeconds.mean,
      ),
      meanSojourn(mmc(3.2, 1, 4).meanSojournSeconds, 's5'),
    ],
  },
};

export const doorCases: readonly ValidationCase[] = [
  {
    name: 'token-bucket',
    group: 'Queues',
    title: 'A token bucket of 100 per second and 50',
    mechanisms: ['gateway', 'rateLimit'],
    source: 'Token bucket, counted by hand',
    check: { kind: 'trace', values: tokenBucket },
  },
  {
    name: 'client-timeout',
    group: 'Queues',
    title: 'Clients that give up while the server goes on',
    mechanisms: ['gateway', 'timeoutSeconds'],
    source: 'The server does not hear that a client has left; worked out by hand',
    check: { kind: 'trace', values: clientTimeout },
  },
  impatience,
  tandem,
];
