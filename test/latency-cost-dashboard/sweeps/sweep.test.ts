import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptScenario } from '../../../src/tools/simulate/read-scenario.ts';
import { readSweep } from '../../../src/tools/simulate/sweep.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import { erlangC } from '../../../widgets/engines/simulator/theory/index.ts';
import { describeCheapest, findCheapest } from '../../../widgets/latency-cost-dashboard/sweeps/cheapest.ts';
import { planSweep, runSweep, type SweepPlan } from '../../../widgets/latency-cost-dashboard/sweeps/run-sweep.ts';
import {
  type AxisFields,
  readAxis,
  type SweepAxis,
} from '../../../widgets/latency-cost-dashboard/sweeps/sweep-axis.ts';
import { announceForecast, forecastSweep } from '../../../widgets/latency-cost-dashboard/sweeps/sweep-forecast.ts';
import { withObjectives } from '../../../widgets/latency-cost-dashboard/sweeps/sweep-objectives.ts';
import { startingFields, sweepPlaces } from '../../../widgets/latency-cost-dashboard/sweeps/sweep-places.ts';
import { isCertain, isFeasible, type SweepRow } from '../../../widgets/latency-cost-dashboard/sweeps/sweep-row.ts';
import { simulate } from '../../tools/run-simulate.ts';
import { inProcess } from '../in-process.ts';

const saturday = acceptScenario(
  'saturday',
  JSON.parse(readFileSync('content/scenarios/weekend-peak-saturday.json', 'utf8')),
);
const short = { ...saturday, run: { ...saturday.run, durationSeconds: 900, replications: 4 } };
const scenario: Scenario = withObjectives(short, { limitSeconds: 0.2, answeredShare: 0.99 });
const replicas = sweepPlaces(scenario)[0]!;

