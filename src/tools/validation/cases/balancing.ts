import { createBalancing } from '../../../../widgets/engines/simulator/balancing/schema.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import {
  gammaM1,
  mmc,
  shorterOfTwoMeanSojourn,
  supermarketMeanSojourn,
} from '../../../../widgets/engines/simulator/theory/index.ts';
import type { Figure, Rule, TraceValue, ValidationCase } from '../case.ts';
import { ofSystem } from '../figures.ts';
import { exponential, poisson } from '../laws.ts';

interface Balanced {
  readonly name: string;
  readonly title: string;
  readonly oracle: string;
  readonly balancer: { readonly policy: string } & Readonly<Record<string, unknown>>;
  readonly replicas: number;
  readonly load: number;
  readonly expected: number;
  readonly rule: Rule;
  readonly warmUpSeconds: number;
  /** Requests of one replication, by and large; there are twenty, or five where only the bias is judged. */
  readonly requests: number;
}

/** Exponential service of 1 s on average, a queue for each replica. */
function balanced({
  name,
  title,
  oracle,
  balancer,
  replicas,
  load,
  expected,
  rule,
  requests,
  warmUpSeconds,
}: Balanced): ValidationCase {
  const ratePerSecond = load * replicas;
  const meanSojourn: Figure = ofSystem('mean sojourn', 's', rule, expected, (result) => result.sojournTimeSeconds.mean);
  return {
    name,
    group: 'Balancing',
    title,
    mechanisms: ['loadBalancer', balancer.policy, 'modelServer', 'perReplica'],
    source: oracle,
    check: {
      kind: 'statistics',
      scenario: {
        components: [
          { id: 'users', kind: 'traffic', arrivals: poisson(ratePerSecond), to: 'balancer' },
          { id: 'balancer', kind: 'loadBalancer', ...balancer, to: 'model' },
          { id: 'model', kind: 'modelServer', replicas, queues: 'perReplica', serviceTime: exponential(1) },
        ],
        run: {
          durationSeconds: warmUpSeconds + requests / ratePerSecond,
          warmUpSeconds,
          replications: rule === 'limit' ? 5 : 20,
        },
      },
      figures: [meanSojourn],
    },
  };
}

/** With a thousand servers the mean is above the limit for infinitely many by about 0.1 %, a tenth of what it is at a hundred (Mitzenmacher 2001). */
function supermarket(choices: number, load: number, policy = 'leastRequest'): ValidationCase {
  return balanced({
    name: `supermarket-${choices}-at-${load * 100}`,
    title: `The shorter of ${choices} of 1,000 queues at ${load * 100} %`,
    oracle: 'Supermarket model (Mitzenmacher 2001), the limit for infinitely many servers',
    balancer: policy === 'powerOfTwo' ? { policy } : { policy, choices },
    replicas: 1000,
    load,
    expected: supermarketMeanSojourn(load, choices),
    rule: 'limit',
    // Queues of several are rare under two choices, and so is their long memory.
    warmUpSeconds: 100,
    // Who is still there at the end is not counted, and has been there long: so the time must be a thousand times as long as a stay.
    requests: 1_200_000,
  });
}

/** Weights 5, 1, 1: smooth weighted round robin takes the first five times in seven, spread out. */
function smoothWeights(): TraceValue[] {
  const policy = createBalancing({ policy: 'roundRobin' }, new RandomStream(1, 0, 'none'));
  const hosts = {
    list: Int32Array.of(0, 1, 2),
    count: 3,
    active: new Int32Array(3),
    weights: Float64Array.of(5, 1, 1),
  };
  policy.hostsChanged?.(hosts);
  const chosen = Array.from({ length: 14 }, () => 'abc'[policy.choose(hosts, -1)]).join(' ');
  return [{ label: 'turns', expected: 'a a b a c a a a a b a c a a', simulated: chosen }];
}

const KEYS = 100_000;

