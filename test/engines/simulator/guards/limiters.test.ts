import { describe, expect, test } from 'vitest';
import { bulkhead } from '../../../../widgets/engines/simulator/guards/bulkhead.ts';
import { envoyLimits } from '../../../../widgets/engines/simulator/guards/envoy-limits.ts';
import type { RateLimiter } from '../../../../widgets/engines/simulator/guards/rate-limiter.ts';
import { resilience4jLimiter } from '../../../../widgets/engines/simulator/guards/resilience4j-limiter.ts';
import { tokenBucket } from '../../../../widgets/engines/simulator/guards/token-bucket.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

const bucket = (ratePerSecond: number, burst: number) =>
  tokenBucket.create(tokenBucket.schema.parse({ ratePerSecond, burst }));
const cycles = (settings: object = {}) =>
  resilience4jLimiter.create(resilience4jLimiter.schema.parse({ policy: 'resilience4j', ...settings }));

const waits = (limiter: RateLimiter, times: readonly number[]) =>
  times.map((now) => Number(limiter.reserve(now).toFixed(9)));

describe('tokenBucket', () => {
  test('admits 1,049 of 2,500 requests that come at 250 per second to 100 per second and a burst of 50', () => {
    const limiter = bucket(100, 50);
    const answers = waits(
      limiter,
      Array.from({ length: 2500 }, (_, i) => i * 0.004),
    );
    expect(answers.filter((wait) => wait === 0)).toHaveLength(1049);
    expect(answers.filter((wait) => wait === -1)).toHaveLength(1451);
  });

  test('is as full as its tokens are used up', () => {
    const limiter = bucket(2, 4);
    expect(limiter.fillAt(0)).toBe(0);
    for (let i = 0; i < 4; i++) limiter.reserve(0);
    expect([limiter.fillAt(0), limiter.fillAt(0.5), limiter.fillAt(10)]).toEqual([1, 0.75, 0]);
  });
});

describe('resilience4jLimiter', () => {
  test('gives each cycle its permits, reserves those of later cycles, and refuses what would wait longer than the timeout', () => {
    // Two permits each second, and a wait of at most 2 s.
    const limiter = cycles({ limitForPeriod: 2, limitRefreshPeriodSeconds: 1, timeoutSeconds: 2 });
    expect(waits(limiter, [0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 1.5, 1.5])).toEqual([
      0, 0,
      // To 1 s, to 2 s; the permits at 3 s are 2.75 s away.
      0.75, 0.75, 1.75, 1.75, -1,
      // The cycle from 1 s is spoken for, and so is that from 2 s: the next permits are at 3 s.
      1.5, 1.5,
    ]);
  });

  test('saves nothing up: after a quiet time a cycle has its own permits and no more', () => {
    const limiter = cycles({ limitForPeriod: 2, limitRefreshPeriodSeconds: 1, timeoutSeconds: 0 });
    expect(waits(limiter, [100, 100, 100, 101])).toEqual([0, 0, -1, 0]);
    // A bucket with the same rate and burst behaves the same here, but not across the border of two cycles.
    expect(
      waits(cycles({ limitForPeriod: 2, limitRefreshPeriodSeconds: 1, timeoutSeconds: 0 }), [0.9, 0.9, 1, 1]),
    ).toEqual([0, 0, 0, 0]);
    expect(waits(bucket(2, 2), [0.9, 0.9, 1, 1])).toEqual([0, 0, -1, -1]);
  });

  test('with its defaults, 50 permits every 500 ns, is no limit to requests: 100 at one moment all go within 500 ns', () => {
    const limiter = cycles();
    const answers = waits(limiter, new Array(100).fill(0));
    expect(answers.slice(0, 50)).toEqual(new Array(50).fill(0));
    expect(answers.slice(50)).toEqual(new Array(50).fill(5e-7));
    // Ten million more at once would be needed to wait for 0.1 s; the five seconds are never reached.
    expect(limiter.reserve(1)).toBe(0);
  });
});

