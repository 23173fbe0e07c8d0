import { describe, expect, test } from 'vitest';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';
import { constant, exponential, functionsOf, poisson, shop } from './functions-shop.ts';
import { traceRun } from './trace.ts';

/** Start and end of service in milliseconds, by order of arrival. */
function timesOf(timesSeconds: number[], settings: object) {
  const scenario = shop({ process: 'trace', timesSeconds }, settings, { durationSeconds: 100 });
  const visits = traceRun(scenario).trace.visits.sort((a, b) => a.serial - b.serial);
  return visits.map((visit) => `${Math.round(visit.startedAt * 1000)}→${Math.round(visit.leftAt * 1000)}`);
}

describe('instances of functions', () => {
  const settings = { serviceTime: constant(0.5), coldStart: constant(1), idleExpirySeconds: 2 };

  test('a request without an idle instance gets one of its own and waits for it; later ones find it warm', () => {
    expect(timesOf([0, 0.2, 2, 2.1], settings)).toEqual(['1000→1500', '1200→1700', '2000→2500', '2100→2600']);
  });

  test('the newest idle instance is taken, so that the oldest expires', () => {
    // The second instance (idle from 1.7 s) serves at 2 and 3 s; the first, idle from 1.5 s, is gone at 3.5 s, and the pair at 3.6 s needs a new one.
    expect(timesOf([0, 0.2, 2, 3, 3.6, 3.7], settings).slice(3)).toEqual(['3000→3500', '3600→4100', '4700→5200']);
  });

  test('an instance is gone at exactly the idle expiry, and there just before', () => {
    expect(timesOf([0, 3.5], settings)).toEqual(['1000→1500', '4500→5000']);
    expect(timesOf([0, 3.499], settings)).toEqual(['1000→1500', '3499→3999']);
  });

  test('a request that arrives at the moment at which another leaves finds its instance', () => {
    expect(timesOf([0, 1.5], settings)).toEqual(['1000→1500', '1500→2000']);
  });

  test('requests share an instance up to concurrencyPerInstance, while it starts and after', () => {
    const shared = { ...settings, concurrencyPerInstance: 2 };
    expect(timesOf([0, 0.2, 0.3, 1.1, 1.2, 1.6], shared)).toEqual(
      // The fourth finds the first instance full and joins the second, which is starting; the fifth finds none; the last finds the first with room.
      ['1000→1500', '1000→1500', '1300→1800', '1300→1800', '2200→2700', '1600→2100'],
    );
  });

  test('placement delays the request before its cold start', () => {
    expect(timesOf([0], { ...settings, placementSeconds: 0.25 })).toEqual(['1250→1750']);
  });

  test('provisioned instances are ready from the start, taken first and never expire; the rest goes on demand', () => {
    const provisioned = { ...settings, provisionedConcurrency: 1 };
    expect(timesOf([0, 0.1, 50], provisioned)).toEqual(['0→500', '1100→1600', '50000→50500']);
    const result = simulate(
      shop({ process: 'trace', timesSeconds: [0, 0.1, 50] }, provisioned, { durationSeconds: 100 }),
    );
    expect(functionsOf(result)).toMatchObject({
      coldStartFraction: 1 / 3,
      provisionedFraction: 2 / 3,
      meanColdStartSeconds: 1,
    });
    expect(functionsOf(result).instances).toEqual({ mean: expect.closeTo(1 + 3.5 / 100, 12), max: 2 });
  });

  test('memory brings processor in proportion, one vCPU at 1,769 MB, and one thread gains nothing above', () => {
    const warm = { ...settings, provisionedConcurrency: 1 };
    expect(timesOf([0], { ...warm, memoryMb: 1769 })).toEqual(['0→500']);
    expect(timesOf([0], { ...warm, memoryMb: 3538 })).toEqual(['0→500']);
    expect(timesOf([0], { ...warm, memoryMb: 3538, threads: 2 })).toEqual(['0→250']);
    expect(timesOf([0], { ...warm, memoryMb: 1769, vcpus: 0.5 })).toEqual(['0→1000']);
  });
});

