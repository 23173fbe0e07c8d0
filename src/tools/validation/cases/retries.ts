import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import type { Station } from '../../../../widgets/engines/simulator/station.ts';
import {
  attemptsPerRequest,
  budgetedAttempts,
  layeredAttempts,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type Figure, type TraceValue, type ValidationCase } from '../case.ts';
import { constant, exponential, poisson } from '../laws.ts';
import { recordRun } from '../recorded-run.ts';

const RUN = { durationSeconds: 4000, warmUpSeconds: 100, replications: 10 };

/** A server with room for everybody that fails a share of what it serves. */
const failing = (failureProbability: number, proxy: object, run: object = RUN) => ({
  components: [
    { id: 'users', kind: 'traffic', arrivals: poisson(50), to: 'proxy' },
    { id: 'proxy', kind: 'proxy', ...proxy, to: 'model' },
    { id: 'model', kind: 'modelServer', replicas: 100, failureProbability, serviceTime: exponential(0.05) },
  ],
  run,
});
const fixed = (maximumRetries: number, waitSeconds = 0) => ({ policy: 'fixed', maximumRetries, waitSeconds });
const amplification = (expected: number, rule: Figure['rule'] = 'mean'): Figure => ({
  label: 'attempts per request',
  unit: '',
  rule,
  expected,
  of: ({ components }) => components['proxy']!.attemptsPerRequest,
});

function layers(): TraceValue[] {
  const layer = (id: string, to: string) => ({ id, kind: 'proxy', retries: fixed(3), to });
  const { components } = simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'trace', timesSeconds: [1] }, to: 'one' },
        layer('one', 'two'),
        layer('two', 'three'),
        layer('three', 'model'),
        { id: 'model', kind: 'modelServer', failureProbability: 1, serviceTime: constant(0.001) },
      ],
      run: { durationSeconds: 100, replications: 1 },
    }),
  );
  return ['two', 'three', 'model'].map((id, above) => ({
    label: `attempts that reach ${id === 'model' ? 'the server' : `layer ${above + 2}`}`,
    expected: layeredAttempts(3, above + 1),
    simulated: components[id]!.arrivals,
  }));
}

/** Waits between the end of one attempt and the start of the next, by number of the retry. The server answers at once. */
class Waits extends Recorder {
  readonly sums: number[] = [];
  readonly counts: number[] = [];
  readonly longest: number[] = [];
  #retry = 0;
  #endedAt = 0;

  override created(): void {
    this.#retry = 0;
  }

  override started({ now }: Model, { id }: Station): void {
    if (id !== 'model') return;
    if (this.#retry > 0) {
      const wait = now - this.#endedAt;
      const place = this.#retry - 1;
      this.sums[place] = (this.sums[place] ?? 0) + wait;
      this.counts[place] = (this.counts[place] ?? 0) + 1;
      this.longest[place] = Math.max(this.longest[place] ?? 0, wait);
    }
    this.#retry++;
    this.#endedAt = now + 1e-6;
  }
}

const ENVOY_BOUNDS = [0.025, 0.075, 0.175, 0.25, 0.25];

function envoyWaits(seed: number): readonly number[] {
  const waits = recordRun(
    {
      components: [
        {
          id: 'users',
          kind: 'traffic',
          arrivals: { process: 'deterministic', periodSeconds: 2 },
          to: 'proxy',
        },
        { id: 'proxy', kind: 'proxy', retries: { policy: 'envoy', maximumRetries: 5 }, to: 'model' },
        { id: 'model', kind: 'modelServer', failureProbability: 1, serviceTime: constant(1e-6) },
      ],
      run: { durationSeconds: 40_000 },
    },
    new Waits(),
    seed,
  );
  // The largest of n uniform draws lies n/(n + 1) of the way to its bound.
  return ENVOY_BOUNDS.flatMap((_, place) => {
    const count = waits.counts[place]!;
    return [waits.sums[place]! / count, (waits.longest[place]! * (count + 1)) / count];
  });
}

const milliseconds = (label: string, expected: number, rule: Figure['rule']) => ({ label, unit: 's', rule, expected });

export const retryCases: readonly ValidationCase[] = [
  {
    name: 'retries-amplification',
    group: 'Calls',
    title: 'Half of all attempts fail, three retries',
    mechanisms: ['proxy', 'retries', 'fixed', 'failureProbability'],
    source: '(1 − p^(r+1))/(1 − p) = 1.875 attempts per request, p^(r+1) = 6.25 % of the requests fail',
    check: {
      kind: 'statistics',
      scenario: failing(0.5, { retries: fixed(3) }),
      figures: [
        amplification(attemptsPerRequest(0.5, 3)),
        {
          label: 'requests that fail',
          unit: '%',
          rule: 'mean',
          expected: 6.25,
          of: ({ requests }) => (100 * requests.failed) / (requests.completed + requests.failed),
        },
      ],
    },
  },
  {
    name: 'retries-in-layers',
    group: 'Calls',
    title: 'Three layers that each retry three times',
    mechanisms: ['proxy', 'retries'],
    source: '(r + 1)^L = 64',
    check: { kind: 'trace', values: layers },
  },
  {
    name: 'retry-budget-finagle',
    group: 'Calls',
    title: 'Everything fails, and each request pays for a fifth of a retry',
    mechanisms: ['proxy', 'budget', 'finagle'],
    source: 'At most 1 + q attempts per request (Finagle, RetryBudget: 20 %)',
    check: {
      kind: 'statistics',
      scenario: failing(1, { retries: fixed(5), budget: { rule: 'finagle', retriesPerSecond: 0 } }),
      figures: [amplification(budgetedAttempts(0.2), 'limit')],
    },
  },
  {
    name: 'retry-budget-sre',
    group: 'Calls',
    title: 'Everything fails, and retries are a tenth of what is sent',
    mechanisms: ['proxy', 'budget', 'sre'],
    source: '1/(1 − 10 %) attempts per request (Site Reliability Engineering, chapter 21)',
    check: {
      kind: 'statistics',
      scenario: failing(1, { retries: fixed(5), budget: { rule: 'sre' } }),
      figures: [amplification(1 / 0.9, 'limit')],
    },
  },
  {
    name: 'backoff-envoy',
    group: 'Calls',
    title: 'Waits before five retries',
    mechanisms: ['proxy', 'retries', 'envoy'],
    source: 'Envoy, router_filter.rst: uniform below (2^N − 1) · 25 ms, at most 250 ms',
    check: {
      kind: 'observations',
      replications: 10,
      figures: ENVOY_BOUNDS.flatMap((bound, place) => [
        milliseconds(`mean wait before retry ${place + 1}`, bound / 2, 'mean'),
        milliseconds(`bound of the wait before retry ${place + 1}`, bound, 'limit'),
      ]),
      observe: (seed, replication) => envoyWaits(seed + replication),
    },
  },
];
