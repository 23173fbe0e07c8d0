import { line } from 'd3-shape';
import { type Axis, type AxisSpec, layoutAxis, textWidth } from './axis.ts';
import { dashOf, markerPath, type SeriesNumber } from './marks.ts';
import { spreadLabels } from './spread-labels.ts';

/** One series: a line, separate points, or both. */
export interface LineSeries {
  readonly id: string;
  readonly label: string;
  readonly look: SeriesNumber;
  readonly draw: 'line' | 'points' | 'both';
  /** In rising order of x; a null y leaves a gap. */
  readonly points: readonly { readonly x: number; readonly y: number | null }[];
}

export interface LineChartSpec {
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly series: readonly LineSeries[];
  /** Horizontal lines that a value is held against, such as an objective. */
  readonly thresholds?: readonly { readonly y: number; readonly label: string }[];
}

interface DrawnSeries {
  readonly id: string;
  readonly label: string;
  readonly look: SeriesNumber;
  /** Path of the line; empty where only points are drawn. */
  readonly path: string;
  readonly dash: string;
  readonly marker: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly labelX: number;
  readonly labelY: number;
}

export interface LineChartLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly DrawnSeries[];
  readonly thresholds: readonly { readonly y: number; readonly label: string }[];
  /** Labels stand beside the ends of the lines, or as a key above them where the picture is narrow. */
  readonly labels: 'beside' | 'above';
}

/** The rectangle inside the axes, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const KEY_ROW = 20;
const NARROW = 540;

/** Everything the picture needs, worked out without a browser. `width` in pixels. */
export function layoutLineChart(spec: LineChartSpec, width: number): LineChartLayout {
  const labels = width < NARROW ? 'above' : 'beside';
  const labelRoom = Math.max(0, ...spec.series.map((series) => textWidth(series.label))) + 22;
  const top = labels === 'above' ? 26 + spec.series.length * KEY_ROW : 26;
  const plotHeight = Math.round(Math.min(300, Math.max(200, width * 0.5)));
  const plot: Plot = {
    left: 62,
    right: width - (labels === 'beside' ? Math.min(labelRoom, width * 0.34) : 14),
    top,
    bottom: top + plotHeight,
  };
  const ys = spec.series.flatMap((series) => series.points.map((point) => point.y ?? Number.NaN));
  const levels = spec.thresholds ?? [];
  const x = layoutAxis(
    spec.x,
    spec.series.flatMap((series) => series.points.map((point) => point.x)),
    [plot.left, plot.right],
    width,
  );
  const y = layoutAxis(spec.y, [...ys, ...levels.map((level) => level.y)], [plot.bottom, plot.top]);
  const drawn = spec.series.map((series) => drawSeries(series, x, y, plot));
  const wanted = drawn.map((series) => series.points.at(-1)?.y ?? plot.bottom);
  const besideY = spreadLabels(wanted, 17, plot.top + 4, plot.bottom - 2);
  const series = drawn.map((one, index) => ({
    ...one,
    labelX: labels === 'beside' ? plot.right + 10 : 40,
    labelY: labels === 'beside' ? besideY[index]! : 30 + index * KEY_ROW,
  }));
  const thresholds = levels.flatMap((level) => {
    const at = y.position(level.y);
    return at === null ? [] : [{ y: at, label: level.label }];
  });
  return { width, height: plot.bottom + 46, plot, x, y, series, thresholds, labels };
}

function drawSeries(series: LineSeries, x: Axis, y: Axis, plot: Plot): Omit<DrawnSeries, 'labelX' | 'labelY'> {
  const places = series.points.map((point) => ({
    x: x.position(point.x),
    y: point.y === null ? null : y.position(point.y),
  }));
  const path = line<(typeof places)[number]>()
    .defined((place) => place.x !== null && place.y !== null)
    .x((place) => place.x ?? plot.left)
    .y((place) => place.y ?? plot.bottom)
    .digits(1);
  const points = places.flatMap((place) => (place.x === null || place.y === null ? [] : [{ x: place.x, y: place.y }]));
  return {
    id: series.id,
    label: series.label,
    look: series.look,
    path: series.draw === 'points' ? '' : (path(places) ?? ''),
    dash: dashOf(series.look),
    marker: markerPath(series.look),
    // A plain line still gets a marker at its end, so that it can be told from its neighbours without colour.
    points: series.draw === 'line' ? points.slice(-1) : points,
  };
}
