import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { layeredAttempts } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';
import { at, constant, liveSlots, runModel, shop } from './call-shop.ts';

/** Start and end of every service at the model, in the order of their starts. */
function services(scenario: Parameters<typeof traceRun>[0]): (readonly [number, number])[] {
  const { visits } = traceRun(scenario).trace;
  return visits
    .filter(({ station }) => station === 'model')
    .map(({ startedAt, leftAt }) => [round(startedAt), round(leftAt)] as const);
}
const round = (seconds: number) => Number(seconds.toFixed(6));

/** One request at 1 s; its service takes longer than the caller waits for one attempt. */
const slow = (server: object) =>
  shop({
    arrivals: at(1),
    proxy: { perTryTimeoutSeconds: 0.5, retries: { policy: 'fixed', maximumRetries: 2, waitSeconds: 0.1 } },
    server: { serviceTime: constant(0.7), ...server },
  });

describe('a proxy whose attempts time out', () => {
  test('tries again after the pause, and the server finishes what nobody waits for', () => {
    // Sent at 1, 1.6 and 2.2; given up at 1.5, 2.1 and 2.7; one server works on all three.
    const scenario = slow({});
    expect(services(scenario)).toEqual([
      [1, 1.7],
      [1.7, 2.4],
      [2.4, 3.1],
    ]);
    const { requests, components } = simulate(scenario);
    expect(requests).toEqual({
      ...{ offered: 1, completed: 0, rejected: 0, throttled: 0, timedOut: 1, failed: 0, inSystem: 0 },
    });
    // 0.2 after the first was given up, 0.3 of the second, 0.4 of the third.
    expect(components['model']!.zombieSeconds).toBeCloseTo(0.9, 9);
    expect(components['proxy']!.attempts).toBe(3);
    expect(components['proxy']!.attemptOutcomes!.timedOut).toBe(3);
    expect(components['proxy']!.retries).toEqual({ sent: 2, refusedByBudget: 0 });
  });

  test('frees a server that takes work back at the moment it gives up', () => {
    const scenario = slow({ cancelPropagation: true });
    expect(services(scenario).map(([start]) => start)).toEqual([1, 1.6, 2.2]);
    const { components } = simulate(scenario);
    expect(components['model']!.zombieSeconds).toBe(0);
    // Three attempts of half a second each in a hundred.
    expect(components['model']!.utilisation).toBeCloseTo(0.015, 9);
  });

  test('gives up on the whole call at its own timeout, pauses included, and tries no more', () => {
    const scenario = shop({
      arrivals: at(1),
      proxy: {
        timeoutSeconds: 1.55,
        perTryTimeoutSeconds: 0.5,
        retries: { policy: 'fixed', maximumRetries: 9, waitSeconds: 0.1 },
      },
      server: { replicas: 9, serviceTime: constant(0.7) },
    });
    // Sent at 1, 1.6 and 2.2; the call ends at 2.55, before the third is given up.
    expect(services(scenario).map(([start]) => start)).toEqual([1, 1.6, 2.2]);
    const { requests, components } = simulate(scenario);
    expect(requests.timedOut).toBe(1);
    expect(components['proxy']!.attemptOutcomes).toMatchObject({ timedOut: 2, cancelled: 1 });
  });
});

