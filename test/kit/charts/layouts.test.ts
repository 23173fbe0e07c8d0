import { describe, expect, it } from 'vitest';
import type { AxisSpec } from '../../../widgets/kit/charts/axis.ts';
import { layoutBarChart } from '../../../widgets/kit/charts/bar-chart.ts';
import type { LineSeries } from '../../../widgets/kit/charts/draw-series.ts';
import { layoutLineChart } from '../../../widgets/kit/charts/line-chart.ts';
import { dashOf, markerPath, seriesNumber } from '../../../widgets/kit/charts/marks.ts';
import { placeLabels } from '../../../widgets/kit/charts/scatter-labels.ts';
import { layoutPanelChart } from '../../../widgets/kit/charts/panel-chart.ts';
import { layoutRangeChart } from '../../../widgets/kit/charts/range-chart.ts';
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
  it('draws a line of its own beside the points where one is given, and makes room for it', () => {
    const line = [
      { x: 1, y: 2 },
      { x: 3, y: 20 },
    ];
    const layout = layoutLineChart({ x: linear, y: linear, series: [series({ draw: 'both', line })] }, 600);
    expect(numbersIn(layout.series[0]!.path)).toHaveLength(4);
    expect(layout.series[0]!.points).toHaveLength(3);
    expect(Math.min(...numbersIn(layout.series[0]!.path))).toBeGreaterThanOrEqual(layout.plot.top);
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

describe('bands, references and theory', () => {
  const spec = {
    x: linear,
    y: linear,
    series: [series({}), series({ id: 'theory', label: 'Theory', isTheory: true })],
    bands: [
      {
        id: 'a',
        look: 1 as const,
        points: [
          { x: 1, low: 0, high: 2 },
          { x: 3, low: 8, high: 12 },
        ],
      },
    ],
    references: [
      { x: 2, label: 'Middle' },
      { x: 3, label: 'A long name at the end' },
    ],
  };
  const layout = layoutLineChart(spec, 400);
  it('makes room for an interval that reaches further than the line', () => {
    const ys = numbersIn(layout.bands[0]!.path).filter((_, index) => index % 2 === 1);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(layout.plot.top);
    expect(Math.max(...ys)).toBeLessThanOrEqual(layout.plot.bottom);
  });
  it('gives a closed form dots that no series has, and no marker', () => {
    const theory = layout.series[1]!;
    expect(theory.dash).not.toBe('');
    for (const look of [1, 2, 3, 4, 5, 6] as const) expect(theory.dash).not.toBe(dashOf(look));
    expect(theory.marker).toBe('');
  });
  it('names an upright line on the side that has room, each a row below the one before', () => {
    const [middle, end] = layout.references;
    expect(middle!.anchor).toBe('start');
    expect(end!.anchor).toBe('end');
    expect(end!.labelY).toBeGreaterThan(middle!.labelY);
  });
  it('draws steps that hold until the next value', () => {
    const steps = layoutLineChart({ x: linear, y: linear, series: [series({ draw: 'steps' })] }, 400).series[0]!;
    // Three places and a corner before each of the last two.
    expect(numbersIn(steps.path)).toHaveLength(2 * 5);
  });
});

describe('layoutPanelChart', () => {
  const panel = (id: string) => ({ id, y: linear, series: [series({ id })] });
  it('sets panels below each other over one axis, and hatched stretches through all of them', () => {
    const layout = layoutPanelChart(
      {
        x: { ...linear, domain: [0, 10] },
        panels: [panel('a'), panel('b'), panel('c')],
        spans: {
          label: 'Alert',
          stretches: [
            [2, 4],
            [9, 20],
            [4.999, 5],
          ],
        },
      },
      400,
    );
    for (const [index, one] of layout.panels.entries())
      if (index > 0) expect(one.plot.top).toBeGreaterThan(layout.panels[index - 1]!.plot.bottom);
    const [first, cut, short] = layout.spans;
    expect(first!.width).toBeCloseTo((layout.plot.right - layout.plot.left) / 5, 6);
    expect(cut!.x + cut!.width).toBeCloseTo(layout.plot.right, 6);
    expect(short!.width).toBeGreaterThanOrEqual(1.5);
  });
});

describe('layoutRangeChart', () => {
  it('joins the outer places of a row and leaves out what is missing', () => {
    const { rows, value } = layoutRangeChart(
      {
        value: log,
        marks: [
          { id: 'mean', label: 'Mean', look: 1 },
          { id: 'max', label: 'Oldest', look: 2 },
        ],
        rows: [
          { id: 'a', label: 'A', text: '1 s', values: { mean: 1, max: 100 } },
          { id: 'b', label: 'B', text: '', values: { mean: 10, max: null } },
        ],
        references: [{ x: 1000, label: 'Limit' }],
      },
      320,
    );
    expect(rows[0]!.line).toEqual([value.position(1), value.position(100)]);
    expect(rows[1]!.line).toBeNull();
    expect(rows[1]!.places).toHaveLength(1);
    expect(rows.map(({ label }) => label)).toEqual(['A: 1 s', 'B']);
  });
});
