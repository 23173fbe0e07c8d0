import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { constant, shop } from './functions-shop.ts';
import { traceRun } from './trace.ts';

interface Plain {
  readonly service: number;
  readonly cold: number;
  readonly expiry: number;
  readonly perInstance: number;
  readonly limit: number;
}

/** Functions worked out request by request, with nothing of the engine: start of service in milliseconds by order of arrival, −1 for throttled. */
function plainStarts(arrivals: readonly number[], { service, cold, expiry, perInstance, limit }: Plain): number[] {
  let instances: { readyAt: number; ends: number[] }[] = [];
  return arrivals.map((now) => {
    instances = instances.filter(({ ends }) => Math.max(...ends) + expiry > now);
    const room = instances.filter(({ ends }) => ends.filter((end) => end > now).length < perInstance);
    // Instances stand in the order of their creation.
    let instance = room.findLast(({ readyAt }) => readyAt <= now) ?? room.at(-1);
    if (!instance) {
      if (instances.length >= limit) return -1;
      instance = { readyAt: now + cold, ends: [] };
      instances.push(instance);
    }
    const start = Math.max(now, instance.readyAt);
    instance.ends.push(start + service);
    return start;
  });
}

describe('functions request by request', () => {
  test('functions start every request when a plain list of instances does, ties included', () => {
    const settings = fc.record({
      service: fc.integer({ min: 1, max: 12 }),
      cold: fc.integer({ min: 0, max: 15 }),
      expiry: fc.integer({ min: 1, max: 30 }),
      perInstance: fc.integer({ min: 1, max: 3 }),
      limit: fc.integer({ min: 1, max: 8 }),
    });
    const gaps = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 20, maxLength: 80 });
    fc.assert(
      fc.property(settings, gaps, (tenths, spaces) => {
        // Several at one instant, on a grid of tenths of a second, so that all kinds of ties come up.
        const arrivals: number[] = [];
        for (const space of spaces) arrivals.push((arrivals.at(-1) ?? 0) + Math.max(0, space - 5) * 100);
        const [service, cold, expiry] = [tenths.service * 100, tenths.cold * 100, tenths.expiry * 100];
        const { perInstance, limit } = tenths;
        const scenario = shop(
          { process: 'trace', timesSeconds: arrivals.map((time) => time / 1000) },
          {
            serviceTime: constant(service / 1000),
            coldStart: constant(cold / 1000),
            idleExpirySeconds: expiry / 1000,
            concurrencyPerInstance: perInstance,
            reservedConcurrency: limit,
          },
          { durationSeconds: 1000 },
        );
        const starts = arrivals.map(() => -1);
        for (const visit of traceRun(scenario).trace.visits) starts[visit.serial] = Math.round(visit.startedAt * 1000);
        expect(starts).toEqual(plainStarts(arrivals, { service, cold, expiry, perInstance, limit }));
      }),
      { numRuns: 300 },
    );
  });
});
