import { type Axis, type AxisSpec, layoutAxis, textWidth } from './axis.ts';
import {
  type Band,
  type DrawnBand,
  type DrawnSeries,
  drawBand,
  drawSeries,
  type LineSeries,
  type Plot,
} from './draw-series.ts';
import { type DrawnReference, placeReferences, type Reference } from './references.ts';
import { spreadLabels } from './spread-labels.ts';

export interface LineChartSpec {
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly series: readonly LineSeries[];
  /** Horizontal lines that a value is held against, such as an objective. */
  readonly thresholds?: readonly { readonly y: number; readonly label: string }[];
  /** Upright lines at a value of x, such as where the capacity ends. */
  readonly references?: readonly Reference[];
  /** Intervals around lines, drawn behind them. */
  readonly bands?: readonly Band[];
}

export interface LineChartLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly (DrawnSeries & { readonly labelX: number; readonly labelY: number })[];
  readonly bands: readonly DrawnBand[];
  readonly references: readonly DrawnReference[];
  readonly thresholds: readonly { readonly y: number; readonly label: string }[];
  /** Labels stand beside the ends of the lines, or as a key above them where the picture is narrow. */
  readonly labels: 'beside' | 'above';
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
  const ys = spec.series.flatMap(({ points, line = [] }) => [...points, ...line].map(({ y }) => y ?? Number.NaN));
  const bands = spec.bands ?? [];
  const edges = bands.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));
  const references = spec.references ?? [];
  const levels = spec.thresholds ?? [];
  const x = layoutAxis(
    spec.x,
    [...spec.series.flatMap((series) => series.points.map((point) => point.x)), ...references.map((one) => one.x)],
    [plot.left, plot.right],
    width,
  );
  const y = layoutAxis(spec.y, [...ys, ...edges, ...levels.map((level) => level.y)], [plot.bottom, plot.top]);
  const drawn = spec.series.map((series) => drawSeries(series, x, y));
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
  return {
    ...{ width, height: plot.bottom + 46, plot, x, y, series, thresholds, labels },
    bands: bands.map((band) => drawBand(band, x, y)),
    references: placeReferences(references, x, plot),
  };
}
