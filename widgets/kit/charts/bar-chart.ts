import { type Axis, type AxisSpec, layoutAxis, textWidth } from './axis.ts';
import type { SeriesNumber } from './marks.ts';

/** Horizontal bars, each made of parts that add up. Long names stand above their bar, so that they read at 320 px. */
export interface BarChartSpec {
  readonly value: AxisSpec;
  /** The parts in the order they are stacked, named once in the key. */
  readonly parts: readonly { readonly id: string; readonly label: string; readonly look: SeriesNumber }[];
  readonly bars: readonly {
    readonly id: string;
    readonly label: string;
    /** The whole, as text, written after the bar. */
    readonly total: string;
    /** By part id, not below zero; a missing part is zero. */
    readonly values: Readonly<Record<string, number>>;
    /** Written more strongly than the others. */
    readonly isMarked?: boolean;
  }[];
}

interface DrawnBar {
  readonly id: string;
  readonly label: string;
  readonly isMarked: boolean;
  readonly labelY: number;
  readonly barY: number;
  readonly total: { readonly x: number; readonly text: string };
  readonly parts: readonly {
    readonly id: string;
    readonly look: SeriesNumber;
    readonly x: number;
    readonly width: number;
  }[];
}

export interface BarChartLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly barHeight: number;
  readonly value: Axis;
  readonly bars: readonly DrawnBar[];
  readonly key: readonly {
    readonly id: string;
    readonly label: string;
    readonly look: SeriesNumber;
    readonly x: number;
    readonly y: number;
  }[];
}

const ROW = 44;
const KEY_ROW = 22;

/** Everything the picture needs, worked out without a browser. `width` in pixels. Bars need a linear axis that starts at zero: their length is the value. */
export function layoutBarChart(spec: BarChartSpec, width: number): BarChartLayout {
  const totalRoom = Math.max(24, ...spec.bars.map((bar) => textWidth(bar.total))) + 12;
  const key = layoutKey(spec.parts, width);
  const top = 8 + key.rows * KEY_ROW;
  const left = 2;
  const right = width - Math.min(totalRoom, width * 0.4);
  const bottom = top + spec.bars.length * ROW;
  const sums = spec.bars.map((bar) => spec.parts.reduce((sum, part) => sum + (bar.values[part.id] ?? 0), 0));
  const value = layoutAxis({ ...spec.value, scale: 'linear' }, [0, ...sums], [left, right], width);
  const bars = spec.bars.map((bar, row) => {
    let start = 0;
    const parts = spec.parts.flatMap((part) => {
      const size = bar.values[part.id] ?? 0;
      const x = value.position(start) ?? left;
      start += size;
      const end = value.position(start) ?? left;
      return size > 0 ? [{ id: part.id, look: part.look, x, width: end - x }] : [];
    });
    const labelY = top + row * ROW + 16;
    const total = { x: (value.position(start) ?? left) + 6, text: bar.total };
    return { id: bar.id, label: bar.label, isMarked: bar.isMarked ?? false, labelY, barY: labelY + 6, total, parts };
  });
  return { width, height: bottom + 50, left, right, top, bottom, barHeight: 16, value, bars, key: key.entries };
}

function layoutKey(parts: BarChartSpec['parts'], width: number) {
  let x = 2;
  let rows = parts.length === 0 ? 0 : 1;
  const entries = parts.map((part) => {
    const room = textWidth(part.label) + 36;
    if (x > 2 && x + room > width) {
      x = 2;
      rows++;
    }
    const entry = { ...part, x, y: 14 + (rows - 1) * KEY_ROW };
    x += room;
    return entry;
  });
  return { entries, rows };
}
