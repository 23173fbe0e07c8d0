import { createBackoff } from '../../../../widgets/engines/simulator/calls/backoff/schema.ts';
import { sweepLoad } from '../../../../widgets/engines/simulator/calls/hysteresis.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { budgetedAttempts, staysOverloaded } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';
import { exponential, poisson } from '../laws.ts';
import { contend } from '../optimistic-lock.ts';

const BRONSON = 'Bronson et al., Metastable Failures in Distributed Systems, HotOS 2021';

const fixed = (maximumRetries: number) => ({ policy: 'fixed', maximumRetries });

/** Ten servers of 100 ms, room for three seconds of waiting, and callers who wait for one. */
const overloaded = (arrivals: object, proxy: object, durationSeconds: number) =>
  accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'proxy' },
      { id: 'proxy', kind: 'proxy', perTryTimeoutSeconds: 1, ...proxy, to: 'model' },
      { id: 'model', kind: 'modelServer', replicas: 10, queueCapacity: 300, serviceTime: exponential(0.1) },
    ],
    run: { durationSeconds, warmUpSeconds: 0, replications: 1 },
  });
const CAPACITY = 100;
const TRIGGER_END = 90;

/** Share of the offered load that is answered in time in the last minute, two minutes after a trigger of 60 s. */
function recoveredShare(rate: number, proxy: object): number {
  const arrivals = { process: 'step', ratePerSecond: rate, stepRatePerSecond: 150, startSeconds: 30, holdSeconds: 60 };
  const end = TRIGGER_END + 150;
  const { timeline } = simulate(overloaded(arrivals, proxy, end));
  const { completed, bucketSeconds } = timeline!;
  return completed.slice(-60 / bucketSeconds).reduce((sum, count) => sum + count, 0) / (60 * rate);
}

/** A tenth on each side of the border is left out: there the random load decides. */
const BORDER = 0.1;

function metastable(): TraceValue[] {
  const rates = [10, 20, 30, 40, 60, 80];
  return rates.flatMap((rate) =>
    [0, 1, 2, 3].flatMap((retries) => {
      if (Math.abs(((1 + retries) * rate) / CAPACITY - 1) <= BORDER) return [];
      const share = recoveredShare(rate, retries > 0 ? { retries: fixed(retries) } : {});
      return [
        {
          label: `${rate} per second, ${retries} retries: two minutes after the trigger`,
          expected: staysOverloaded(rate, retries, CAPACITY) ? 'still collapsed' : 'recovered',
          simulated: share < 0.5 ? 'still collapsed' : 'recovered',
        },
      ];
    }),
  );
}

function hysteresis(): TraceValue[] {
  const rates = [20, 40, 60, 80, 130];
  const branches = (proxy: object) =>
    sweepLoad({
      scenario: overloaded(poisson(1), proxy, 60),
      sourceId: 'users',
      ratesPerSecond: rates,
      secondsPerStep: 120,
    });
  const state = ({ offeredPerSecond, goodputPerSecond }: { offeredPerSecond: number; goodputPerSecond: number }) =>
    goodputPerSecond > offeredPerSecond / 2 ? 'up' : 'down';
  const retrying = branches({ retries: fixed(3) });
  const budgeted = branches({ retries: fixed(3), budget: { rule: 'finagle', retriesPerSecond: 0 } });
  return rates.flatMap((rate, i) => [
    {
      label: `rising load, ${rate} per second`,
      expected: rate < CAPACITY ? 'up' : 'down',
      simulated: state(retrying.up[i]!),
    },
    {
      label: `falling load, ${rate} per second`,
      expected: staysOverloaded(rate, 3, CAPACITY) ? 'down' : 'up',
      simulated: state(retrying.down[i]!),
    },
    {
      label: `falling load, ${rate} per second, with a retry budget of a fifth`,
      expected: budgetedAttempts(0.2) * rate > CAPACITY ? 'down' : 'up',
      simulated: state(budgeted.down[i]!),
    },
  ]);
}

/** Calls and time of 100 clients, means of forty runs, by policy; the published simulator counts retries from 1, so its first wait is twice the base. */
function contention() {
  const jittered = { maximumRetries: 100, baseSeconds: 0.01, capSeconds: 2 };
  const policies = {
    none: { policy: 'fixed', maximumRetries: 100, waitSeconds: 0 },
    exponential: { policy: 'exponential', ...jittered },
    equal: { policy: 'awsEqualJitter', ...jittered },
    full: { policy: 'awsFullJitter', ...jittered },
    decorrelated: { policy: 'awsDecorrelated', ...jittered, baseSeconds: 0.005 },
  } as const;
  const runs = 40;
  return Object.fromEntries(
    Object.entries(policies).map(([name, settings]) => {
      const backoff = createBackoff(settings as never);
      const stream = new RandomStream(1, 0, `contention/${name}`);
      let calls = 0;
      let seconds = 0;
      for (let i = 0; i < runs; i++) {
        const run = contend({
          clients: 100,
          wait: (retry, previous) => backoff.seconds(Math.min(retry, 100), previous, stream),
          normal: () => stream.normal(),
        });
        calls += run.calls / runs;
        seconds += run.seconds / runs;
      }
      return [name, { calls, seconds }];
    }),
  ) as Record<keyof typeof policies, { calls: number; seconds: number }>;
}

function jitterRanking(): TraceValue[] {
  const { none, exponential: plain, equal, full, decorrelated } = contention();
  const says = (label: string, holds: boolean) => ({ label, expected: 'yes', simulated: holds ? 'yes' : 'no' });
  const jittered = [equal, full, decorrelated];
  return [
    says('more calls without any pause than with exponential pauses', none.calls > plain.calls),
    says(
      'full and equal jitter more than halve the calls of exponential pauses',
      Math.max(full.calls, equal.calls) < plain.calls / 2,
    ),
    says(
      'exponential pauses without jitter take the longest',
      jittered.every(({ seconds }) => seconds < plain.seconds),
    ),
    says('full and equal jitter make about as many calls', Math.abs(full.calls / equal.calls - 1) < 0.1),
    says(
      'decorrelated jitter makes more calls than full and equal jitter',
      decorrelated.calls > Math.max(full.calls, equal.calls),
    ),
    says('equal jitter takes longer than full jitter', equal.seconds > full.seconds),
    says('full jitter takes a little longer than decorrelated jitter', full.seconds > decorrelated.seconds),
  ];
}

export const retryStormCases: readonly ValidationCase[] = [
  {
    name: 'metastable-failure',
    group: 'Calls',
    title: 'An overload of 60 s, retries and zombie work: who recovers',
    mechanisms: ['proxy', 'retries', 'modelServer', 'step'],
    source: `Stays collapsed when (1 + retries) · λ > capacity; ${BRONSON}`,
    check: { kind: 'trace', values: metastable },
  },
  {
    name: 'metastable-hysteresis',
    group: 'Calls',
    title: 'Goodput while the load rises and falls',
    mechanisms: ['proxy', 'retries', 'budget', 'modelServer'],
    source: `The two branches part between capacity/(1 + retries) and capacity; ${BRONSON}`,
    check: { kind: 'trace', values: hysteresis },
  },
  {
    name: 'jitter-ranking',
    group: 'Calls',
    title: 'A hundred clients that contend by optimistic locking',
    mechanisms: ['retries', 'exponential', 'awsFullJitter', 'awsEqualJitter', 'awsDecorrelated'],
    source:
      'Brooker, Exponential Backoff And Jitter, AWS Architecture Blog 2015, conclusions from aws-arch-backoff-simulator',
    check: { kind: 'trace', values: jitterRanking },
  },
];
