import { describe, expect, test } from 'vitest';
import { halfWidth95 } from '../../widgets/engines/simulator/statistics/time-summary.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { accept } from '../engines/simulator/accept.ts';
import { atRandom, type Balancer, fewestOfAll, fewestOfSome } from './balancers.ts';
import { oneByOne, sinceEnqueued, sinceTaken } from './collectors.ts';
import { exponentialNumbers } from './random.ts';
import { runPlain } from './run.ts';
import type { Collector, Queue } from './station.ts';

const REPLICATIONS = 12;
const WARM_UP = 200;

interface Setting {
  readonly rate: number;
  readonly servers: number;
  readonly requests: number;
  readonly collect?: Collector;
  /** Seconds of a batch; exponential with mean 1 when left out. */
  readonly serviceTime?: (size: number) => number;
  readonly balancer?: (queues: readonly Queue[], seed: number) => Balancer;
}

/** Mean sojourn and half its 95 % interval, by replications of the plain simulator. */
function plainly({ rate, servers, requests, collect = oneByOne, serviceTime, balancer }: Setting) {
  const means = Array.from({ length: REPLICATIONS }, (_, replication) => {
    const seed = 7919 * (replication + 1);
    const gap = exponentialNumbers(seed, 1 / rate);
    const service = serviceTime ?? exponentialNumbers(seed + 1, 1);
    const log = runPlain({
      gaps: Array.from({ length: requests }, gap),
      servers,
      collect,
      serviceTime: service,
      ...(balancer ? { balancer: (queues: readonly Queue[]) => balancer(queues, seed + 2) } : {}),
    }).slice(WARM_UP * rate);
    return log.reduce((sum, request) => sum + (request.leftAt - request.arrivedAt), 0) / log.length;
  });
  return { mean: means.reduce((sum, mean) => sum + mean, 0) / REPLICATIONS, half: halfWidth95(means)! };
}

/** The same from the engine, with enough requests that the plain simulator decides how wide the joint interval is. */
function byEngine(rate: number, server: object, balancer?: object) {
  const { mean, ci95 } = simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: rate }, to: balancer ? 'balancer' : 'model' },
        ...(balancer ? [{ id: 'balancer', kind: 'loadBalancer', ...balancer, to: 'model' }] : []),
        { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 1 }, ...server },
      ],
      run: { seed: 1, durationSeconds: WARM_UP + 60_000 / rate, warmUpSeconds: WARM_UP, replications: REPLICATIONS },
    }),
  ).sojournTimeSeconds; // biome-ignore format: a scenario
  return { mean: mean!, half: (ci95![1] - ci95![0]) / 2 };
}

type Estimate = ReturnType<typeof byEngine>;

/** The difference of two independent means must lie in its own 95 % interval, and that interval must be narrow enough to show something. */
function expectToAgree(engine: Estimate, plain: Estimate): void {
  const joint = Math.hypot(engine.half, plain.half);
  expect(joint / plain.mean).toBeLessThan(0.06);
  expect(Math.abs(engine.mean - plain.mean)).toBeLessThan(joint);
}

describe('the engine and the plain simulator agree within the 95 % interval of their difference', () => {
  test.each([
    [1, 0.7],
    [4, 3],
  ])('on M/M/%d at %d requests per second', (servers, rate) => {
    expectToAgree(byEngine(rate, { replicas: servers }), plainly({ rate, servers, requests: 12_000 }));
  });

  test.each([
    ['triton', sinceEnqueued],
    ['tfserving', sinceEnqueued],
    ['torchserve', sinceTaken],
    ['kserve', sinceTaken],
  ] as const)('on %s batching of Poisson arrivals', (mode, collector) => {
    const serviceTime = { distribution: 'affine', baseSeconds: 1, perItemSeconds: 0.1 };
    const engine = byEngine(2, { serviceTime, batching: { mode, maxBatchSize: 8, maxDelaySeconds: 0.5 } });
    const plain = plainly({
      rate: 2,
      servers: 1,
      requests: 4000,
      collect: collector(8, 0.5),
      serviceTime: (size) => 1 + 0.1 * size,
    });
    expectToAgree(engine, plain);
  });

  test.each([
    ['random', {}, (queues: readonly Queue[], seed: number) => atRandom(queues, seed)],
    ['leastRequest', { choices: 2 }, (queues: readonly Queue[], seed: number) => fewestOfSome(queues, 2, seed)],
    ['leastConnections', {}, (queues: readonly Queue[]) => fewestOfAll(queues)],
  ] as const)('on %s balancing over six servers', (policy, keys, balancer) => {
    const engine = byEngine(4.2, { replicas: 6, queues: 'perReplica' }, { policy, ...keys });
    expectToAgree(engine, plainly({ rate: 4.2, servers: 6, requests: 8000, balancer }));
  });
});
