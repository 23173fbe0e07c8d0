import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComponentResult } from '../../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

/** What a guarded proxy adds to its result. */
type Guarded = ComponentResult &
  Required<Pick<ComponentResult, 'attempts' | 'guarded' | 'breaker' | 'throttle' | 'limit'>>;

const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });

function behindProxy(arrivals: object, proxy: object, server: object, run: object) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'client' },
      { id: 'client', kind: 'proxy', ...proxy, to: 'model' },
      { id: 'model', kind: 'modelServer', ...server },
    ],
    run: { replications: 1, ...run },
  });
}

const clientOf = (scenario: ReturnType<typeof accept>) => {
  const result = simulate(scenario);
  return { ...result, client: result.components['client'] as Guarded };
};

describe('a proxy with a breaker', () => {
  const failing = { failureProbability: 1, serviceTime: constant(0.01), replicas: 50 };
  const every = (periodSeconds: number) => ({ process: 'deterministic', periodSeconds });

  test('of resilience4j makes 100 calls, then ten trials after each minute, while everything fails', () => {
    // One call each second. The hundredth ends at 99.01 s; trials from 160 s to 169 s, and from 230 s to 239 s.
    const { client, requests } = clientOf(
      behindProxy(every(1), { breaker: { policy: 'resilience4j' } }, failing, { durationSeconds: 300 }),
    );
    expect([client.attempts, client.breaker.refused, client.breaker.openings]).toEqual([120, 180, 3]);
    expect(client.breaker.notClosedFraction).toBeCloseTo((300 - 99.01) / 300, 12);
    // What the breaker refuses is rejected, what the server fails has failed.
    expect([requests.rejected, requests.failed]).toEqual([180, 120]);
  });

  test('of Hystrix makes 20 calls, then one trial after each five seconds, while everything fails', () => {
    // Ten calls a second; open from the snapshot at 2 s on; trials at 7.1, 12.2, 17.3, 22.4 and 27.5 s.
    const { client } = clientOf(
      behindProxy(every(0.1), { breaker: { policy: 'hystrix' } }, failing, { durationSeconds: 30 }),
    );
    expect([client.attempts, client.breaker.refused, client.breaker.openings]).toEqual([25, 275, 6]);
  });

  test('is never in the way of calls that succeed', () => {
    const server = { serviceTime: { distribution: 'exponential', meanSeconds: 0.05 }, replicas: 2 };
    const poisson = { process: 'poisson', ratePerSecond: 20 };
    const run = { durationSeconds: 200 };
    const guards = {
      breaker: { policy: 'hystrix' },
      throttle: { policy: 'sre' },
      limit: { policy: 'bulkhead', maxConcurrentCalls: 1e6 },
    };
    const plain = clientOf(behindProxy(poisson, {}, server, run));
    const guarded = clientOf(behindProxy(poisson, guards, server, run));
    expect(guarded.requests).toEqual(plain.requests);
    expect(guarded.sojournTimeSeconds).toEqual(plain.sojournTimeSeconds);
    expect(guarded.client.guarded).toBe(0);
  });

  test('opens for failures and not for what the throttle or the limit before it has held back', () => {
    const limit = { policy: 'bulkhead', maxConcurrentCalls: 1 };
    const server = { serviceTime: constant(0.5) };
    const arrivals = every(0.1);
    const { client } = clientOf(
      behindProxy(arrivals, { limit, breaker: { policy: 'hystrix' } }, server, { durationSeconds: 60 }),
    );
    expect([client.breaker.openings, client.limit.mostUnderWay]).toEqual([0, 1]);
    expect(client.limit.refused).toBeGreaterThan(400);
  });
});

describe('a proxy with adaptive throttling', () => {
  test('sends K calls for each that is accepted', () => {
    // One server without a queue: of calls that come at random with the rate s it takes s / (1 + s/20). With s = 2 · s / (1 + s/20): 20 per second.
    const arrivals = { process: 'poisson', ratePerSecond: 100 };
    const server = { serviceTime: constant(0.05), queueCapacity: 0 };
    const run = { durationSeconds: 4300, warmUpSeconds: 300, replications: 1 };
    const { client, requests } = clientOf(behindProxy(arrivals, { throttle: { policy: 'sre' } }, server, run));
    // The counts are Poisson or less: four standard deviations of 80,000 are 1.4 %.
    expect(Math.abs(client.attempts / 4000 / 20 - 1)).toBeLessThan(4 / Math.sqrt(80_000));
    expect(Math.abs(client.attempts / requests.completed / 2 - 1)).toBeLessThan(0.01);
    expect(requests.throttled).toBe(client.throttle.heldBack);
    expect(client.throttle.heldBackFraction).toBeCloseTo(0.8, 2);
  });
});

