import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BudgetStep,
  budgetCourse,
  prepareBudget,
} from '../../../widgets/latency-cost-dashboard/views/budget/budget.ts';
import { withBudget } from '../../../widgets/latency-cost-dashboard/views/budget/watch-budget.ts';
import { averageLevel, prepareCourse, windowsOf } from '../../../widgets/latency-cost-dashboard/views/course.ts';
import { accepted, courseScenario, runOf, simulateEach } from './run-scenario.ts';

const run = runOf(courseScenario('weekend-peak-weekday'), { label: 'Weekday' });

describe('averageLevel', () => {
  it('weighs each level by how long it held', () => {
    const changes = [
      [0, 2],
      [10, 4],
      [20, 1],
    ] as const;
    expect(averageLevel(changes, 0, 10)).toBe(2);
    expect(averageLevel(changes, 5, 15)).toBe(3);
    expect(averageLevel(changes, 15, 35)).toBeCloseTo((5 * 4 + 15 * 1) / 20, 12);
  });
});

describe('windowsOf', () => {
  it('neither loses nor adds a request, whatever the number of windows', () => {
    const { timeline, components } = run.result;
    const arrived = timeline.arrivals.reduce((sum, value) => sum + value, 0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (count) => {
        const windows = windowsOf(timeline, components, count);
        const ends = [...windows.slice(1).map(({ at }) => at), run.scenario.run.durationSeconds];
        const sum = windows.reduce((total, one, index) => total + one.arrivalsPerSecond * (ends[index]! - one.at), 0);
        return Math.abs(sum - arrived) < 1e-6 * arrived;
      }),
    );
  });
  it('takes the largest of the percentiles it joins, and the averages of the queues', () => {
    const timeline = {
      bucketSeconds: 10,
      startSeconds: 100,
      arrivals: [1, 2, 3, 4],
      completed: [1, 2, 3, 4],
      p95Seconds: [0.1, null, null, null],
      components: {
        one: { queueLength: [1, 3, 0, 0], utilisation: [] },
        two: { queueLength: [2, 2, 5, 5], utilisation: [] },
      },
    };
    expect(windowsOf(timeline, {}, 2)).toEqual([
      { at: 100, arrivalsPerSecond: 0.15, queueLength: 4, replicas: null, p95Seconds: 0.1 },
      { at: 120, arrivalsPerSecond: 0.35, queueLength: 5, replicas: null, p95Seconds: null },
    ]);
  });
});

describe('prepareCourse', () => {
  it('shows arrivals, queue and percentile over the run’s own time, without a panel for replicas that never change', () => {
    const { chart, table } = prepareCourse(run, 0.2);
    expect(chart.panels.map(({ id }) => id)).toEqual(['arrivals', 'queue', 'p95']);
    expect(chart.x.label).toBe('Simulated time in minutes');
    expect(chart.x.format(2.5)).toBe('2.5');
    expect(chart.panels[2]!.threshold).toEqual({ y: 0.2, label: 'Limit 200 ms' });
    expect(table.rows).toHaveLength(60);
  });
  it('shows the replicas of an autoscaler', () => {
    const scaled = accepted({
      components: [
        {
          id: 'users',
          kind: 'traffic',
          arrivals: { process: 'step', ratePerSecond: 5, stepRatePerSecond: 40, startSeconds: 600, holdSeconds: 600 },
          to: 'model',
        },
        {
          id: 'model',
          kind: 'modelServer',
          serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
          autoscaling: { policy: 'hpa', minReplicas: 1, maxReplicas: 20, targetCPUUtilizationPercentage: 50 },
        },
      ],
      run: { seed: 1, durationSeconds: 2400, replications: 1 },
    });
    const { chart, table } = prepareCourse(runOf(scaled), 0.2);
    expect(chart.panels.map(({ id }) => id)).toEqual(['arrivals', 'queue', 'replicas', 'p95']);
    const replicas = chart.panels[2]!.series[0]!.points.map(({ y }) => y!);
    expect(replicas[0]).toBeLessThan(3);
    expect(Math.max(...replicas)).toBeGreaterThan(5);
    expect(table.columns).toHaveLength(5);
  });
});

