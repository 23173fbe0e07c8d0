import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { predictionAge } from '../../../widgets/engines/simulator/theory/index.ts';
import { prepareAgeCourse, versionsInUse } from '../../../widgets/latency-cost-dashboard/views/age-course.ts';
import { partsOf, prepareCost } from '../../../widgets/latency-cost-dashboard/views/cost.ts';
import { prepareFreshness } from '../../../widgets/latency-cost-dashboard/views/freshness.ts';
import { preparePlane } from '../../../widgets/latency-cost-dashboard/views/plane.ts';
import type { ViewRun } from '../../../widgets/latency-cost-dashboard/views/view-run.ts';
import { accepted, courseScenario, runOf } from './run-scenario.ts';

const real = runOf(courseScenario('weekend-peak-weekday'));

/** A run with figures written by hand. */
function made(
  id: string,
  { p95 = 0.1, usd = 1, breakdown = { compute: 1 }, idleUsd = 0, age = 0.1, kind = 'modelServer' },
): ViewRun {
  const totalUsd = Object.values(breakdown).reduce((sum, part) => sum + part, 0);
  const { result, alone, scenario } = real;
  const written = (one: SimulationResult): SimulationResult => ({
    ...one,
    sojournTimeSeconds: { ...one.sojournTimeSeconds, p95 },
    predictionAgeSeconds: { mean: age, p95: 2 * age, max: 3 * age },
    cost: { ...one.cost, totalUsd, usdPer1000Completed: usd, usdPerDay: 10 * usd, idleUsd, breakdown },
  });
  return {
    ...real,
    id,
    label: id.toUpperCase(),
    scenario: { ...scenario, components: [{ id: 'one', kind }] as never },
    result: written(result),
    alone: alone.map(written),
  };
}

describe('prepareCost', () => {
  const a = made('a', { usd: 4, breakdown: { compute: 6, people: 2 } as never, idleUsd: 3 });
  const b = made('b', { usd: 2, breakdown: { gateway: 1 } as never });
  const { chart, table, conclusion } = prepareCost([a, b]);
  it('splits the machines into work and idleness, and every bar adds up to its total', () => {
    expect(partsOf(a.result.cost)).toEqual({ working: 3, idle: 3, people: 2 });
    expect(chart.bars.map(({ id }) => id)).toEqual(['b', 'a']);
    const sums = chart.bars.map(({ values }) => Object.values(values).reduce((sum, part) => sum + part, 0));
    expect(sums[0]).toBeCloseTo(2, 12);
    expect(sums[1]).toBeCloseTo(4, 12);
  });
  it('adds up to what the simulator charged for a real run', () => {
    const { cost } = real.result;
    const parts = Object.values(partsOf(cost)).reduce((sum, part) => sum + part, 0);
    expect(parts / cost.totalUsd).toBeCloseTo(1, 12);
    expect(partsOf(cost)['idle']).toBe(cost.idleUsd);
  });
  it('names no part that costs nothing, and gives no two parts one look', () => {
    expect(chart.parts.map(({ label }) => label)).toEqual([
      'Machines at work',
      'Machines idle',
      'Requests at the gateway',
      'People',
    ]);
    expect(new Set(chart.parts.map(({ look }) => look)).size).toBe(4);
  });
  it('takes the smallest together where there are more parts than looks, and keeps each of them in the table', () => {
    const breakdown = { compute: 9, gateway: 8, log: 7, functions: 6, storage: 1, egress: 2, addresses: 3, people: 5 };
    const many = prepareCost([made('m', { usd: 41, breakdown: breakdown as never, idleUsd: 4 })]);
    expect(many.chart.parts.map(({ label }) => label)).toEqual([
      'Machines at work',
      'Functions',
      'Requests at the gateway',
      'Log',
      'People',
      'Everything else',
    ]);
    expect(new Set(many.chart.parts.map(({ look }) => look)).size).toBe(6);
    expect(many.chart.bars[0]!.values['rest']).toBeCloseTo(4 + 1 + 2 + 3, 12);
    expect(many.table.columns).toHaveLength(1 + 9 + 2);
  });
  it('concludes with the ratio and what the dearest is mostly paid for', () => {
    expect(conclusion).toBe(
      '“B” costs least, $2.00 for 1000 predictions; “A” costs most, $4.00, 2 times as much. 37.5 % of it is machines at work.',
    );
    expect(table.values!.map((row) => row.at(-1))).toEqual([20, 40]);
  });
});