function axis(fields: AxisFields): SweepAxis {
  const read = readAxis(replicas, fields);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

const run = (
  plan: SweepPlan,
  signal = new AbortController().signal,
  onRows: (rows: readonly SweepRow[]) => void = () => undefined,
) => runSweep(plan, { simulator: inProcess, lanes: 2, signal, onRows });

describe('readAxis', () => {
  it.each<[AxisFields, number[]]>([
    [{ from: 1, to: 4, spacing: 'steps', by: 1 }, [1, 2, 3, 4]],
    [{ from: 1, to: 40, spacing: 'steps', by: 13 }, [1, 14, 27, 40]],
    [{ from: 1, to: 10, spacing: 'steps', by: 4 }, [1, 5, 9]],
    [{ from: 1, to: 40, spacing: 'doubling', by: null }, [1, 2, 4, 8, 16, 32]],
  ])(
    'readAxis gives for %o whole numbers, and the argument with which the command line makes the same',
    (fields, values) => {
      const read = axis(fields);
      expect(read.values).toEqual(values);
      expect(readSweep(read.argument)).toEqual({ path: 'components.model.replicas', values });
    },
  );

  it.each<[Partial<AxisFields>, string, string]>([
    [{ from: 0 }, 'from', 'at least 1'],
    [{ from: 1.5 }, 'from', 'a whole number'],
    [{ to: null }, 'to', 'a whole number'],
    [{ to: 1 }, 'to', 'more than 1'],
    [{ by: 0 }, 'by', 'a step of at least 1'],
    [{ to: 1000 }, 'by', 'from 2 to 100 values'],
  ])('readAxis refuses %o at its field', (change, path, expected) => {
    const read = readAxis(replicas, { from: 1, to: 40, spacing: 'steps', by: 1, ...change });
    expect(read.ok ? [] : read.problems.map((one) => [one.path, one.expected])[0]).toEqual([
      path,
      expect.stringContaining(expected),
    ]);
  });

  it('offers the replicas first, with the range 1 to 40, and only ranges that it accepts itself', () => {
    expect(replicas.path).toBe('components.model.replicas');
    expect(startingFields(replicas)).toEqual({ from: 1, to: 40, spacing: 'steps', by: 1 });
    for (const place of sweepPlaces(scenario))
      expect(readAxis(place, startingFields(place))).toMatchObject({ ok: true });
  });
});

describe('runSweep', () => {
  const plan = planSweep(scenario, {}, [axis({ from: 1, to: 8, spacing: 'steps', by: 1 })], 4);

  it('gives at every point the figures of the command line for the same scenario, seed and replications', async () => {
    const rows = await run(plan);
    const file = join(mkdtempSync(join(tmpdir(), 'sweep-')), 'scenario.json');
    writeFileSync(file, JSON.stringify(scenario));
    const told = await simulate([file, '--sweep', plan.axes[0]!.argument, '--replications', '4', '--json']);
    const points = (
      JSON.parse(told.stdout) as {
        points: {
          values: Record<string, number>;
          result: {
            sojournTimeSeconds: { p95: number; mean: number };
            cost: { usdPerDay: number };
            objectives: { met: boolean }[];
            requests: { completed: number };
          };
        }[];
      }
    ).points;
    // The dashboard leaves out what can never settle; the command line runs it and says so in its figures.
    const ran = rows.filter(({ figures }) => figures !== null);
    expect(ran.length).toBe(5);
    for (const { values, figures } of ran) {
      const { result } = points.find((point) => point.values['components.model.replicas'] === values[0]!.value)!;
      expect(figures).toMatchObject({
        p95Seconds: result.sojournTimeSeconds.p95,
        meanSeconds: result.sojournTimeSeconds.mean,
        usdPerDay: result.cost.usdPerDay,
        completed: result.requests.completed,
      });
      expect(figures!.objectives.map(({ met }) => met)).toEqual(result.objectives.map(({ met }) => met));
    }
  });

  it('says of a point that is unstable by how much, and runs the others', async () => {
    const rows = await run(plan);
    expect(rows.slice(0, 3).map(({ refusal }) => refusal?.slice(0, 15))).toEqual([
      'It is unstable:',
      'It is unstable:',
      'It is unstable:',
    ]);
    // 94 requests per second of 40 ms each are 3.76 servers' work.
    expect(rows[2]!.refusal).toContain('(load 125.3 %)');
    expect(rows[3]!.figures).not.toBeNull();
  });

  it('finds the mean waiting time of Erlang’s formula at every point', async () => {
    const rows = await run(
      planSweep(
        { ...scenario, run: { ...scenario.run, durationSeconds: 6000 } },
        {},
        [axis({ from: 5, to: 8, spacing: 'steps', by: 1 })],
        6,
      ),
    );
    for (const { values, figures } of rows) {
      const servers = values[0]!.value;
      const wait = erlangC(servers, 94 * 0.04) / (servers / 0.04 - 94);
      // Six runs of half a million requests in all: within 3 % of the mean time at loads of at most three quarters.
      expect(Math.abs(figures!.meanSeconds! / (0.04 + wait) - 1)).toBeLessThan(0.03);
    }
  });

  it('is ended by its signal, after the rows so far were told', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    await expect(
      run(plan, stop.signal, (rows) => {
        told.push(rows.length);
        if (rows.length === 4) stop.abort();
      }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(told.slice(0, 4)).toEqual([1, 2, 3, 4]);
  });
});

describe('findCheapest', () => {
  it('finds the fewest replicas that meet the objectives, with its room, its interval and what the next ones cost', async () => {
    const plan = planSweep(scenario, {}, [axis({ from: 3, to: 8, spacing: 'steps', by: 1 })], 8);
    const rows = await run(plan);
    const found = findCheapest(rows)!;
    const byHand = rows.filter(isFeasible).map(({ values }) => values[0]!.value);
    expect(found.row.values[0]!.value).toBe(Math.min(...byHand));
    expect(isCertain(found.row)).toBe(true);
    // One more machine of 0.192 USD an hour.
    expect(found.next!.difference!.difference).toBeCloseTo(24 * 0.192, 6);
    expect(found.belowIt!.missed.met).toBe(false);
    const sentence = describeCheapest(found, plan.axes, rows);
    expect(sentence).toMatch(
      /^The cheapest that meets the objectives is Replicas 5 at \$23\.0 a day: 95 in 100 are done within 1\d\d ms \[1\d\d ms, 1\d\d ms\], \d+\.\d % of room to 200 ms\./,
    );
    expect(sentence).toContain('Replicas 4 would cost');
  });

  it('says which point comes closest when none meets them', async () => {
    const strict = withObjectives(scenario, { limitSeconds: 0.001, answeredShare: 0.99 });
    const plan = planSweep(strict, {}, [axis({ from: 5, to: 8, spacing: 'steps', by: 1 })], 2);
    const rows = await run(plan);
    expect(findCheapest(rows)).toBeNull();
    expect(describeCheapest(null, plan.axes, rows)).toMatch(
      /^No point of this sweep meets the objectives\. Replicas 8 comes closest/,
    );
  });

  it('does not take a point for fast that turns its requests away', async () => {
    const full = structuredClone(scenario) as Scenario;
    Object.assign(full.components[1]!, { queueCapacity: 0 });
    const plan = planSweep(full, {}, [axis({ from: 1, to: 4, spacing: 'steps', by: 1 })], 2);
    const rows = await run(plan);
    expect(rows[0]!.figures!.objectives[0]!.met).toBe(true);
    expect(rows.some(isFeasible)).toBe(false);
  });
});

describe('forecastSweep', () => {
  it('announces a sweep of more than a minute with its points, events and time, and says how many points a minute allows', () => {
    const long = { ...scenario, run: { ...scenario.run, durationSeconds: 147_000 } };
    const plan = planSweep(long, {}, [axis({ from: 4, to: 43, spacing: 'steps', by: 1 })], 10);
    const forecast = forecastSweep(plan, { eventsPerSecond: 5e6, workers: 2, measuredOn: 12 });
    // 94 arrivals a second, each an arrival and a departure, for 147,000 s, ten times, at 40 points.
    expect(forecast.events).toBeCloseTo(94 * 2 * 147_000 * 10 * 40, -3);
    expect(forecast.seconds).toBeCloseTo(forecast.events / 1e7, 6);
    expect(announceForecast(forecast)).toMatchInlineSnapshot(
      `"40 points of 10 replications are about 11 054 million events, and would take some 18.3 min, as this device simulated 5 million events a second on each of 2 workers in the comparison. Some 2 points of as many replications would be done in a minute."`,
    );
  });
});