describe('budgetCourse', () => {
  const watched = (good: number[], bad: number[], target = 0.9) => ({
    label: 'A',
    scenario: run.scenario,
    windowSeconds: 1000,
    startSeconds: 0,
    slo: {
      target,
      good: 0,
      bad: 0,
      errorRatio: 0.2,
      burnRate: 2,
      budgetSpent: 0.06,
      alerts: [],
      course: { seconds: [10, 20, 30], good, bad },
    },
  });
  it('reads how fast the budget is spent from running totals', () => {
    const steps = budgetCourse(watched([9, 9, 18], [1, 11, 12]));
    // 1 of 10, 10 of 10 and 1 of 10 are bad, where 1 of 10 may be.
    expect(steps.map(({ burnRate }) => Number(burnRate!.toFixed(9)))).toEqual([1, 10, 1]);
    // Of 1000 s, 10 s at the rate 1; 20 s at 11/20 of 1/10; 30 s at 12/30 of 1/10.
    expect(steps.map(({ left }) => Number((1 - left).toFixed(9)))).toEqual([0.01, 0.11, 0.12]);
  });
  it('has no rate where nothing came to an end', () => {
    expect(budgetCourse(watched([5, 5, 5], [5, 5, 5])).map(({ burnRate }: BudgetStep) => burnRate)).toEqual([
      expect.closeTo(5, 9),
      null,
      null,
    ]);
  });
});

describe('prepareBudget', () => {
  const shop = (more: object = {}) =>
    accepted({
      title: 'A shop that is down from the first to the second hour',
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
      ],
      faults: [
        {
          scope: 'dependency',
          component: 'model',
          outages: { law: 'scheduled', atSeconds: 3600, durationSeconds: 3600 },
        },
      ],
      run: { seed: 1, durationSeconds: 14_400, replications: 1 },
      ...more,
    });
  const scenario = withBudget(shop(), 0.99, 0.2);
  const { result } = simulateEach(scenario);
  const slo = result.slos![0]!;
  const picture = prepareBudget({ label: 'Shop', scenario, slo, windowSeconds: 2_592_000, startSeconds: 0 });
  it('ends with the share of the budget that the run as a whole has spent', () => {
    expect(slo.course.seconds.at(-1)).toBe(14_400);
    const left = picture.chart.panels[1]!.series[0]!.points.at(-1)!.y!;
    expect(1 - left).toBeCloseTo(slo.budgetSpent!, 9);
  });
  it('is spent a hundred times too fast while every request fails, and not at all before', () => {
    const rates = picture.chart.panels[0]!.series[0]!.points.map(({ y }) => y);
    expect(rates[0]).toBe(0);
    expect(Math.max(...rates.map((rate) => rate ?? 0))).toBeCloseTo(100, 9);
  });
  it('hatches the time in which somebody would have been called', () => {
    const [on, off] = picture.chart.spans!.stretches[0]!;
    // Hours: after the outage began at 1, and over soon after it ended at 2.
    expect(on).toBeGreaterThan(1);
    expect(on).toBeLessThan(1.3);
    expect(off).toBeGreaterThan(2);
    expect(picture.conclusion).toMatch(
      /^Of “Shop” 75\.\d % were good where 99 % are wanted: it is spent 25 times as fast as allowed, so the budget of 30\.0 d is gone after 28\.\d h\. The alerts would have called somebody\.$/,
    );
  });
  it('watches without changing the run', () => {
    const { slos: _, engine: __, ...plain } = simulateEach(shop()).result;
    const { slos: ___, engine: ____, ...seen } = result;
    expect(seen).toEqual(plain);
  });
});
