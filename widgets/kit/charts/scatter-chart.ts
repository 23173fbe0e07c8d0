import { line } from 'd3-shape';
import { type Axis, type AxisSpec, layoutAxis } from './axis.ts';
import type { Plot } from './draw-series.ts';
import { markerPath, type SeriesNumber } from './marks.ts';
import { type DrawnReference, placeReferences, type Reference } from './references.ts';
import { placeLabels } from './scatter-labels.ts';

export interface ScatterChartSpec {
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly points: readonly {
    readonly id: string;
    readonly label: string;
    /** Points of one group share colour and marker. */
    readonly look: SeriesNumber;
    readonly x: number;
    readonly y: number;
    /** Ends of the intervals in which they are known, drawn as bars through the point; absent where there is none. */
    readonly xEnds?: readonly [number, number] | undefined;
    readonly yEnds?: readonly [number, number] | undefined;
  }[];
  /** What each look stands for. */
  readonly groups: readonly { readonly look: SeriesNumber; readonly label: string }[];
  /** Ids of the points that a stepped line joins, such as a Pareto frontier, and its name. */
  readonly frontier?: { readonly label: string; readonly ids: readonly string[] };
  /** Upright lines at a value of x, such as an objective. */
  readonly references?: readonly Reference[];
}

interface DrawnPoint {
  readonly id: string;
  readonly look: SeriesNumber;
  readonly marker: string;
  readonly x: number;
  readonly y: number;
  readonly isOnFrontier: boolean;
  /** Of the intervals, in pixels: left and right, bottom and top; null where there is none. */
  readonly xBar: readonly [number, number] | null;
  readonly yBar: readonly [number, number] | null;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'end';
  /** True where the label stands so far away that a line has to lead to it. */
  readonly isMoved: boolean;
}

export interface ScatterChartLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly DrawnPoint[];
  readonly references: readonly DrawnReference[];
  readonly frontier: { readonly path: string; readonly label: string; readonly keyY: number } | null;
  readonly groups: readonly {
    readonly look: SeriesNumber;
    readonly label: string;
    readonly marker: string;
    readonly x: number;
    readonly y: number;
  }[];
}

const KEY_ROW = 20;

/** Everything the picture needs, worked out without a browser. `width` in pixels. Points outside a logarithmic scale are left out (the table has them). */
export function layoutScatterChart(spec: ScatterChartSpec, width: number): ScatterChartLayout {
  const top = 26 + (spec.groups.length + (spec.frontier ? 1 : 0)) * KEY_ROW;
  const plot: Plot = {
    left: 62,
    right: width - 16,
    top,
    bottom: top + Math.round(Math.min(340, Math.max(240, width * 0.55))),
  };
  const inset = 10;
  const references = spec.references ?? [];
  const x = layoutAxis(
    spec.x,
    [...spec.points.flatMap((point) => [point.x, ...(point.xEnds ?? [])]), ...references.map((one) => one.x)],
    [plot.left + inset, plot.right - inset],
    width,
  );
  const y = layoutAxis(
    spec.y,
    spec.points.flatMap((point) => [point.y, ...(point.yEnds ?? [])]),
    [plot.bottom - inset, plot.top + inset],
  );
  const onFrontier = new Set(spec.frontier?.ids);
  const placed = spec.points.flatMap((point) => {
    const px = x.position(point.x);
    const py = y.position(point.y);
    if (px === null || py === null) return [];
    return [{ ...point, x: px, y: py, xBar: barOf(x, point.xEnds), yBar: barOf(y, point.yEnds) }];
  });
  const labels = placeLabels(placed, plot);
  const points = placed.map((point, index): DrawnPoint => {
    const { id, label, look, xBar, yBar } = point;
    const { x: labelX, y: labelY, anchor } = labels[index]!;
    const isMoved = Math.hypot(labelX - point.x, labelY - point.y) > 16;
    return {
      id,
      label,
      look,
      marker: markerPath(look, 64),
      x: point.x,
      y: point.y,
      isOnFrontier: onFrontier.has(id),
      xBar,
      yBar,
      labelX,
      labelY,
      anchor,
      isMoved,
    };
  });
  const groups = spec.groups.map((group, index) => ({
    ...group,
    marker: markerPath(group.look, 64),
    x: 12,
    y: 26 + index * KEY_ROW,
  }));
  return {
    ...{ width, height: plot.bottom + 46, plot, x, y, points, groups },
    references: placeReferences(references, x, plot),
    frontier: drawFrontier(spec, points),
  };
}

function barOf(axis: Axis, ends: readonly [number, number] | undefined): readonly [number, number] | null {
  const [low, high] = [ends && axis.position(ends[0]), ends && axis.position(ends[1])];
  return low == null || high == null ? null : [low, high];
}

/** From one frontier point to the next the line goes along x first: between two of them only the corner is sure to be attainable. */
function drawFrontier(spec: ScatterChartSpec, points: readonly DrawnPoint[]): ScatterChartLayout['frontier'] {
  if (!spec.frontier) return null;
  const chain = points.filter((point) => point.isOnFrontier).sort((a, b) => a.x - b.x);
  const corners = chain.flatMap((point, index) =>
    index === 0 ? [point] : [{ x: point.x, y: chain[index - 1]!.y }, point],
  );
  const path = line<{ x: number; y: number }>()
    .x((corner) => corner.x)
    .y((corner) => corner.y)
    .digits(1);
  return { path: path(corners) ?? '', label: spec.frontier.label, keyY: 26 + spec.groups.length * KEY_ROW };
}
