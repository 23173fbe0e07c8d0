import { describe, expect, test } from 'vitest';
import { inTurn } from './balancers.ts';
import { oneByOne, sinceEnqueued, sinceTaken } from './collectors.ts';
import { scenarioAt, servedByEngine, servedPlainly } from './engine-side.ts';
import { uniformNumbers } from './random.ts';
import { runPlain } from './run.ts';

/**
 * Gaps in whole microseconds, multiples of 500 so that ends, arrivals and timers often fall on the same moment: what happens at a tie is the part of the
 * semantics in which two simulators differ first.
 */
function gapsOf(seed: number, count: number, meanMicroseconds: number): number[] {
  const uniform = uniformNumbers(seed);
  return Array.from({ length: count }, () => Math.round((-Math.log(uniform()) * meanMicroseconds) / 500) * 500);
}

function timesOf(gaps: readonly number[]): number[] {
  let at = 0;
  return gaps.map((gap) => {
    at += gap;
    return at;
  });
}

const COUNT = 1500;
const affine = { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 };
const affineMicroseconds = (size: number) => 10_000 + 1000 * size;

describe('the engine and the plain simulator agree request by request', () => {
  test.each([1, 2, 5])('with %d servers on one queue', (servers) => {
    const gaps = gapsOf(servers, COUNT, 11_000 / servers);
    const scenario = scenarioAt(timesOf(gaps), {
      replicas: servers,
      serviceTime: { distribution: 'deterministic', meanSeconds: 0.0105 },
    });
    const plain = runPlain({ gaps, servers, collect: oneByOne, serviceTime: () => 10_500 });
    expect(servedByEngine(scenario)).toEqual(servedPlainly(plain));
  });

  test.each([
    ['triton', 4, 0, 1, 4000],
    ['triton', 4, 5000, 1, 4000],
    ['triton', 8, 20_000, 2, 1500],
    ['tfserving', 4, 5000, 1, 4000],
    ['tfserving', 8, 20_000, 2, 1500],
  ] as const)('with %s batches of at most %d, delay %d µs, %d servers', (mode, largest, delay, servers, mean) => {
    const gaps = gapsOf(largest + delay, COUNT, mean);
    const batching = { mode, maxBatchSize: largest, maxDelaySeconds: delay / 1e6 };
    const scenario = scenarioAt(timesOf(gaps), { replicas: servers, serviceTime: affine, batching });
    const collect = sinceEnqueued(largest, delay);
    const plain = runPlain({ gaps, servers, collect, serviceTime: affineMicroseconds });
    expect(servedByEngine(scenario)).toEqual(servedPlainly(plain));
  });

  test.each([
    ['torchserve', 4, 5000, 4000],
    ['torchserve', 8, 20_000, 2500],
    ['kserve', 4, 5000, 4000],
    ['kserve', 8, 20_000, 2500],
  ] as const)('with %s batches of at most %d, delay %d µs, one worker', (mode, largest, delay, mean) => {
    const gaps = gapsOf(largest + delay, COUNT, mean);
    const batching = { mode, maxBatchSize: largest, maxDelaySeconds: delay / 1e6 };
    const scenario = scenarioAt(timesOf(gaps), { serviceTime: affine, batching });
    const collect = sinceTaken(largest, delay);
    const plain = runPlain({ gaps, servers: 1, collect, serviceTime: affineMicroseconds });
    expect(servedByEngine(scenario)).toEqual(servedPlainly(plain));
  });

  test('with requests dealt in turn to four servers with a queue each', () => {
    const gaps = gapsOf(9, COUNT, 2750);
    const server = {
      replicas: 4,
      queues: 'perReplica',
      serviceTime: { distribution: 'deterministic', meanSeconds: 0.01 },
    };
    const scenario = scenarioAt(timesOf(gaps), server, { policy: 'roundRobin' });
    const plain = runPlain({ gaps, servers: 4, collect: oneByOne, serviceTime: () => 10_000, balancer: inTurn });
    expect(servedByEngine(scenario)).toEqual(servedPlainly(plain));
  });
});
