import { type Axis, type AxisSpec, layoutAxis, textWidth } from './axis.ts';
import { type DrawnSeries, drawSeries, type LineSeries, type Plot } from './draw-series.ts';

/** Several pictures of the same course, one below the other over one axis, so that what happens at the same moment stands in one line. */
export interface PanelChartSpec {
  readonly x: AxisSpec;
  readonly panels: readonly {
    readonly id: string;
    readonly y: AxisSpec;
    readonly series: readonly LineSeries[];
    /** A level that the values are held against. */
    readonly threshold?: { readonly y: number; readonly label: string };
  }[];
  /** Stretches of x that stand out in every panel, such as an alert, and what they are; drawn as a hatched strip over tinted ground. */
  readonly spans?: { readonly label: string; readonly stretches: readonly (readonly [number, number])[] };
}

interface DrawnPanel {
  readonly id: string;
  readonly plot: Plot;
  readonly y: Axis;
  readonly series: readonly DrawnSeries[];
  /** Named in the row above the panel, behind a piece of its line that begins at `keyX`. */
  readonly threshold: { readonly y: number; readonly label: string; readonly keyX: number } | null;
}

export interface PanelChartLayout {
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly plot: Plot;
  readonly panels: readonly DrawnPanel[];
  readonly spans: readonly { readonly x: number; readonly width: number }[];
  readonly spanLabel: string;
  /** Where the key of the spans stands. */
  readonly keyY: number;
}

const HEAD = 36;
const PANEL = 92;
const KEY_ROW = 22;
/** A piece of a line and the gap before its name, in pixels. */
const SAMPLE = 32;

/** Everything the picture needs, worked out without a browser. `width` in pixels. */
export function layoutPanelChart(spec: PanelChartSpec, width: number): PanelChartLayout {
  const spans = spec.spans?.stretches ?? [];
  const top = spans.length > 0 ? KEY_ROW : 0;
  const [left, right] = [62, width - 14];
  const xs = spec.panels.flatMap(({ series }) => series.flatMap(({ points }) => points.map((point) => point.x)));
  const x = layoutAxis(spec.x, xs, [left, right], width);
  const panels = spec.panels.map(({ id, y: axis, series, threshold }, index): DrawnPanel => {
    const plot: Plot = {
      left,
      right,
      top: top + index * (HEAD + PANEL) + HEAD,
      bottom: top + (index + 1) * (HEAD + PANEL),
    };
    const levels = threshold ? [threshold.y] : [];
    const ys = series.flatMap(({ points }) => points.map((point) => point.y ?? Number.NaN));
    const y = layoutAxis(axis, [...ys, ...levels], [plot.bottom, plot.top]);
    const at = threshold ? y.position(threshold.y) : null;
    return {
      id,
      plot,
      y,
      series: series.map((one) => drawSeries(one, x, y)),
      threshold:
        at === null ? null : { y: at, label: threshold!.label, keyX: right - textWidth(threshold!.label) - SAMPLE },
    };
  });
  const bottom = panels.at(-1)?.plot.bottom ?? top;
  const drawnSpans = spans.flatMap(([from, to]) => {
    const [start, end] = [x.position(from), x.position(to)];
    if (start === null || end === null) return [];
    const [begin, stop] = [Math.max(left, start), Math.min(right, end)];
    // A short stretch is still seen.
    return stop < begin ? [] : [{ x: begin, width: Math.max(1.5, stop - begin) }];
  });
  return {
    ...{ width, height: bottom + 46, x, panels, spans: drawnSpans, spanLabel: spec.spans?.label ?? '', keyY: 14 },
    plot: { left, right, top: top + HEAD, bottom },
  };
}
