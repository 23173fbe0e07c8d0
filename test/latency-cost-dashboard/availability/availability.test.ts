import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceBook } from '../../../widgets/engines/simulator/cost/price-book.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import {
  type AvailabilitySettings,
  type PartSettings,
  setPart,
  usualAvailability,
} from '../../../widgets/latency-cost-dashboard/availability/availability-settings.ts';
import { composeSystem } from '../../../widgets/latency-cost-dashboard/availability/compose-system.ts';
import { formulaOf, shareText } from '../../../widgets/latency-cost-dashboard/availability/formula.ts';
import {
  cheapestRedundancy,
  concludeRedundancy,
  pricedMachines,
  priceRedundancy,
} from '../../../widgets/latency-cost-dashboard/availability/redundancy.ts';
import { compareDown, simulatedDown } from '../../../widgets/latency-cost-dashboard/availability/simulated-up.ts';
import {
  downTime,
  stageUp,
  type System,
  systemUp,
} from '../../../widgets/latency-cost-dashboard/availability/system.ts';
import { stationId, systemScenario } from '../../../widgets/latency-cost-dashboard/availability/system-scenario.ts';
import { shippedData } from '../shipped-data.ts';
import { inProcess } from '../in-process.ts';

const server = (id: string, more: object = {}) => ({
  ...{ id, kind: 'modelServer', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
  ...more,
});

function scenarioOf(...components: object[]): Scenario {
  const traffic = { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 }, to: 'gateway' };
  const parsed = parseScenario({
    title: 'A chain',
    components: [traffic, { id: 'gateway', kind: 'gateway', to: 'model' }, ...components],
    run: { seed: 1, durationSeconds: 100 },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
const chain = scenarioOf(server('model', { replicas: 2 }));
const split = scenarioOf(
  server('model', {
    to: [
      { id: 'site', weight: 7 },
      { id: 'cloud', weight: 3 },
    ],
  }),
  server('site'),
  server('cloud'),
);

/** Mean times that make a share of the time up, with a repair of ten minutes. */
const upFor = (share: number): PartSettings => ({ mtbfHours: (share / (1 - share)) * (10 / 60), mttrMinutes: 10 });
const never: PartSettings = { role: 'notNeeded' };

function composed(
  scenario: Scenario,
  parts: Record<string, PartSettings>,
  more: Partial<AvailabilitySettings> = {},
): System {
  const settings = { ...usualAvailability, zonesFail: false, ...more, systems: { a: parts } };
  const found = composeSystem(scenario, 'a', settings);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.value;
}

describe('downTime', () => {
  it('makes 99.9 % to 43 minutes in 30 days, and 99.99 % to less than an hour in a year', () => {
    expect(downTime(0.999).per30Days).toBeCloseTo(43.2, 9);
    expect(downTime(0.999).perDay).toBeCloseTo(1.44, 9);
    expect(downTime(0.9999).perYear).toBeCloseTo(52.56, 9);
  });
});

describe('composeSystem', () => {
  it('puts what requests cross in a row, with the replicas of the scenario side by side', () => {
    const system = composed(chain, { gateway: upFor(0.99), model: upFor(0.98) });
    expect(system.stages.map(({ id, parts }) => [id, parts[0]!.copies])).toEqual([
      ['gateway', 1],
      ['model', 2],
    ]);
    expect(systemUp(system)).toBeCloseTo(0.99 * (1 - 0.02 ** 2), 12);
  });

  it('leaves out what requests can do without', () => {
    expect(systemUp(composed(chain, { gateway: never, model: { ...upFor(0.9), copies: 1 } }))).toBeCloseTo(0.9, 12);
    expect(systemUp(composed(chain, { gateway: never, model: never }))).toBe(1);
  });

  it('counts each way with its share where the way parts', () => {
    const system = composed(split, { gateway: never, model: upFor(0.99), site: upFor(0.9), cloud: upFor(0.8) });
    expect(systemUp(system)).toBeCloseTo(0.99 * (0.7 * 0.9 + 0.3 * 0.8), 12);
  });

  it('takes components that stand in for one another as one stage, of which one replica is enough', () => {
    const parts = { gateway: never, model: never, site: upFor(0.9), cloud: { ...upFor(0.8), role: 'beside:site' } };
    expect(systemUp(composed(split, parts))).toBeCloseTo(1 - 0.1 * 0.2, 12);
    const both = { gateway: { ...upFor(0.9), role: 'beside:model' }, model: { ...upFor(0.8), copies: 2 } };
    expect(systemUp(composed(chain, both))).toBeCloseTo(1 - 0.1 * 0.2 ** 2, 12);
  });

  it('is never better than the one zone that all replicas stand in, and with two zones better than either', () => {
    const zones = { zonesFail: true, zoneMtbfHours: 999, zoneMttrMinutes: 60 };
    const of = (copies: number, count: number) =>
      composed(chain, { gateway: never, model: { ...upFor(0.99), copies, zones: count } }, zones);
    expect(systemUp(of(20, 1))).toBeLessThanOrEqual(0.999 + 1e-12);
    // Each of two zones with one replica: up 0.999 · 0.99.
    expect(systemUp(of(2, 2))).toBeCloseTo(1 - (1 - 0.999 * 0.99) ** 2, 12);
    // Three replicas in two zones: two here, one there.
    const [pair, single] = [0.999 * (1 - 0.01 ** 2), 0.999 * 0.99];
    expect(systemUp(of(3, 2))).toBeCloseTo(1 - (1 - pair) * (1 - single), 12);
    // More zones than replicas are as many as there are replicas.
    expect(systemUp(of(2, 9))).toBe(systemUp(of(2, 2)));
  });

  it('refuses what cannot stand in for another, at the component that should', () => {
    const longer = scenarioOf(server('model', { to: 'last' }), server('last'));
    const refused = (parts: Record<string, PartSettings>) => {
      const found = composeSystem(longer, 'a', { ...usualAvailability, systems: { a: parts } });
      return found.ok ? [] : found.problems.map(({ path, expected, found: what }) => `${path}: ${expected}; ${what}`);
    };
    expect(refused({ last: { role: 'beside:gateway' } })).toEqual([
      'last: to stand in for what is directly before or behind it, or on another way; gateway, with other components between them',
    ]);
    expect(refused({ last: { role: 'beside:model' }, model: { role: 'beside:last' } })).toHaveLength(2);
    expect(refused({ last: { role: 'beside:gone' } })).toEqual([
      'last: to stand in for a component that is needed; gone',
    ]);
    expect(refused({ last: { role: 'beside:model' } })).toEqual([]);
  });

  it('composes every alternative of the shipped dashboard and every one of its ways', () => {
    for (const { id, scenario } of shippedData.alternatives) {
      const system = composed(scenario, {}, { zonesFail: true });
      expect(system.stages.length, id).toBeGreaterThan(0);
      expect(systemUp(system), id).toBeGreaterThan(0.99);
      expect(systemUp(system), id).toBeLessThan(1);
    }
  });

  it('never loses by another replica, a longer time between failures or a shorter repair', () => {
    const part = fc.record({
      mtbfHours: fc.double({ min: 0.1, max: 1e5, noNaN: true }),
      mttrMinutes: fc.double({ min: 0.1, max: 1e4, noNaN: true }),
      copies: fc.integer({ min: 1, max: 19 }),
      zones: fc.integer({ min: 1, max: 1 }),
    });
    fc.assert(
      fc.property(part, part, fc.boolean(), (gateway, model, zonesFail) => {
        const up = (change: PartSettings) =>
          systemUp(composed(chain, { gateway, model: { ...model, ...change } }, { zonesFail }));
        const before = up({});
        expect(up({ copies: model.copies + 1 })).toBeGreaterThanOrEqual(before - 1e-12);
        expect(up({ mtbfHours: model.mtbfHours * 2 })).toBeGreaterThanOrEqual(before - 1e-12);
        expect(up({ mttrMinutes: model.mttrMinutes / 2 })).toBeGreaterThanOrEqual(before - 1e-12);
        expect(before).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('systemScenario', () => {
  it.each<[string, Scenario, Record<string, PartSettings>, Partial<AvailabilitySettings>]>([
    ['in a row and side by side', chain, { gateway: upFor(0.99), model: upFor(0.95) }, {}],
    [
      'in zones that fail too',
      chain,
      { gateway: upFor(0.999), model: { ...upFor(0.9), copies: 4, zones: 2 } },
      { zonesFail: true, zoneMtbfHours: 10, zoneMttrMinutes: 15 },
    ],
    [
      'on two ways, with a component that stands in for another',
      split,
      {
        gateway: { ...upFor(0.95), role: 'beside:model' },
        model: upFor(0.9),
        site: upFor(0.97),
        cloud: { mtbfHours: 2, mttrMinutes: 40 },
      },
      {},
    ],
  ])(
    'finds what the arithmetic says, within twice the interval of 95 in 100: %s',
    async (_, scenario, parts, more) => {
      const system = composed(scenario, parts, more);
      const alone: SimulationResult[] = [];
      const result = await inProcess.run(systemScenario(system, 1), {
        onReplication: (at, one) => {
          alone[at] = one;
        },
      });
      const down = simulatedDown(result, alone);
      expect(down.outages).toBeGreaterThan(1000);
      expect(down.halfWidth / down.minutes).toBeLessThan(0.1);
      expect(Math.abs(down.minutes - downTime(systemUp(system)).per30Days)).toBeLessThan(2 * down.halfWidth);
      for (const stage of system.stages) {
        const found = result.availability.components![stationId(system, stage.id)]!.upAtLeast['1']!;
        // A share of time that outages interrupt, thousands of them: within a tenth of what is down.
        expect(Math.abs(found - stageUp(stage, system.zone))).toBeLessThan(0.1 * (1 - stageUp(stage, system.zone)));
      }
    },
    60_000,
  );

  it('has no outages where nothing is needed that fails', () => {
    expect(systemScenario(composed(chain, { gateway: never, model: never }), 1).faults).toEqual([]);
  });
});

describe('formulaOf', () => {
  it('writes the numbers out as they are multiplied', () => {
    const zone = { zonesFail: true, zoneMtbfHours: 999, zoneMttrMinutes: 60 };
    const parts = { gateway: upFor(0.99), model: { ...upFor(0.9), copies: 3, zones: 2 } };
    expect(formulaOf(composed(chain, parts, zone))).toEqual([
      'A = A(gateway) · A(model) = 0.9879',
      'A(gateway) = 0.999 · 0.99 = 0.989',
      'A(model) = 1 − (1 − 0.999 · (1 − (1 − 0.9)^2)) · (1 − 0.999 · 0.9) = 0.99889',
    ]);
    expect(formulaOf(composed(split, { gateway: never, model: upFor(0.99), site: never, cloud: upFor(0.9) }))).toEqual([
      'A = A(model) · (0.7 + 0.3 · A(cloud)) = 0.9603',
      'A(model) = 0.99',
      'A(cloud) = 0.9',
    ]);
  });

  it('gives a share as many digits as tell it from one', () => {
    expect(shareText(1)).toBe('1');
    expect(shareText(0.9999953)).toBe('0.9999953');
    expect(Number(shareText(0.99977))).toBeCloseTo(0.99977, 9);
  });
});

describe('setPart', () => {
  it('sets one number of one component, and forgets that others were simulated', () => {
    const before = setPart({ ...usualAvailability, isSimulated: true }, 'a', 'model', { copies: 3 });
    expect(before.isSimulated).toBe(false);
    const after = setPart(before, 'a', 'model', { zones: 2 });
    expect(after.systems).toEqual({ a: { model: { copies: 3, zones: 2 } } });
    expect(before.systems).toEqual({ a: { model: { copies: 3 } } });
  });
});

describe('priceRedundancy', () => {
  const settings = { zonesFail: true, usdPerDownMinute: 0 };
  const parts = { gateway: upFor(0.999), model: upFor(0.99) };

  it('finds that one replica is enough while nobody minds, and more where each minute costs thousands', () => {
    expect(cheapestRedundancy(priceRedundancy(composed(chain, parts, settings), 'model', 0.192)).copies).toBe(1);
    const dear = composed(chain, parts, { ...settings, usdPerDownMinute: 5000 });
    const best = cheapestRedundancy(priceRedundancy(dear, 'model', 0.192));
    expect(best.copies).toBeGreaterThan(1);
    expect(best.zones).toBe(best.copies);
    expect(best.machinesUsd).toBeCloseTo(best.copies * 0.192 * 720, 9);
    expect(best.downUsd).toBeCloseTo(43_200 * (1 - best.up) * 5000, 6);
    expect(concludeRedundancy(priceRedundancy(dear, 'model', 0.192), dear)).toMatch(
      /^At \$5000 a minute \d replicas, \d zones cost least/,
    );
  });

  it('has no zones to choose where zones do not fail', () => {
    const layouts = priceRedundancy(composed(chain, parts), 'model', 0.192);
    expect(layouts.map(({ copies, zones }) => [copies, zones])).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n, 1]));
  });
});

describe('pricedMachines', () => {
  it('are the needed components that are rented by the hour, at the price of the book', () => {
    expect(pricedMachines(chain, composed(chain, {}), priceBook)).toMatchObject([
      { id: 'model', instance: 'm5.xlarge', usdPerHour: priceBook.instances['m5.xlarge']!.usdPerHour },
    ]);
    expect(pricedMachines(chain, composed(chain, { model: never }), priceBook)).toEqual([]);
  });
});

describe('compareDown', () => {
  it('says whether arithmetic and simulation agree', () => {
    expect(compareDown(43.2, { minutes: 45, halfWidth: 4, outages: 120 })).toBe(
      'Simulated, 45 [41, 49] minutes in 30 days were without an answer, after 120 outages. The arithmetic says 43.2: they agree.',
    );
    expect(compareDown(60, { minutes: 45, halfWidth: 4, outages: 120 })).toContain('by chance');
  });
});