describe('limits of functions', () => {
  test('a flash crowd gets 1,000 instances at once and then exactly 1,000 per 10 s', () => {
    const scenario = shop(
      { process: 'deterministic', periodSeconds: 0.002 },
      { serviceTime: constant(1000), coldStart: constant(0.5), accountConcurrency: 10_000 },
      { durationSeconds: 41 },
    );
    const arrived = traceRun(scenario).trace.visits.map((visit) => visit.enqueuedAt);
    // In tenths of an instance: the bucket holds 10,000 and gains 2 between two arrivals.
    let tenths = 10_000;
    const expected: number[] = [];
    for (let k = 1; k * 0.002 < 40.5; k++) {
      tenths = Math.min(10_000, tenths + 2);
      if (tenths < 10) continue;
      tenths -= 10;
      expected.push(k);
    }
    const simulated = arrived.map((time) => Math.round(time / 0.002)).filter((k) => k * 0.002 < 40.5);
    const first = simulated[0]! - expected[0]!;
    expect(simulated.map((k) => k - first)).toEqual(expected);
    for (const from of [10, 20, 30]) {
      expect(arrived.filter((time) => time >= from && time < from + 10).length).toBe(1000);
    }
  });

  test('functions throttle what exceeds their limit, and count it', () => {
    const result = simulate(
      shop(
        { process: 'deterministic', periodSeconds: 0.01 },
        { serviceTime: constant(1), coldStart: constant(0), reservedConcurrency: 20 },
        { durationSeconds: 9.995 },
      ),
    );
    // Twenty requests of 100 start in every second; each then holds its instance for a second.
    const { offered, throttled } = result.requests;
    expect(offered - throttled).toBe(200);
    expect(functionsOf(result).throttled).toBe(throttled);
    expect(functionsOf(result).instances.max).toBe(20);
  });

  test('functions of one place share the account: a noisy one throttles the other, unless that has a reserve', () => {
    const pair = (reserve: object) =>
      simulate(
        accept({
          components: [
            { id: 'noise', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 0.01 }, to: 'noisy' },
            { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'model' },
            { id: 'noisy', kind: 'functions', serviceTime: constant(20), accountConcurrency: 100 },
            { id: 'model', kind: 'functions', serviceTime: constant(0.5), accountConcurrency: 100, ...reserve },
          ],
          run: { durationSeconds: 99.5, warmUpSeconds: 19.5, replications: 1 },
        }),
      ).components;
    // 100 requests per second that hold an instance for 20 s are far beyond 100 instances.
    expect(pair({})['model']!.rejectedFraction).toBeGreaterThan(0.5);
    const kept = pair({ reservedConcurrency: 10 });
    expect(kept['model']!.rejectedFraction).toBe(0);
    // Nine tenths of the account are left for the noisy one.
    expect(kept['noisy']!.functions!.instances.max).toBe(90);
  });

  test('a warm instance does not help when the account is at its limit', () => {
    const components = (place: string) => [
      { id: 'first', kind: 'traffic', arrivals: { process: 'trace', timesSeconds: [0, 3] }, to: 'model' },
      { id: 'second', kind: 'traffic', place, arrivals: { process: 'trace', timesSeconds: [2.5] }, to: 'other' },
      { id: 'model', kind: 'functions', serviceTime: constant(1), accountConcurrency: 1 },
      { id: 'other', kind: 'functions', place, serviceTime: constant(1), accountConcurrency: 1 },
    ];
    const throttled = (place: string) =>
      simulate(accept({ components: components(place), run: { durationSeconds: 10, replications: 1 } })).requests
        .throttled;
    expect(throttled('cloud')).toBe(1);
    expect(throttled('elsewhere')).toBe(0);
  });

  test('contradictory limits, and provisioned instances without a price, are refused', () => {
    const functions = (id: string, more: object) => ({ id, kind: 'functions', serviceTime: constant(1), ...more });
    const refuse = (first: object, second: object = {}) => {
      const traffic = { kind: 'traffic', arrivals: poisson(1) };
      const components = [
        { id: 'users', ...traffic, to: 'one' },
        { id: 'others', ...traffic, to: 'two' },
        functions('one', first),
        functions('two', second),
      ];
      return () => accept({ components, run: { durationSeconds: 10 } });
    };
    expect(refuse({ provisionedConcurrency: 5, reservedConcurrency: 4 })).toThrowErrorMatchingInlineSnapshot(
      `[Error: components[2].provisionedConcurrency: expected at most 4, the reserved concurrency, found 5. Provisioned instances are part of the reserve: reserve more or provision fewer.]`,
    );
    expect(refuse({ provisionedConcurrency: 5, product: 'cloud-run' })).toThrowErrorMatchingInlineSnapshot(
      `[Error: components[2].provisionedConcurrency: expected 0 with the product "cloud-run", found 5. The price book has no price for its provisioned instances: use lambda-x86 or self-hosted, or leave the key out.]`,
    );
    expect(refuse({ accountConcurrency: 500 })).toThrowErrorMatchingInlineSnapshot(
      `[Error: components[3].accountConcurrency: expected 500, as components[2] says, found 1000. All functions at one place share one account: give them the same limit, or another place.]`,
    );
    expect(refuse({ reservedConcurrency: 600 }, { provisionedConcurrency: 401 })).toThrowErrorMatchingInlineSnapshot(
      `[Error: components[2].accountConcurrency: expected at least 1001, which the functions at "cloud" reserve or provision, found 1000. Raise the limit of the account, or reserve and provision less.]`,
    );
    expect(refuse({ reservedConcurrency: 600 }, { provisionedConcurrency: 400 })).not.toThrow();
  });
});

