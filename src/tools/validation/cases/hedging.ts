import type { Model } from '../../../../widgets/engines/simulator/model.ts';
import { Recorder } from '../../../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import {
  hedgedQuantile,
  hedgedShare,
  leafQuantile,
  slowShare,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, type Figure, type TraceValue, type ValidationCase } from '../case.ts';
import { constant, exponential, poisson } from '../laws.ts';
import { recordRun } from '../recorded-run.ts';

const DEAN = 'Dean and Barroso, The Tail at Scale, Communications of the ACM 56 (2013) 2';

/** A leaf of 5 ms and an exponential 10 ms, and a proxy that copies what takes longer than its 95th percentile. */
const leaf = { leastSeconds: 0.005, meanSeconds: 0.01 };
const hedgeAfter = leafQuantile(leaf, 0.95);

class Sojourns extends Recorder {
  readonly seconds: number[] = [];

  override answered({ now, requests }: Model, request: number): void {
    this.seconds.push(now - requests.createdAt[request]!);
  }
}

function hedged(seed: number, replication: number): readonly number[] {
  const run = (hedge: object) => {
    const { seconds } = recordRun(
      {
        components: [
          { id: 'users', kind: 'traffic', arrivals: poisson(100), to: 'proxy' },
          { id: 'proxy', kind: 'proxy', ...hedge, to: 'fixedPart' },
          { id: 'fixedPart', kind: 'modelServer', replicas: 100, serviceTime: constant(leaf.leastSeconds), to: 'rest' },
          { id: 'rest', kind: 'modelServer', replicas: 100, serviceTime: exponential(leaf.meanSeconds) },
        ],
        run: { durationSeconds: 3000 },
      },
      new Sojourns(),
      seed,
      replication,
    );
    const sorted = Float64Array.from(seconds).sort();
    const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
    return [quantile(0.99), quantile(0.999)];
  };
  return [...run({}), ...run({ hedge: { trigger: 'delay', afterSeconds: hedgeAfter } })];
}

const milliseconds = (label: string, expected: number, rule: Figure['rule']) => ({ label, unit: 's', rule, expected });

/** 99th percentile with and without copies after the 95th, at several loads of twenty replicas. */
function reversal(): TraceValue[] {
  const replicas = 20;
  const p99 = (load: number, hedge: object) =>
    simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: poisson((load * replicas) / 0.015), to: 'proxy' },
          { id: 'proxy', kind: 'proxy', ...hedge, to: 'balancer' },
          { id: 'balancer', kind: 'loadBalancer', policy: 'leastRequest', to: 'model' },
          {
            id: 'model',
            kind: 'modelServer',
            queues: 'perReplica',
            replicas,
            serviceTime: {
              distribution: 'empirical',
              samplesSeconds: Array.from({ length: 2000 }, (_, i) => leafQuantile(leaf, (i + 0.5) / 2000)),
            },
          },
        ],
        run: { durationSeconds: 200, warmUpSeconds: 20, replications: 2 },
      }),
    ).sojournTimeSeconds.p99!;
  return [0.3, 0.5, 0.6, 0.75, 0.8, 0.9].map((load) => ({
    label: `copies at ${load * 100} % utilisation`,
    expected: load < 0.7 ? 'shorten the p99' : 'lengthen the p99',
    simulated: p99(load, { hedge: { trigger: 'percentile' } }) < p99(load, {}) ? 'shorten the p99' : 'lengthen the p99',
  }));
}

function fanOut(): TraceValue[] {
  return [
    {
      label: 'slow with 100 leaves of 1 % each',
      expected: '63.4 %',
      simulated: `${(100 * slowShare(100, 0.01)).toFixed(1)} %`,
    },
  ];
}

export const hedgingCases: readonly ValidationCase[] = [
  {
    name: 'hedge-after-p95',
    group: 'Calls',
    title: 'A copy after the 95th percentile of a leaf of 5 ms + Exp(10 ms), without queues',
    mechanisms: ['proxy', 'hedge', 'delay'],
    source: `Product of the two survival functions; the idea: ${DEAN}`,
    check: {
      kind: 'observations',
      replications: 20,
      figures: [
        milliseconds('p99 without copies', leafQuantile(leaf, 0.99), 'p99'),
        milliseconds('p99.9 without copies', leafQuantile(leaf, 0.999), 'p99'),
        milliseconds('p99 with copies', hedgedQuantile(leaf, hedgeAfter, 0.99), 'p99'),
        milliseconds('p99.9 with copies', hedgedQuantile(leaf, hedgeAfter, 0.999), 'p99'),
      ],
      observe: hedged,
    },
  },
  {
    name: 'hedge-extra-load',
    group: 'Calls',
    title: 'The extra load of copies after the 95th percentile',
    mechanisms: ['proxy', 'hedge', 'delay'],
    source: `P(T > p95) = 5 %; ${DEAN}`,
    check: {
      kind: 'statistics',
      scenario: {
        components: [
          { id: 'users', kind: 'traffic', arrivals: poisson(100), to: 'proxy' },
          { id: 'proxy', kind: 'proxy', hedge: { trigger: 'delay', afterSeconds: hedgeAfter }, to: 'fixedPart' },
          { id: 'fixedPart', kind: 'modelServer', replicas: 100, serviceTime: constant(leaf.leastSeconds), to: 'rest' },
          { id: 'rest', kind: 'modelServer', replicas: 100, serviceTime: exponential(leaf.meanSeconds) },
        ],
        run: { durationSeconds: 2000, warmUpSeconds: 1, replications: 20 },
      },
      figures: [
        {
          label: 'copies',
          unit: '%',
          rule: 'mean',
          expected: 100 * hedgedShare(leaf, hedgeAfter),
          of: ({ components }) => 100 * (components['proxy']!.hedges!.fraction ?? 0),
        },
      ],
    },
  },
  {
    name: 'hedge-reversal',
    group: 'Calls',
    title: 'Copies help at low load and harm at high load',
    mechanisms: ['proxy', 'hedge', 'percentile', 'leastRequest'],
    source: 'The extra load adds queueing: copies turn harmful at about 70 % utilisation',
    check: { kind: 'trace', values: reversal },
  },
  {
    name: 'slow-leaves',
    group: 'Calls',
    title: 'A request that waits for all of its leaves',
    mechanisms: ['proxy'],
    source: `1 − (1 − p)^n; ${DEAN}: 63 %`,
    check: { kind: 'trace', values: fanOut },
  },
];
