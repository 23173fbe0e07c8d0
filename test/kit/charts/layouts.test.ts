import { describe, expect, it } from 'vitest';
import type { AxisSpec } from '../../../widgets/kit/charts/axis.ts';
import { layoutBarChart } from '../../../widgets/kit/charts/bar-chart.ts';
import { type LineSeries, layoutLineChart } from '../../../widgets/kit/charts/line-chart.ts';
import { dashOf, markerPath, seriesNumber } from '../../../widgets/kit/charts/marks.ts';
import { placeLabels } from '../../../widgets/kit/charts/scatter-labels.ts';
import { layoutScatterChart } from '../../../widgets/kit/charts/scatter-chart.ts';

const linear: AxisSpec = { label: 'Value', scale: 'linear', format: String };
const log: AxisSpec = { label: 'Value', scale: 'log', format: String };
const series = (over: Partial<LineSeries>): LineSeries => ({
  id: 'a',
  label: 'A',
  look: 1,
  draw: 'line',
  points: [
    { x: 1, y: 1 },
    { x: 2, y: 4 },
    { x: 3, y: 9 },
  ],
  ...over,
});
const numbersIn = (path: string) => (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);

describe('layoutLineChart', () => {
  it('draws every point of a line inside the plot', () => {
    const layout = layoutLineChart({ x: linear, y: linear, series: [series({})] }, 600);
    const places = numbersIn(layout.series[0]!.path);
    expect(places).toHaveLength(6);
    for (let i = 0; i < places.length; i += 2) {
      expect(places[i]).toBeGreaterThanOrEqual(layout.plot.left);
      expect(places[i]).toBeLessThanOrEqual(layout.plot.right);
      expect(places[i + 1]).toBeGreaterThanOrEqual(layout.plot.top);
      expect(places[i + 1]).toBeLessThanOrEqual(layout.plot.bottom);
    }
  });
  it('leaves a gap where a value is missing instead of joining its neighbours', () => {
    const points = [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
      { x: 3, y: null },
      { x: 4, y: 4 },
      { x: 5, y: 5 },
    ];
    const path = layoutLineChart({ x: linear, y: linear, series: [series({ points })] }, 600).series[0]!.path;
    expect(path.match(/M/g)).toHaveLength(2);
  });
  it('names the lines beside their ends on a wide page and above them on a narrow one, always inside the picture', () => {
    const spec = {
      x: linear,
      y: linear,
      series: [series({ label: 'Real-time, hybrid' }), series({ id: 'b', label: 'Batch, cloud', look: 2 as const })],
    };
    expect(layoutLineChart(spec, 900).labels).toBe('beside');
    const narrow = layoutLineChart(spec, 280);
    expect(narrow.labels).toBe('above');
    for (const one of narrow.series) expect(one.labelY).toBeLessThan(narrow.plot.top);
    expect(narrow.plot.right).toBeLessThanOrEqual(280);
  });
  it('stands an objective at the height of its value', () => {
    const layout = layoutLineChart(
      { x: linear, y: linear, series: [series({})], thresholds: [{ y: 9, label: 'limit' }] },
      600,
    );
    expect(layout.thresholds[0]!.y).toBeCloseTo(layout.y.position(9)!, 9);
  });
});

describe('layoutBarChart', () => {
  const spec = {
    value: linear,
    parts: [
      { id: 'compute', label: 'Compute', look: 1 as const },
      { id: 'network', label: 'Network', look: 2 as const },
    ],
    bars: [
      { id: 'a', label: 'First', total: '3', values: { compute: 1, network: 2 } },
      { id: 'b', label: 'Second', total: '6', values: { compute: 6 } },
    ],
  };
  it('gives parts lengths in proportion to their values, end to end', () => {
    const [first, second] = layoutBarChart(spec, 600).bars;
    expect(first!.parts[1]!.x).toBeCloseTo(first!.parts[0]!.x + first!.parts[0]!.width, 9);
    expect(first!.parts[1]!.width).toBeCloseTo(2 * first!.parts[0]!.width, 9);
    expect(second!.parts).toHaveLength(1);
    expect(second!.parts[0]!.width).toBeCloseTo(2 * (first!.parts[0]!.width + first!.parts[1]!.width), 9);
  });
  it('wraps its key where the page is narrow', () => {
    expect(new Set(layoutBarChart(spec, 600).key.map((entry) => entry.y)).size).toBe(1);
    expect(new Set(layoutBarChart(spec, 110).key.map((entry) => entry.y)).size).toBe(2);
  });
});

describe('layoutScatterChart', () => {
  const point = (id: string, x: number, y: number) => ({ id, label: id, look: 1 as const, x, y });
  it('joins the frontier by steps that go along x before they go down', () => {
    const spec = {
      x: log,
      y: log,
      groups: [],
      points: [point('a', 1, 8), point('b', 4, 2), point('c', 8, 8)],
      frontier: { label: 'best', ids: ['b', 'a'] },
    };
    const layout = layoutScatterChart(spec, 600);
    const [ax, ay, cornerX, cornerY, bx, by] = numbersIn(layout.frontier!.path);
    expect([cornerX, cornerY]).toEqual([bx, ay]);
    expect(ax).toBeLessThan(bx!);
    expect(by).toBeGreaterThan(ay!);
    expect(layout.points.filter((one) => one.isOnFrontier).map((one) => one.id)).toEqual(['a', 'b']);
  });
  it('leaves out points that a logarithmic axis cannot show', () => {
    expect(
      layoutScatterChart({ x: log, y: log, groups: [], points: [point('a', 0, 1), point('b', 1, 1)] }, 600).points,
    ).toHaveLength(1);
  });
  it('turns labels at the right edge to the left, so that they stay inside', () => {
    const layout = layoutScatterChart(
      { x: linear, y: linear, groups: [], points: [point('a long name at the edge', 10, 1), point('b', 0, 1)] },
      320,
    );
    expect(layout.points.map((one) => one.anchor)).toEqual(['end', 'start']);
  });
});

describe('placeLabels', () => {
  const plot = { left: 0, right: 600, top: 0, bottom: 300 };
  it('leaves a label beside a point that stands alone', () => {
    expect(placeLabels([{ x: 100, y: 100, label: 'a' }], plot)).toEqual([{ x: 111, y: 100, anchor: 'start' }]);
  });
  it('keeps the names of a crowd apart, in one column beside it, in the order of the points’ heights', () => {
    const crowd = [100, 103, 98, 101].map((y, index) => ({ x: 100 + 5 * index, y, label: `point ${index}` }));
    const labels = placeLabels(crowd, plot);
    expect(new Set(labels.map((label) => label.x))).toEqual(new Set([126]));
    const order = [2, 0, 3, 1].map((index) => labels[index]!.y);
    for (let i = 1; i < order.length; i++) expect(order[i]! - order[i - 1]!).toBeGreaterThanOrEqual(14);
  });
});

describe('seriesNumber', () => {
  it('gives six looks that differ in marker and in dash, then starts again', () => {
    const looks = [0, 1, 2, 3, 4, 5].map(seriesNumber);
    expect(new Set(looks.map((look) => markerPath(look))).size).toBe(6);
    expect(new Set(looks.map(dashOf)).size).toBe(6);
    expect(seriesNumber(6)).toBe(1);
  });
});