describe('preparePlane', () => {
  const runs = [
    made('fast', { p95: 0.1, usd: 8 }),
    made('slow', { p95: 10, usd: 1 }),
    made('beaten', { p95: 10, usd: 9 }),
  ];
  it('joins those that no other beats, and draws the limit as a line', () => {
    const { chart, conclusion, table } = preparePlane(runs, 0.2);
    expect(chart.frontier?.ids).toEqual(['fast', 'slow']);
    expect(chart.references).toEqual([{ x: 0.2, label: 'Limit 200 ms' }]);
    expect(conclusion).toBe(
      '2 of 3 are beaten by no other in both: “FAST” and “SLOW”. The cheapest left of the limit of 200 ms is “FAST” with $8.00 for 1000 predictions.',
    );
    expect(table.rows.map((row) => row.slice(3))).toEqual([
      ['yes', 'yes'],
      ['yes', 'no'],
      ['no', 'no'],
    ]);
  });
  it('names those that more replications may put on the frontier or take from it, and draws how far each is known', () => {
    // Of two replications: the 95th percentile of one lies on either side of the other’s, and both cost the same.
    const spread = (run: ViewRun, values: readonly number[]): ViewRun => ({
      ...run,
      alone: values.map((p95, index) => {
        const one = run.alone[index]!;
        return { ...one, sojournTimeSeconds: { ...one.sojournTimeSeconds, p95 } };
      }),
    });
    const [even, wide] = [
      spread(made('even', { p95: 0.1 }), [0.1, 0.1]),
      spread(made('wide', { p95: 0.11 }), [0.09, 0.13]),
    ];
    const dear = spread(made('dear', { p95: 10, usd: 9 }), [9.9, 10.1]);
    const { conclusion, table, chart } = preparePlane([even, wide, dear], 0.2);
    expect(conclusion).toContain(
      '“EVEN” is both faster (at the 95th percentile) and cheaper than every other. Of “EVEN” and “WIDE” the intervals do not tell it yet: run longer.',
    );
    expect(table.rows.map((row) => row[3])).toEqual(['yes, not certain', 'no, not certain', 'no']);
    // Student’s t of one degree of freedom is 12.7: the lower end of 0.11 ± 0.254 is held at a tenth of it.
    expect(chart.points[1]!.xEnds![0]).toBeCloseTo(0.011, 12);
    expect(chart.points[1]!.xEnds![1]).toBeCloseTo(0.11 + 12.706 * 0.02, 3);
    expect(chart.points[0]!.xEnds).toEqual([0.1, 0.1]);
  });
  it('is certain of a frontier that every replication shows', () => {
    expect(preparePlane(runs, 0.2).table.rows.map((row) => row[3])).toEqual(['yes', 'yes', 'no']);
  });
  it('says when none keeps the limit', () => {
    expect(preparePlane(runs, 0.05).conclusion).toContain('None keeps the limit of 50.0 ms.');
  });
});

describe('prepareFreshness', () => {
  it('sets the age of what is published beside that of what is answered, each with mean, 95th percentile and oldest', () => {
    const runs = [made('batch', { age: 100, kind: 'batchJob' }), made('stream', { age: 0.5 })];
    const { chart, conclusion, table } = prepareFreshness(runs, 5);
    expect(chart.rows.map(({ values }) => values)).toEqual([
      { mean: 100, p95: 200, max: 300 },
      { mean: 0.5, p95: 1, max: 1.5 },
    ]);
    expect(conclusion).toBe(
      'The data behind a prediction of “BATCH” is 100 s old on average when it is used, 200 times as old as in “STREAM” (500 ms). 1 of 2 are older than 5.00 s one time in twenty.',
    );
    expect(table.rows.map((row) => row[4])).toEqual(['over the time it is in use', 'at each answer']);
  });
});

describe('prepareAgeCourse', () => {
  const batch = runOf(
    accepted({
      title: 'Every five minutes',
      components: [
        { id: 'rows', kind: 'dataset', everySeconds: 300, rows: 100, to: 'job' },
        {
          id: 'job',
          kind: 'batchJob',
          workers: 1,
          chunkRows: 100,
          serviceTime: { distribution: 'deterministic', meanSeconds: 0.2 },
        },
      ],
      run: { seed: 1, durationSeconds: 3000, warmUpSeconds: 600, replications: 2 },
    }),
    { id: 'batch', label: 'Batch' },
  );
  const publications = batch.result.components['job']!.publications!;

  it('is a sawtooth from the job’s time up to that and the interval, as theory has it', () => {
    const versions = versionsInUse(publications, batch.scenario);
    const delay = publications[0]![0] - 300;
    expect(delay).toBeCloseTo(20, 6);
    const { minimum, maximum } = predictionAge(20, 300);
    // The first is cut by the warm-up, the last by the end.
    for (const { from, to, fresh, old } of versions.slice(1, -1)) {
      expect([to - from, fresh, old].map((one) => Number(one.toFixed(6)))).toEqual([300, minimum, maximum]);
    }
    expect(versions[0]!.from).toBe(600);
    expect(versions.at(-1)!.to).toBe(3000);
  });

  it('averages over time to the mean age that the simulator counts', () => {
    const versions = versionsInUse(publications, batch.scenario);
    const area = versions.reduce((sum, { from, to, fresh, old }) => sum + ((to - from) * (fresh + old)) / 2, 0);
    const seconds = versions.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(area / seconds).toBeCloseTo(batch.alone[0]!.predictionAgeSeconds.mean!, 6);
  });

  it('has a panel for each deployment that publishes, and none where nobody does', () => {
    const picture = prepareAgeCourse([batch, made('stream', {})])!;
    expect(picture.chart.panels.map(({ id }) => id)).toEqual(['batch']);
    expect(picture.conclusion).toMatch(/that of “Batch” goes from .* up to .*\.$/);
    expect(picture.table.rows[0]![0]).toBe('Batch, job, 1');
    expect(prepareAgeCourse([made('stream', {})])).toBeUndefined();
  });
});