describe('what people get wrong about functions', () => {
  const settings = { serviceTime: constant(0.5), coldStart: constant(1), idleExpirySeconds: 600 };
  const pings = Array.from({ length: 12 }, (_, i) => 300 * i);
  const burst = [3450, 3450.01, 3450.02, 3450.03, 3450.04];
  const coldStarts = (timesSeconds: number[], more: object = {}) => {
    const scenario = shop({ process: 'trace', timesSeconds }, { ...settings, ...more }, { durationSeconds: 4000 });
    return Math.round(functionsOf(simulate(scenario)).coldStartFraction! * timesSeconds.length);
  };

  test('a warm-up ping keeps one instance warm, not as many as a burst needs', () => {
    expect(coldStarts(pings)).toBe(1);
    const both = [...pings, ...burst].sort((a, b) => a - b);
    expect(coldStarts(both)).toBe(1 + 4);
  });

  test('provisioned concurrency removes no more cold starts than it has instances', () => {
    expect(coldStarts(burst)).toBe(5);
    expect(coldStarts(burst, { provisionedConcurrency: 3 })).toBe(2);
  });

  test('cold starts do not depend on the rate alone: the same requests apart need one instance, together one each', () => {
    expect(coldStarts([0, 100, 200, 300, 400])).toBe(1);
    expect(coldStarts([0, 0.1, 0.2, 0.3, 0.4])).toBe(5);
  });

  test('a client that gives up during a cold start leaves the instance at work, and on the bill', () => {
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'trace', timesSeconds: [0, 10] }, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', timeoutSeconds: 1.2, to: 'model' },
        { id: 'model', kind: 'functions', ...settings },
      ],
      run: { durationSeconds: 100, replications: 1 },
    });
    const result = simulate(scenario);
    expect(result.requests).toMatchObject({ completed: 1, timedOut: 1, inSystem: 0 });
    expect(functionsOf(result).billedGbSeconds).toBeCloseTo(((1.5 + 0.5) * 1769) / 1024, 9);
  });
});

describe('functions in general', () => {
  test('functions serve the same requirements whatever the cold starts', () => {
    const trace = (coldStart: object) => {
      const settings = { serviceTime: exponential(1), coldStart, idleExpirySeconds: 1 };
      return traceRun(shop(poisson(5), settings, { durationSeconds: 200 })).trace.visits;
    };
    const fast = new Map(trace({ distribution: 'smallFunction' }).map((visit) => [visit.serial, visit]));
    const slow = trace({ distribution: 'cpuContainer' }).filter((visit) => !Number.isNaN(visit.leftAt));
    expect(slow.length).toBeGreaterThan(500);
    for (const visit of slow) {
      const other = fast.get(visit.serial)!;
      expect(visit.enqueuedAt).toBe(other.enqueuedAt);
      if (!Number.isNaN(other.leftAt))
        expect(visit.leftAt - visit.startedAt).toBeCloseTo(other.leftAt - other.startedAt, 9);
    }
  });

  test('functions answer the same in parts and in a whole', () => {
    const scenario = shop(
      { process: 'gamma', ratePerSecond: 20, cv: 3 },
      { serviceTime: exponential(0.3), idleExpirySeconds: 5, reservedConcurrency: 15, provisionedConcurrency: 2 },
      { durationSeconds: 500, warmUpSeconds: 50, replications: 3 },
    );
    const whole = simulate(scenario);
    expect(simulate(scenario)).toEqual(whole);
    const { offered, completed, throttled, inSystem } = whole.requests;
    expect(completed + throttled + inSystem).toBe(offered);
    expect(throttled).toBeGreaterThan(0);
    const { instances, idleInstances } = functionsOf(whole);
    expect(instances.max).toBe(15);
    expect(idleInstances).toBeLessThan(instances.mean);
  });
});
