import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import {
  cheapestRedundancy,
  concludeRedundancy,
  priceRedundancy,
} from '../../../widgets/latency-cost-dashboard/availability/redundancy.ts';
import { compareDown, simulatedDown } from '../../../widgets/latency-cost-dashboard/availability/simulated-up.ts';
import {
  downTime,
  machinesUp,
  readSystem,
  type System,
  systemUp,
  usualSystem,
} from '../../../widgets/latency-cost-dashboard/availability/system.ts';
import { systemScenario } from '../../../widgets/latency-cost-dashboard/availability/system-scenario.ts';
import { inProcess } from '../in-process.ts';

function accepted(change: Partial<typeof usualSystem> = {}): System {
  const read = readSystem({ ...usualSystem, ...change });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

describe('downTime', () => {
  it('makes 99.9 % to 43 minutes in 30 days, and 99.99 % to less than an hour in a year', () => {
    expect(downTime(0.999).per30Days).toBeCloseTo(43.2, 9);
    expect(downTime(0.999).perDay).toBeCloseTo(1.44, 9);
    expect(downTime(0.9999).perYear).toBeCloseTo(52.56, 9);
  });
});

describe('systemUp', () => {
  it('multiplies what stands in a row, and the downtimes of what stands side by side', () => {
    const sure = { entrance: 100, network: 100, zone: 100 };
    expect(systemUp(accepted({ ...sure, machine: 99, machines: 2 }))).toBeCloseTo(1 - 0.01 ** 2, 12);
    expect(systemUp(accepted({ ...sure, entrance: 99, network: 98, machine: 100 }))).toBeCloseTo(0.99 * 0.98, 12);
  });

  it('is never better than the one zone that all machines stand in, and with two zones better than either', () => {
    const one = { entrance: 100, network: 100, zone: 99.9, machine: 99 };
    expect(machinesUp(accepted({ ...one, machines: 20 }))).toBeLessThanOrEqual(0.999 + 1e-12);
    // Each of two zones with one machine: up 0.999 · 0.99.
    expect(machinesUp(accepted({ ...one, machines: 2, zones: 2 }))).toBeCloseTo(1 - (1 - 0.999 * 0.99) ** 2, 12);
    // Three machines in two zones: two here, one there.
    const [pair, single] = [0.999 * (1 - 0.01 ** 2), 0.999 * 0.99];
    expect(machinesUp(accepted({ ...one, machines: 3, zones: 2 }))).toBeCloseTo(1 - (1 - pair) * (1 - single), 12);
  });

  it.each([
    { machines: 2 },
    { machines: 4, zones: 2, machine: 90, zone: 98 },
    { entrance: 99, network: 99, machine: 95 },
  ])('is what the simulator finds for %o, within twice the interval of 95 in 100', async (change) => {
    const system = accepted(change);
    const alone: SimulationResult[] = [];
    const result = await inProcess.run(systemScenario(system, 1), {
      onReplication: (at, one) => {
        alone[at] = one;
      },
    });
    const down = simulatedDown(result, alone);
    expect(down.outages).toBeGreaterThan(100);
    expect(Math.abs(down.minutes - downTime(systemUp(system)).per30Days)).toBeLessThan(2 * down.halfWidth);
  });
});

describe('readSystem', () => {
  it('refuses what is out of range at its field, all at once', () => {
    const read = readSystem({ ...usualSystem, zone: 100.1, machines: 1.5, usdPerDownMinute: null });
    expect(
      read.ok ? [] : read.problems.map(({ path, expected, found }) => `${path}: ${expected}, found ${found}`),
    ).toEqual([
      'zone: from 50 to 100, found 100.1',
      'machines: a whole number from 1 to 20, found 1.5',
      'usdPerDownMinute: from 0 to 1000000000, found nothing',
    ]);
  });
});

describe('priceRedundancy', () => {
  it('finds that one machine is enough while nobody minds, and more where each minute costs thousands', () => {
    expect(cheapestRedundancy(priceRedundancy(accepted({ usdPerDownMinute: 0 }), 0.192)).machines).toBe(1);
    const dear = accepted({ usdPerDownMinute: 5000 });
    const best = cheapestRedundancy(priceRedundancy(dear, 0.192));
    expect(best.machines).toBeGreaterThan(1);
    expect(best.zones).toBe(best.machines);
    expect(best.machinesUsd).toBeCloseTo(best.machines * 0.192 * 720, 9);
    expect(best.downUsd).toBeCloseTo(43_200 * (1 - best.up) * 5000, 6);
    expect(concludeRedundancy(priceRedundancy(dear, 0.192), dear)).toMatch(
      /^At \$5000 a minute \d machines, \d zones cost least/,
    );
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