describe('attempts across a link', () => {
  test('answers and refusals take the way back before the proxy knows them', () => {
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', place: 'phone', arrivals: at(1, 1.05), to: 'proxy' },
        {
          id: 'proxy',
          kind: 'proxy',
          place: 'phone',
          retries: { policy: 'fixed', maximumRetries: 1, waitSeconds: 1 },
          to: 'model',
        },
        { id: 'model', kind: 'modelServer', queueCapacity: 0, serviceTime: constant(1) },
      ],
      links: [{ from: 'phone', to: 'cloud', roundTripSeconds: 0.2 }],
      run: { seed: 1, durationSeconds: 100, replications: 1 },
    });
    const { trace } = traceRun(scenario);
    // The second is refused at 1.15, hears so at 1.25, asks again at 2.25 and is served from 2.35 to 3.35.
    expect([...trace.answers.values()].map(({ answeredAt }) => round(answeredAt))).toEqual([2.2, 3.45]);
    const { requests, components } = simulate(scenario);
    expect(requests.completed).toBe(2);
    expect(components['proxy']!.attemptOutcomes).toMatchObject({ ok: 2, rejected: 1 });
  });

  test('do so over a link whose bandwidth the answers fill, too', () => {
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', place: 'phone', arrivals: at(1, 1.05), answerBytes: 1000, to: 'proxy' },
        {
          ...{ id: 'proxy', kind: 'proxy', place: 'phone', to: 'model' },
          retries: { policy: 'fixed', maximumRetries: 1, waitSeconds: 1 },
        },
        { id: 'model', kind: 'modelServer', queueCapacity: 0, serviceTime: constant(1) },
      ],
      links: [{ from: 'phone', to: 'cloud', roundTripSeconds: 0.2, downBitsPerSecond: 80_000 }],
      run: { seed: 1, durationSeconds: 100, replications: 1 },
    });
    // As above, and each way back takes 0.1 s more for 8,000 bits: refused at 1.15, heard at 1.35, asked at 2.35, served from 2.45 to 3.45, heard at 3.65.
    const { trace } = traceRun(scenario);
    expect([...trace.answers.values()].map(({ answeredAt }) => round(answeredAt))).toEqual([2.3, 3.65]);
  });

  test('carry the bytes of the source again each time', () => {
    const scenario = (roundTripSeconds: number) =>
      accept({
        components: [
          { id: 'users', kind: 'traffic', place: 'phone', payloadBytes: 1e6, arrivals: at(1), to: 'proxy' },
          { id: 'proxy', kind: 'proxy', place: 'phone', retries: { policy: 'fixed', maximumRetries: 2 }, to: 'model' },
          { id: 'model', kind: 'modelServer', failureProbability: 1, serviceTime: constant(0.1) },
        ],
        links: [{ from: 'phone', to: 'cloud', roundTripSeconds }],
        run: { seed: 1, durationSeconds: 100, replications: 1 },
      });
    expect(runModel(scenario(0.2)).linkBytes[0]).toBe(3e6);
  });
});

describe('retries in layers', () => {
  test('three layers that each try four times ask the lowest 64 times for one request', () => {
    const layer = (id: string, to: string) => ({
      ...{ id, kind: 'proxy', to },
      retries: { policy: 'fixed', maximumRetries: 3 },
    });
    const { components, requests } = simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: at(1), to: 'one' },
          layer('one', 'two'),
          layer('two', 'three'),
          layer('three', 'model'),
          { id: 'model', kind: 'modelServer', failureProbability: 1, serviceTime: constant(0.001) },
        ],
        run: { seed: 1, durationSeconds: 100, replications: 1 },
      }),
    );
    expect(layeredAttempts(3, 3)).toBe(64);
    expect(components['model']!.arrivals).toBe(64);
    expect(['one', 'two', 'three'].map((id) => components[id]!.attempts)).toEqual([4, 16, 64]);
    expect(requests.failed).toBe(1);
  });
});

