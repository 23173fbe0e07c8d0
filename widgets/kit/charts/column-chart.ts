import { type Axis, type AxisSpec, layoutAxis, textWidth } from './axis.ts';
import type { Plot } from './draw-series.ts';

/** One upright column per step of something that goes on, such as days: the order is the order of the columns. */
export interface ColumnChartSpec {
  readonly value: AxisSpec;
  readonly columns: readonly {
    readonly id: string;
    /** Written under the column where there is room. */
    readonly label: string;
    /** Not below zero. */
    readonly value: number;
  }[];
}

export interface ColumnChartLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: Plot;
  readonly value: Axis;
  readonly columns: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  /** The labels that have room, centred under their columns. */
  readonly labels: readonly { readonly id: string; readonly text: string; readonly x: number }[];
}

/** Everything the picture needs, worked out without a browser. `width` in pixels. */
export function layoutColumnChart(spec: ColumnChartSpec, width: number): ColumnChartLayout {
  const plot: Plot = { left: 46, right: width - 8, top: 26, bottom: 206 };
  const value = layoutAxis(
    { ...spec.value, scale: 'linear' },
    [0, ...spec.columns.map((column) => column.value)],
    [plot.bottom, plot.top],
  );
  const step = (plot.right - plot.left) / Math.max(1, spec.columns.length);
  const gap = Math.min(4, step * 0.2);
  const columns = spec.columns.map((column, index) => {
    const y = value.position(column.value) ?? plot.bottom;
    return {
      id: column.id,
      x: plot.left + index * step + gap / 2,
      y,
      width: step - gap,
      height: plot.bottom - y,
    };
  });
  const widest = Math.max(1, ...spec.columns.map(({ label }) => textWidth(label)));
  const every = Math.max(1, Math.ceil((widest + 12) / step));
  const labels = spec.columns.flatMap(({ id, label }, index) => {
    if (index % every !== 0) return [];
    const half = textWidth(label) / 2;
    const x = Math.min(width - half, Math.max(half, plot.left + (index + 0.5) * step));
    return [{ id, text: label, x }];
  });
  return { width, height: plot.bottom + 28, plot, value, columns, labels };
}