/** Where each of the keys goes among the first `count` replicas, all alike. */
function placesOf(settings: { readonly policy: string; readonly ringSize?: number }, count: number): number[] {
  const policy = createBalancing(settings, new RandomStream(1, 0, 'none'));
  const list = Int32Array.from({ length: count }, (_, i) => i);
  const hosts = { list, count, active: new Int32Array(count), weights: null };
  policy.hostsChanged?.(hosts);
  return Array.from({ length: KEYS }, (_, key) => policy.choose(hosts, key));
}

/** With as many points on the ring for each replica as before, only the keys of the tenth have to go elsewhere when it goes. */
function ringHash(): TraceValue[] {
  const before = placesOf({ policy: 'ringHash', ringSize: 1000 }, 10);
  const after = placesOf({ policy: 'ringHash', ringSize: 900 }, 9);
  const moved = after.filter((host, key) => before[key] !== 9 && before[key] !== host).length;
  return [{ label: `keys of ${KEYS} that move without need`, expected: 0, simulated: moved }];
}

/** 6,553 or 6,554 of the 65,537 places each; the keys fall on them as chance will have it, with a standard deviation of 0.1 % of all keys. */
function maglev(): TraceValue[] {
  const places = placesOf({ policy: 'maglev' }, 10);
  return Array.from({ length: 10 }, (_, host) => {
    const share = places.filter((place) => place === host).length / KEYS;
    return { label: `share of replica ${host}`, expected: '10 %', simulated: `${(100 * share).toFixed(0)} %` };
  });
}

const trace = (policy: string, title: string, source: string, values: () => TraceValue[]): ValidationCase => ({
  name: policy.replace('H', '-h'),
  group: 'Balancing',
  title,
  mechanisms: ['loadBalancer', policy],
  source,
  check: { kind: 'trace', values },
});

export const balancingCases: readonly ValidationCase[] = [
  {
    name: 'smooth-round-robin',
    group: 'Balancing',
    title: 'Weighted round robin, turn by turn',
    mechanisms: ['loadBalancer', 'roundRobin'],
    source: 'nginx, smooth weighted round-robin balancing (commit 52327e0627f4), worked out by hand',
    check: { kind: 'trace', values: smoothWeights },
  },
  balanced({
    name: 'random-balancing',
    title: 'Four queues chosen at random, 80 %',
    oracle: 'A Poisson process split at random: each is M/M/1 by itself',
    balancer: { policy: 'random' },
    replicas: 4,
    load: 0.8,
    expected: mmc(0.8, 1, 1).meanSojournSeconds,
    rule: 'mean',
    warmUpSeconds: 1000,
    requests: 1_500_000,
  }),
  balanced({
    name: 'round-robin',
    title: 'Four queues in turn, 80 %',
    oracle: 'Each is E4/M/1, root of GI/M/1 (Kleinrock 1975, volume 1, 6.4): 3.267384',
    balancer: { policy: 'roundRobin' },
    replicas: 4,
    load: 0.8,
    expected: gammaM1(0.8, 1, 0.5).meanSojournSeconds,
    rule: 'mean',
    warmUpSeconds: 1000,
    requests: 700_000,
  }),
  balanced({
    name: 'shorter-of-two',
    title: 'The shorter of two queues at 80 %',
    oracle: 'Stationary law of the Markov chain, computed numerically',
    balancer: { policy: 'leastConnections' },
    replicas: 2,
    load: 0.8,
    expected: shorterOfTwoMeanSojourn(0.8),
    rule: 'mean',
    warmUpSeconds: 1000,
    requests: 600_000,
  }),
  trace('ringHash', 'Consistent hashing on a ring', 'Key to host (Karger and others 1997)', ringHash),
  trace('maglev', 'Shares of the Maglev table', 'Table of 65,537 (Eisenbud and others 2016)', maglev),
  supermarket(2, 0.5, 'powerOfTwo'),
  supermarket(2, 0.7),
  supermarket(2, 0.9),
  supermarket(3, 0.9),
];