describe('envoyLimits', () => {
  const limits = (settings: object) => envoyLimits.limits(envoyLimits.schema.parse({ policy: 'envoy', ...settings }));

  test('allows 1,024 requests and as many pending by default, and nothing pending with HTTP/2', () => {
    expect(limits({})).toEqual({ parallel: 1024, waitingPlaces: 1024, longestWaitSeconds: Infinity });
    expect(limits({ protocol: 'http2', maxRequests: 7 })).toEqual({
      parallel: 7,
      waitingPlaces: 0,
      longestWaitSeconds: Infinity,
    });
    expect(limits({ maxConnections: 9, maxRequests: 7 })).toMatchObject({ parallel: 7, waitingPlaces: 0 });
  });
});

describe('bulkhead', () => {
  test('allows 25 calls by default, and no wait', () => {
    const limits = (settings: object) => bulkhead.limits(bulkhead.schema.parse({ policy: 'bulkhead', ...settings }));
    expect(limits({})).toEqual({ parallel: 25, waitingPlaces: 0, longestWaitSeconds: 0 });
    expect(limits({ maxWaitSeconds: 2 })).toEqual({ parallel: 25, waitingPlaces: Infinity, longestWaitSeconds: 2 });
  });
});

const door = (gateway: object, timesSeconds: readonly number[], priorities?: unknown) => ({
  components: [
    {
      id: 'users',
      kind: 'traffic',
      arrivals: { process: 'trace', timesSeconds },
      ...(priorities ? { priorities } : {}),
      to: 'gateway',
    },
    { id: 'gateway', kind: 'gateway', ...gateway, to: 'model' },
    {
      id: 'model',
      kind: 'modelServer',
      replicas: 100,
      serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 },
    },
  ],
  run: { durationSeconds: 20, replications: 1 },
});
const slow = { policy: 'resilience4j', limitForPeriod: 2, limitRefreshPeriodSeconds: 1, timeoutSeconds: 2 };

describe('a gateway with the limiter of resilience4j', () => {
  test('lets requests wait for their permits, and throttles the rest at once', () => {
    const scenario = accept(door({ rateLimit: slow }, new Array(7).fill(0.25)));
    const { trace } = traceRun(scenario);
    expect(trace.visits.map(({ enqueuedAt }) => enqueuedAt)).toEqual([0.25, 0.25, 1, 1, 2, 2]);
    const { requests, components } = simulate(scenario);
    expect([requests.offered, requests.completed, requests.throttled]).toEqual([7, 6, 1]);
    // 0.75 s twice and 1.75 s twice.
    expect(components['gateway']).toMatchObject({ rateLimit: { waited: 4, meanWaitSeconds: 1.25 } });
  });

  test('counts the wait for a permit into its own patience, and does not send on what nobody waits for', () => {
    const { requests, components } = simulate(
      accept(door({ rateLimit: slow, timeoutSeconds: 1 }, new Array(7).fill(0.25))),
    );
    expect([requests.completed, requests.timedOut, requests.throttled]).toEqual([4, 2, 1]);
    expect(components['model']!.arrivals).toBe(4);
  });

  test('is a token bucket when no policy is named', () => {
    const plain = { ratePerSecond: 1, burst: 3 };
    const times = Array.from({ length: 40 }, (_, i) => i * 0.25);
    const run = (rateLimit: object) => simulate(accept(door({ rateLimit }, times))).requests;
    expect(run({ policy: 'tokenBucket', ...plain })).toEqual(run(plain));
  });
});

describe('a gateway that sheds by class', () => {
  const shedding = {
    policy: 'priority',
    classes: [
      { class: 2, above: 0.75 },
      { class: 3, above: 0.5 },
    ],
  };

  test.each([
    [1, 8],
    [2, 6],
    [3, 4],
    // A class without a threshold of its own has that of the class above it.
    [9, 4],
  ])('admits of class %i %i of ten at once', (each, admitted) => {
    const rateLimit = { ratePerSecond: 0.001, burst: 8 };
    const scenario = door({ rateLimit, shedding }, new Array(10).fill(1), [{ class: each, share: 1 }]);
    const { requests, components } = simulate(accept(scenario));
    expect([requests.completed, requests.throttled]).toEqual([admitted, 10 - admitted]);
    expect(components['gateway']).toMatchObject({ shedding: { refused: each === 1 ? 0 : 10 - admitted } });
  });
});