describe('common random numbers', () => {
  const model = {
    id: 'model',
    kind: 'modelServer',
    replicas: 2,
    serviceTime: { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 },
  };
  const shopOf = (...between: object[]) =>
    accept({
      components: [
        {
          id: 'users',
          kind: 'traffic',
          arrivals: { process: 'poisson', ratePerSecond: 15 },
          to: between.length > 0 ? 'proxy' : 'model',
        },
        ...between,
        model,
      ],
      run: { seed: 3, durationSeconds: 200, replications: 1 },
    });

  test('a proxy without retries changes nothing at the servers behind it', () => {
    const plain = services(shopOf());
    expect(plain.length).toBeGreaterThan(2500);
    expect(services(shopOf({ id: 'proxy', kind: 'proxy', to: 'model' }))).toEqual(plain);
  });

  test('the first attempt of each request brings the same work whatever the retries', () => {
    const first = (retries: object) => {
      const scenario = shopOf({ id: 'proxy', kind: 'proxy', perTryTimeoutSeconds: 0.3, to: 'model', ...retries });
      const { trace } = traceRun({ ...scenario, run: { ...scenario.run, durationSeconds: 100 } });
      // The first attempt begins where the request reaches the proxy: both are there at one instant.
      const sent = new Map(trace.createdAt.map((createdAt, serial) => [createdAt, serial]));
      return new Map(
        trace.visits
          .filter(({ station, createdAt, leftAt }) => station === 'model' && sent.has(createdAt) && leftAt > 0)
          .map(({ createdAt, startedAt, leftAt }) => [createdAt, leftAt - startedAt] as const),
      );
    };
    const once = first({});
    const often = first({ retries: { policy: 'awsFullJitter', maximumRetries: 3 } });
    expect(often.size).toBeGreaterThan(400);
    for (const [createdAt, seconds] of often)
      if (once.has(createdAt)) expect(seconds).toBeCloseTo(once.get(createdAt)!, 9);
  });
});

describe('a gateway and a closed loop around a proxy', () => {
  test('the gateway in front gives up on the call and its attempts with it', () => {
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: at(1), to: 'gateway' },
        { id: 'gateway', kind: 'gateway', timeoutSeconds: 0.8, to: 'proxy' },
        {
          id: 'proxy',
          kind: 'proxy',
          perTryTimeoutSeconds: 0.5,
          retries: { policy: 'fixed', maximumRetries: 5 },
          to: 'model',
        },
        { id: 'model', kind: 'modelServer', replicas: 5, serviceTime: constant(2) },
      ],
      run: { seed: 1, durationSeconds: 100, replications: 1 },
    });
    const { requests, components } = simulate(scenario);
    expect(requests.timedOut).toBe(1);
    expect(components['proxy']!.attemptOutcomes).toMatchObject({ timedOut: 1, cancelled: 1 });
    expect(liveSlots(runModel(scenario))).toBe(0);
  });

  test('the gateway behind answers an attempt with a timeout, and the proxy tries again', () => {
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: at(1), to: 'proxy' },
        { id: 'proxy', kind: 'proxy', retries: { policy: 'fixed', maximumRetries: 1 }, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', timeoutSeconds: 0.5, to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime: constant(0.4) },
      ],
      run: { seed: 1, durationSeconds: 100, replications: 1 },
    });
    expect(simulate(scenario).requests.completed).toBe(1);
    const late = { ...scenario, components: scenario.components.map(slower) } as typeof scenario;
    const { requests, components } = simulate(late);
    expect(requests.timedOut).toBe(1);
    expect(components['proxy']!.attemptOutcomes!.timedOut).toBe(2);
    expect(components['gateway']!.arrivals).toBe(2);
  });

  test('a closed loop hears of each call once', () => {
    const scenario = shop({
      arrivals: { process: 'closed', clients: 20, thinkTimeSeconds: 0.5 },
      proxy: {
        perTryTimeoutSeconds: 0.2,
        retries: { policy: 'envoy', maximumRetries: 2 },
        hedge: { trigger: 'delay', afterSeconds: 0.05 },
      },
      server: { replicas: 3, queueCapacity: 5, serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
      run: { durationSeconds: 300 },
    });
    const model = runModel(scenario);
    expect(model.statistics.offered).toBeGreaterThan(5000);
    const { offered, completed, timedOut, dropped } = model.statistics;
    expect(offered - completed - timedOut - dropped.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(20);
  });
});

function slower(component: object) {
  return 'serviceTime' in component ? { ...component, serviceTime: constant(0.6) } : component;
}
