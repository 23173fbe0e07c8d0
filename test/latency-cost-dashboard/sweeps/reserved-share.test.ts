import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { acceptScenario } from '../../../src/tools/simulate/read-scenario.ts';
import { priceBook } from '../../../widgets/engines/simulator/cost/price-book.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import {
  concludeReserved,
  prepareReservedLine,
  reservedShare,
  wantedTable,
} from '../../../widgets/latency-cost-dashboard/sweeps/reserved-share.ts';
import { runSweep } from '../../../widgets/latency-cost-dashboard/sweeps/run-sweep.ts';
import { prepareSweep } from '../../../widgets/latency-cost-dashboard/sweeps/sweep-plan.ts';
import { startingFields, sweepPlaces } from '../../../widgets/latency-cost-dashboard/sweeps/sweep-places.ts';
import { averageLevel } from '../../../widgets/latency-cost-dashboard/views/course.ts';
import { inProcess } from '../in-process.ts';

/** Three requests a second, and twenty for forty minutes of the hour: machines come and go. */
const scaled = acceptScenario('scaled', {
  title: 'Scaled by load',
  components: [
    {
      id: 'users',
      kind: 'traffic',
      arrivals: { process: 'step', ratePerSecond: 3, stepRatePerSecond: 20, startSeconds: 600, holdSeconds: 2400 },
      to: 'model',
    },
    {
      id: 'model',
      kind: 'modelServer',
      replicas: 2,
      serviceTime: { distribution: 'exponential', meanSeconds: 0.2 },
      autoscaling: {
        policy: 'hpa',
        minReplicas: 1,
        maxReplicas: 12,
        targetCPUUtilizationPercentage: 50,
        coldStart: { distribution: 'deterministic', meanSeconds: 10 },
      },
    },
  ],
  run: { seed: 1, durationSeconds: 3600, replications: 1 },
});

/** A sweep over the machines reserved, as the form begins with it, of one replication. */
async function sweepOf(scenario: Scenario) {
  const alternative = { id: 'a', label: 'A', look: 1 as const, scenario, curves: {} };
  const place = sweepPlaces(scenario).find(({ path }) => path.endsWith('.reserved'))!;
  const prepared = prepareSweep(
    {
      alternative,
      axes: [{ path: place.path, fields: startingFields(place) }],
      ...{ limitMs: 200, answeredPercent: 99, replications: 1 },
    },
    [],
    1,
  );
  if (!prepared.ok) throw new Error(JSON.stringify(prepared));
  const { plan } = prepared;
  const signal = new AbortController().signal;
  const rows = await runSweep(plan, { simulator: inProcess, lanes: 1, signal, onRows: () => undefined });
  const swept = { axes: plan.axes, rows, limitSeconds: 0.2 };
  return { place, plan, rows, swept, found: reservedShare(swept, plan.scenario)! };
}

/** For how much of the measured time at least so many machines were there, from the steps of the run. */
function timeWith(result: SimulationResult, id: string, machines: number, { run }: Scenario): number {
  const { changes } = result.components[id]!.replicas!;
  return averageLevel(
    changes.map(([at, count]) => [at, count >= machines ? 1 : 0]),
    run.warmUpSeconds,
    run.durationSeconds,
  );
}

describe('reservedShare', () => {
  it('reserves exactly the machines that are wanted for more of the time than the break-even, as the steps of the run show it', async () => {
    const { place, rows, found } = await sweepOf(scaled);
    expect(rows).toHaveLength(place.maximum + 1);
    expect(found.breakEven).toBeCloseTo(1 - priceBook.discounts.reserved1Year.share, 12);
    const result = simulate(scaled);
    for (const { machine, share } of found.wanted) {
      // Bought on demand a machine is paid for while it drains, and for a minute at least: a few seconds of an hour.
      expect(Math.abs(share - timeWith(result, place.owner, machine, scaled))).toBeLessThan(0.02);
    }
    const worth = found.wanted.filter(({ share }) => share > found.breakEven).length;
    expect(found.cheapest.values[0]!.value).toBe(worth);
    expect(worth).toBeGreaterThan(0);
    expect(worth).toBeLessThan(place.maximum);
  }, 60_000);

  it('costs with none reserved what the scenario costs on demand, and answers nobody sooner or later', async () => {
    const { rows } = await sweepOf(scaled);
    const before = simulate(scaled);
    expect(rows[0]!.figures!.usdPerDay).toBeCloseTo(before.cost.usdPerDay, 9);
    for (const { figures } of rows) expect(figures!.p95Seconds).toBe(before.sojournTimeSeconds.p95);
  }, 60_000);

  it('says how much to reserve, and of which machines it is not worth it', async () => {
    const { swept, found, place } = await sweepOf(scaled);
    const count = found.cheapest.values[0]!.value;
    expect(concludeReserved(found)).toMatch(
      new RegExp(
        `^It costs least to reserve ${count} of at most ${place.maximum} \\(\\d+(\\.\\d+)? %\\): \\$[\\d.]+ a day\\. A machine reserved for a year at 35(\\.0)? % off pays where it is wanted for more than 65(\\.0)? % of the time\\. Here the last that is reserved is wanted for .* %; the next would be for .* %\\.$`,
      ),
    );
    expect(prepareReservedLine(swept, found).references).toEqual([{ x: count, label: 'cheapest' }]);
    const cheaper = wantedTable(found).rows.map((cells) => cells[2]);
    expect(cheaper).toEqual(cheaper.map((_, index) => (index < count ? 'reserved' : 'on demand')));
  }, 60_000);

  it('reserves everything where machines are always there', async () => {
    const fixed = acceptScenario(
      'fixed',
      JSON.parse(readFileSync('content/scenarios/weekend-peak-saturday.json', 'utf8')),
    );
    const { place, found } = await sweepOf({ ...fixed, run: { ...fixed.run, durationSeconds: 600, replications: 1 } });
    expect(found.cheapest.values[0]!.value).toBe(place.maximum);
    for (const { share } of found.wanted) expect(share).toBeCloseTo(1, 9);
  });
});
