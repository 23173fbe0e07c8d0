import { OutlierDetection } from '../../../../widgets/engines/simulator/guards/outlier-detection.ts';
import { outlierSchema } from '../../../../widgets/engines/simulator/guards/outlier-parameters.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { ejectionSeconds } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, oneStation, type TraceValue, type ValidationCase } from '../case.ts';
import { constant } from '../laws.ts';
import { recordRun, VisitRecorder } from '../recorded-run.ts';

const GROUP = 'Breakers and limits';

/** Calls at equal distances through a proxy with a breaker to a server that fails all of them after 10 ms. */
function failingCalls(breaker: object, periodSeconds: number, durationSeconds: number): string {
  const { components } = simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds }, to: 'client' },
        { id: 'client', kind: 'proxy', breaker, to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime: constant(0.01), failureProbability: 1 },
      ],
      run: { durationSeconds, replications: 1 },
    }),
  );
  const { attempts, breaker: counts } = components['client']!;
  return `${attempts} calls made, ${counts!.refused} refused, opened ${counts!.openings} times`;
}

function breakers(): TraceValue[] {
  const resilience4j = { policy: 'resilience4j' };
  const hystrix = { policy: 'hystrix' };
  return [
    {
      label: 'resilience4j, 99 failures in a row',
      expected: '99 calls made, 0 refused, opened 0 times',
      simulated: failingCalls(resilience4j, 1, 98.5),
    },
    {
      // The hundredth ends at 99.01 s; ten trials from 160 s and ten from 230 s on.
      label: 'resilience4j, 300 s of failures, one each second',
      expected: '120 calls made, 180 refused, opened 3 times',
      simulated: failingCalls(resilience4j, 1, 300),
    },
    {
      label: 'Hystrix, 19 failures in ten seconds',
      expected: '19 calls made, 0 refused, opened 0 times',
      simulated: failingCalls(hystrix, 0.1, 1.85),
    },
    {
      // Open from the snapshot at 2 s on; one trial at 7.1, 12.2, 17.3, 22.4 and 27.5 s.
      label: 'Hystrix, 30 s of failures, ten each second',
      expected: '25 calls made, 275 refused, opened 6 times',
      simulated: failingCalls(hystrix, 0.1, 30),
    },
    {
      // Never 20 in ten seconds.
      label: 'Hystrix, 100 s of failures, 1.8 each second',
      expected: '180 calls made, 0 refused, opened 0 times',
      simulated: failingCalls(hystrix, 1 / 1.8, 99.9),
    },
  ];
}

/** One replica that fails five times as soon as it is back; sweeps every ten seconds. */
function ejections(): TraceValue[] {
  const times: number[] = [];
  const listener = { hostEjected: () => {}, hostReturned: (_: number, now: number) => times.push(now) };
  const detection = new OutlierDetection(outlierSchema.parse({}), listener);
  for (let host = 0; host < 10; host++) detection.hostAdded(host);
  const values: TraceValue[] = [];
  let ejectedAt = 0;
  const fail = (now: number) => {
    for (let i = 0; i < 5; i++) detection.answered(0, true, now);
    ejectedAt = now;
  };
  fail(0);
  for (let now = 10; values.length < 12; now += 10) {
    detection.sweep(now);
    if (times.length === values.length) continue;
    const count = values.length + 1;
    values.push({ label: `ejection ${count}`, expected: ejectionSeconds(count), simulated: now - ejectedAt });
    fail(now);
  }
  return values;
}

/** How many of `hosts` are ejected when all fail: at most a tenth, but one at least. */
function ejectedOf(hosts: number): number {
  const listener = { hostEjected: () => {}, hostReturned: () => {} };
  const detection = new OutlierDetection(outlierSchema.parse({}), listener);
  for (let host = 0; host < hosts; host++) detection.hostAdded(host);
  for (let host = 0; host < hosts; host++) for (let i = 0; i < 5; i++) detection.answered(host, true, 1);
  return detection.ejectedCount;
}

/** Seven at 0.25 s to two permits each second and a wait of at most two seconds. */
function limiter(): TraceValue[] {
  const rateLimit = { policy: 'resilience4j', limitForPeriod: 2, limitRefreshPeriodSeconds: 1, timeoutSeconds: 2 };
  const scenario = {
    components: [
      {
        id: 'users',
        kind: 'traffic',
        arrivals: { process: 'trace', timesSeconds: new Array(7).fill(0.25) },
        to: 'gateway',
      },
      { id: 'gateway', kind: 'gateway', rateLimit, to: 'model' },
      { id: 'model', kind: 'modelServer', replicas: 10, serviceTime: constant(0.1) },
    ],
    run: { durationSeconds: 20, replications: 1 },
  };
  const { visits } = recordRun(scenario, new VisitRecorder());
  return [
    {
      label: 'times at which they go on',
      expected: '0.25, 0.25, 1, 1, 2, 2',
      simulated: visits.map(({ enqueuedAt }) => enqueuedAt).join(', '),
    },
    { label: 'throttled', expected: 1, simulated: simulate(accept(scenario)).requests.throttled },
  ];
}

/** A hundred requests at once to a server of 50 ms: who is served, of those whose turn comes in the first 600 ms. */
function controlledDelay(): TraceValue[] {
  const scenario = oneStation({
    arrivals: { process: 'trace', timesSeconds: new Array(100).fill(0) },
    server: { serviceTime: constant(0.05), shedding: { policy: 'codel' } },
    run: { durationSeconds: 100, replications: 1 },
  });
  const { visits } = recordRun(scenario, new VisitRecorder());
  return [
    {
      label: 'served',
      expected: '0, 1, 2, 4, 5, 7, 8, 10, 12, 14, 16, 18, 21',
      simulated: visits
        .slice(0, 13)
        .map(({ serial }) => serial)
        .join(', '),
    },
  ];
}

export const guardTraceCases: readonly ValidationCase[] = [
  {
    name: 'breaker-traces',
    group: GROUP,
    title: 'Circuit breakers while everything fails',
    mechanisms: ['proxy', 'breaker', 'hystrix', 'resilience4j'],
    source:
      'HystrixCircuitBreaker.java, CircuitBreakerStateMachine.java: rules of the source code, traces worked out by hand',
    check: { kind: 'trace', values: breakers },
  },
  {
    name: 'outlier-ejections',
    group: GROUP,
    title: 'Ejections of a replica that keeps failing, and of many at once',
    mechanisms: ['loadBalancer', 'outlierDetection'],
    source:
      'Envoy, outlier_detection.proto: 30 s times the ejections, at most 300 s; at most 10 % of the hosts, but one',
    check: {
      kind: 'trace',
      values: () => [
        ...ejections(),
        ...[5, 10, 20, 29].map((hosts) => ({
          label: `ejected of ${hosts} that all fail`,
          expected: Math.max(1, Math.floor(hosts / 10)),
          simulated: ejectedOf(hosts),
        })),
      ],
    },
  },
  {
    name: 'resilience4j-limiter',
    group: GROUP,
    title: 'A rate limiter of cycles, at which requests wait',
    mechanisms: ['gateway', 'rateLimit', 'resilience4j'],
    source: 'AtomicRateLimiter.java: rules of the source code, trace worked out by hand',
    check: { kind: 'trace', values: limiter },
  },
  {
    name: 'codel-trace',
    group: GROUP,
    title: 'CoDel on a queue of a hundred requests',
    mechanisms: ['modelServer', 'shedding', 'codel'],
    source: 'RFC 8289, section 5: pseudocode, worked out by hand',
    check: { kind: 'trace', values: controlledDelay },
  },
];