describe('a proxy with a limit', () => {
  const together = (count: number) => ({ process: 'trace', timesSeconds: new Array(count).fill(1) });
  const server = { serviceTime: constant(1), replicas: 100 };
  const run = { durationSeconds: 100 };

  test('makes 25 calls at once behind a bulkhead and refuses the others', () => {
    const { client, requests } = clientOf(behindProxy(together(30), { limit: { policy: 'bulkhead' } }, server, run));
    expect([requests.completed, requests.rejected, client.limit.refused, client.limit.mostUnderWay]).toEqual([
      25, 5, 5, 25,
    ]);
  });

  test('lets calls wait behind a bulkhead as long as it says, in order', () => {
    const scenario = (maxWaitSeconds: number) =>
      behindProxy(together(5), { limit: { policy: 'bulkhead', maxConcurrentCalls: 2, maxWaitSeconds } }, server, run);
    const patient = clientOf(scenario(10));
    expect(patient.requests.completed).toBe(5);
    expect(patient.client.limit).toEqual({ refused: 0, mostUnderWay: 2, waited: 3, meanWaitSeconds: (1 + 1 + 2) / 3 });
    const starts = (maxWaitSeconds: number) =>
      traceRun(scenario(maxWaitSeconds))
        .trace.visits.filter(({ station }) => station === 'model')
        .map(({ startedAt }) => startedAt);
    expect(starts(10)).toEqual([1, 1, 2, 2, 3]);
    // At 2.5 s the last one has waited long enough; at 2 s the two others went at the very end of their wait.
    expect(starts(1.5)).toEqual([1, 1, 2, 2]);
    expect(clientOf(scenario(1.5)).requests.rejected).toBe(1);
  });

  test('that calls wait at loses the same requests as a server whose queue they would leave', () => {
    const arrivals = { process: 'poisson', ratePerSecond: 4.5 };
    const serviceTime = { distribution: 'exponential', meanSeconds: 1 };
    const long = { durationSeconds: 2000, warmUpSeconds: 50 };
    const limit = { policy: 'bulkhead', maxConcurrentCalls: 5, maxWaitSeconds: 0.5 };
    const { requests } = clientOf(behindProxy(arrivals, { limit }, { serviceTime, replicas: 100 }, long));
    const queue = { serviceTime, replicas: 5, queueTimeoutSeconds: 0.5 };
    const { requests: expected } = clientOf(behindProxy(arrivals, {}, queue, long));
    expect(requests.rejected).toBeGreaterThan(1000);
    expect({ ...requests, rejected: requests.timedOut, timedOut: requests.rejected }).toEqual(expected);
  });

  test('keeps as many pending as Envoy does, and gives a place back that nobody needs any more', () => {
    const limit = { policy: 'envoy', maxConnections: 2, maxPendingRequests: 2 };
    const { requests, client } = clientOf(behindProxy(together(6), { limit }, server, run));
    expect([requests.completed, requests.rejected, client.limit.waited]).toEqual([4, 2, 2]);
    // The pending ones time out before there is a connection; one that comes later finds both free.
    const arrivals = { process: 'trace', timesSeconds: [1, 1, 1, 1, 2.5] };
    const impatient = clientOf(
      behindProxy(arrivals, { limit, timeoutSeconds: 0.75 }, { ...server, serviceTime: constant(0.5) }, run),
    );
    expect([impatient.requests.completed, impatient.requests.timedOut]).toEqual([3, 2]);
    expect(impatient.components['model']!.arrivals).toBe(5);
  });

  test('with HTTP/2 lets nothing wait', () => {
    const limit = { policy: 'envoy', protocol: 'http2', maxRequests: 2 };
    const { requests } = clientOf(behindProxy(together(5), { limit }, server, run));
    expect([requests.completed, requests.rejected]).toEqual([2, 3]);
  });
});

describe('guards together with retries, hedges and timeouts', () => {
  const anyProxy = fc.record(
    {
      timeoutSeconds: fc.constantFrom(0.5, 2),
      perTryTimeoutSeconds: fc.constantFrom(0.1, 0.4),
      retries: fc.constantFrom({ policy: 'fixed' }, { policy: 'envoy', maximumRetries: 2 }),
      hedge: fc.constantFrom({ trigger: 'delay', afterSeconds: 0.05 }, { trigger: 'tied' }),
      breaker: fc.constantFrom(
        { policy: 'hystrix', requestVolumeThreshold: 3, sleepWindowSeconds: 0.5 },
        { policy: 'resilience4j', slidingWindowSize: 4, waitDurationInOpenStateSeconds: 0.5 },
      ),
      throttle: fc.constant({ policy: 'sre', windowSeconds: 5, buckets: 5 }),
      limit: fc.constantFrom(
        { policy: 'bulkhead', maxConcurrentCalls: 3, maxWaitSeconds: 0.2 },
        { policy: 'envoy', maxConnections: 2, maxPendingRequests: 3 },
      ),
    },
    { requiredKeys: [] },
  );

  test('lose no request, keep no place and come to an end', () => {
    fc.assert(
      fc.property(anyProxy, fc.nat(1000), (proxy, seed) => {
        const timesSeconds = Array.from({ length: 200 }, (_, i) => i * 0.05);
        const server = {
          serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
          queueCapacity: 3,
          failureProbability: 0.2,
        };
        const scenario = behindProxy({ process: 'trace', timesSeconds }, proxy, server, {
          seed,
          durationSeconds: 1000,
        });
        const { requests, client } = clientOf(scenario);
        const { offered, completed, rejected, throttled, timedOut, failed, inSystem } = requests;
        expect(offered).toBe(200);
        expect(completed + rejected + throttled + timedOut + failed).toBe(200);
        expect(inSystem).toBe(0);
        if (proxy.limit) expect(client.limit.mostUnderWay).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  });
});
