import type { ChartTable } from '../../kit/charts/chart-table.ts';
import { textWidth } from '../../kit/charts/axis.ts';
import { formatNumber } from '../../kit/format.ts';
import { findCheapest } from './cheapest.ts';
import type { SweepAxis } from './sweep-axis.ts';
import { isFeasible, type SweepRow } from './sweep-row.ts';

/** Two swept numbers and one figure of each combination. */
export interface HeatMapSpec {
  readonly across: SweepAxis;
  readonly up: SweepAxis;
  readonly cells: readonly HeatCell[];
  readonly format: (value: number) => string;
}

export interface HeatCell {
  readonly x: number;
  readonly y: number;
  readonly value: number | null;
  readonly isFeasible: boolean;
  readonly isCheapest: boolean;
}

export interface DrawnCell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Share of the colour, 0 to 1, growing with the logarithm of the value. */
  readonly shade: number;
  /** Empty where it would not fit. */
  readonly text: string;
  readonly isFeasible: boolean;
  readonly isCheapest: boolean;
  readonly isKnown: boolean;
  readonly title: string;
}

export interface HeatMapLayout {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly DrawnCell[];
  readonly columns: readonly { readonly at: number; readonly text: string }[];
  readonly rows: readonly { readonly at: number; readonly text: string }[];
  readonly acrossLabel: string;
  readonly upLabel: string;
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/** One figure over two swept numbers; the first axis runs upwards, the second across. */
export function prepareHeatMap(
  axes: readonly [SweepAxis, SweepAxis],
  rows: readonly SweepRow[],
  of: (figures: NonNullable<SweepRow['figures']>) => number | null,
  format: (value: number) => string,
): HeatMapSpec {
  const cheapest = findCheapest(rows)?.row;
  const cells = rows.map((row) => ({
    x: row.values[1]!.value,
    y: row.values[0]!.value,
    value: row.figures ? of(row.figures) : null,
    isFeasible: isFeasible(row),
    isCheapest: row === cheapest,
  }));
  return { across: axes[1], up: axes[0], cells, format };
}

const named = ({ place }: SweepAxis) => `${place.label} of ${place.owner}${place.unit === '' ? '' : `, ${place.unit}`}`;

/** Every nth label, so that none touches the next. */
function thinned<T extends { readonly text: string }>(
  labels: readonly T[],
  room: number,
  size: (label: T) => number,
): T[] {
  const widest = Math.max(1, ...labels.map(size));
  const step = Math.max(1, Math.ceil((widest + 6) / room));
  return labels.map((label, index) => (index % step === 0 ? label : { ...label, text: '' }));
}

/** Everything the picture needs, worked out without a browser. */
export function layoutHeatMap({ across, up, cells, format }: HeatMapSpec, width: number): HeatMapLayout {
  const left = 16 + Math.max(...up.values.map((value) => textWidth(formatNumber(value))));
  const plot = { left, right: width - 4, top: 26, bottom: 0 };
  const cellWidth = (plot.right - plot.left) / across.values.length;
  const cellHeight = Math.min(34, Math.max(14, 320 / up.values.length));
  plot.bottom = plot.top + cellHeight * up.values.length;
  const logs = cells.flatMap(({ value }) => (value !== null && value > 0 ? [Math.log(value)] : []));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const shadeOf = (value: number | null) =>
    value === null || value <= 0 || high === low ? 0 : (Math.log(value) - low) / (high - low);
  const drawn = cells.map((cell): DrawnCell => {
    const text = cell.value === null ? '–' : format(cell.value);
    const verdict =
      cell.value === null ? 'not simulated' : cell.isFeasible ? 'meets the objectives' : 'misses an objective';
    return {
      x: plot.left + across.values.indexOf(cell.x) * cellWidth,
      y: plot.bottom - (up.values.indexOf(cell.y) + 1) * cellHeight,
      width: cellWidth,
      height: cellHeight,
      shade: shadeOf(cell.value),
      text: textWidth(text, 11) + 6 <= cellWidth ? text : '',
      isFeasible: cell.isFeasible,
      isCheapest: cell.isCheapest,
      isKnown: cell.value !== null,
      title: `${named(up)} ${formatNumber(cell.y)}, ${named(across)} ${formatNumber(cell.x)}: ${text}, ${verdict}`,
    };
  });
  const columns = across.values.map((value, index) => ({
    at: plot.left + (index + 0.5) * cellWidth,
    text: formatNumber(value),
  }));
  const rows = up.values.map((value, index) => ({
    at: plot.bottom - (index + 0.5) * cellHeight,
    text: formatNumber(value),
  }));
  return {
    width,
    height: plot.bottom + 46,
    plot,
    cells: drawn,
    columns: thinned(columns, cellWidth, ({ text }) => textWidth(text)),
    rows: thinned(rows, cellHeight, () => 10),
    acrossLabel: named(across),
    upLabel: named(up),
  };
}

/** The picture as a table: a row for each value of the upright axis. */
export function heatTable({ across, up, cells, format }: HeatMapSpec, caption: string): ChartTable {
  const find = (x: number, y: number) => cells.find((cell) => cell.x === x && cell.y === y);
  const text = (cell: HeatCell | undefined) =>
    cell?.value == null ? '–' : `${format(cell.value)}${cell.isFeasible ? ' ✓' : ''}`;
  return {
    caption: `${caption} (✓ meets the objectives)`,
    columns: [
      { label: `${up.place.label} \\ ${across.place.label}`, isNumber: true },
      ...across.values.map((value) => ({ label: formatNumber(value), isNumber: true })),
    ],
    rows: up.values.map((y) => [formatNumber(y), ...across.values.map((x) => text(find(x, y)))]),
    values: up.values.map((y) => [y, ...across.values.map((x) => find(x, y)?.value ?? null)]),
  };
}
