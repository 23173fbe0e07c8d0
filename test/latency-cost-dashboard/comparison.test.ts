import { describe, expect, it } from 'vitest';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import {
  prepareCostChart,
  preparePlaneChart,
  prepareQuantileChart,
  quantileTable,
} from '../../widgets/latency-cost-dashboard/comparison-charts.ts';
import { comparisonRow } from '../../widgets/latency-cost-dashboard/comparison-row.ts';
import {
  ComparisonRunner,
  type ComparisonState,
  waitByTimer,
} from '../../widgets/latency-cost-dashboard/comparison-runner.ts';
import { comparisonTable } from '../../widgets/latency-cost-dashboard/comparison-table.ts';
import { deriveCurves } from '../../widgets/latency-cost-dashboard/derive-curves.ts';
import { layoutBarChart } from '../../widgets/kit/charts/bar-chart.ts';
import { layoutLineChart } from '../../widgets/kit/charts/line-chart.ts';
import { layoutScatterChart } from '../../widgets/kit/charts/scatter-chart.ts';
import { recordedCurve, shippedData } from './shipped-data.ts';

const curves = deriveCurves(recordedCurve, shippedData.curves);
const alternatives = shippedData.alternatives;
const rows = alternatives.map((one) => comparisonRow(one, simulate(one.scenario, { curves, replications: 1 })));

describe('comparisonRow', () => {
  it('splits the cost of 1000 predictions into parts that add up to it', () => {
    for (const row of rows)
      expect(Object.values(row.partsUsdPer1000).reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(row.usdPer1000!, 12);
  });
  it('says seed, replications and simulated time', () => {
    expect(rows[0]!.provenance).toEqual({ kind: 'simulated', seed: 1, replications: 1, durationSeconds: 2400 });
  });
});

describe('the charts of the comparison', () => {
  it('draw every deployment once', () => {
    expect(layoutScatterChart(preparePlaneChart(rows), 600).points).toHaveLength(9);
    expect(layoutBarChart(prepareCostChart(rows, undefined), 600).bars).toHaveLength(9);
    expect(
      layoutLineChart(prepareQuantileChart(rows.slice(0, 6)), 600)
        .series.map((series) => series.path)
        .every((path) => path.startsWith('M')),
    ).toBe(true);
  });
  it('order the bars by cost and mark the chosen one', () => {
    const { bars } = prepareCostChart(rows, 'realtime-edge');
    const costs = bars.map((bar) => rows.find(({ id }) => id === bar.id)!.usdPer1000!);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(bars.filter((bar) => bar.isMarked).map((bar) => bar.id)).toEqual(['realtime-edge']);
  });
  it('put in the table what the curve shows', () => {
    const [median] = quantileTable(rows).rows[3]!.slice(1);
    expect(median).toBe(comparisonTable(rows, alternatives).rows[3]![1]);
  });
});

describe('ComparisonRunner', () => {
  const plan = (rate: number) => ({ alternatives: alternatives.slice(3, 5), curves, rate });
  /** The real simulation, here in the same thread; it stops where its signal says so. */
  const client: ConstructorParameters<typeof ComparisonRunner>[0]['client'] = {
    run: async (scenario, { signal, ...options } = {}) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      signal?.throwIfAborted();
      return simulate(scenario, { ...options, replications: 1 });
    },
  };
  function watch(port = client) {
    const states: ComparisonState<ReturnType<typeof plan>>[] = [];
    const runner = new ComparisonRunner<ReturnType<typeof plan>>({
      client: port,
      listen: (state) => states.push(state),
      wait: (_, signal) => waitByTimer(1, signal),
    });
    return { runner, states };
  }

  it('shows all rows at once, when the last is there', async () => {
    const { runner, states } = watch();
    await runner.request(plan(1));
    expect([...new Set(states.map((state) => state.rows.length))]).toEqual([0, 2]);
    expect(states.at(-1)).toMatchObject({ isRunning: false, share: 1, failure: null });
  });
  it('drops the older of two requests and keeps the rows before until the newer is complete', async () => {
    const { runner, states } = watch();
    await runner.request(plan(1));
    const mark = states.length;
    await Promise.all([runner.request(plan(2)), runner.request(plan(3))]);
    expect(states.slice(mark).every((state) => state.rows.length === 2)).toBe(true);
    expect([...new Set(states.map((state) => state.plan?.rate))]).toEqual([undefined, 1, 3]);
  });
  it('says why a run failed, keeps the rows before, and goes on with the next', async () => {
    const { runner, states } = watch();
    await runner.request(plan(1));
    await runner.request({ ...plan(2), curves: {} });
    expect(states.at(-1)!.failure).toMatch(/No service curve of the model "at-cloud" was given/);
    expect(states.at(-1)!.rows).toHaveLength(2);
    await runner.request(plan(3));
    expect(states.at(-1)).toMatchObject({ failure: null, plan: { rate: 3 } });
  });
  it('shows nothing more after its end', async () => {
    const { runner, states } = watch();
    const request = runner.request(plan(1));
    runner.end();
    const mark = states.length;
    await request;
    expect(states.length).toBe(mark);
  });
});
