import { type Axis, type AxisSpec, layoutAxis, textWidth } from './axis.ts';
import { markerPath, type SeriesNumber } from './marks.ts';

/** Rows of places on one axis, such as mean, 95th percentile and largest value, joined by a line. For values that span decades, where a bar's length would lie. */
export interface RangeChartSpec {
  readonly value: AxisSpec;
  /** What the places of every row are, named once in the key; each has a marker of its own. */
  readonly marks: readonly { readonly id: string; readonly label: string; readonly look: SeriesNumber }[];
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    /** By mark; a missing or null one is not drawn. */
    readonly values: Readonly<Record<string, number | null>>;
    /** Written after the name. */
    readonly text: string;
  }[];
  readonly references?: readonly { readonly x: number; readonly label: string }[];
}

interface DrawnRow {
  readonly id: string;
  readonly label: string;
  readonly labelY: number;
  readonly y: number;
  /** Ends of the line between the outer places; null where there are fewer than two. */
  readonly line: readonly [number, number] | null;
  readonly places: readonly {
    readonly id: string;
    readonly look: SeriesNumber;
    readonly marker: string;
    readonly x: number;
  }[];
}

export interface RangeChartLayout {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
  readonly value: Axis;
  readonly rows: readonly DrawnRow[];
  readonly key: readonly {
    readonly id: string;
    readonly label: string;
    readonly look: SeriesNumber;
    readonly marker: string;
    readonly x: number;
    readonly y: number;
  }[];
  readonly references: readonly {
    readonly x: number;
    readonly label: string;
    readonly y: number;
    readonly anchor: 'start' | 'end';
  }[];
}

const ROW = 42;
const KEY_ROW = 22;

/** Everything the picture needs, worked out without a browser. `width` in pixels. */
export function layoutRangeChart(spec: RangeChartSpec, width: number): RangeChartLayout {
  const references = spec.references ?? [];
  let keyX = 2;
  let keyRows = 1;
  const key = spec.marks.map((mark) => {
    const room = textWidth(mark.label) + 40;
    if (keyX > 2 && keyX + room > width) {
      keyX = 2;
      keyRows++;
    }
    const entry = { ...mark, marker: markerPath(mark.look, 60), x: keyX + 8, y: 10 + (keyRows - 1) * KEY_ROW };
    keyX += room;
    return entry;
  });
  const top = 8 + keyRows * KEY_ROW + references.length * 16;
  const right = width - 14;
  const bottom = top + spec.rows.length * ROW;
  const all = spec.rows.flatMap(({ values }) => Object.values(values).filter((value) => value !== null));
  const value = layoutAxis(spec.value, [...all, ...references.map(({ x }) => x)], [14, right], width);
  const rows = spec.rows.map((row, index): DrawnRow => {
    const labelY = top + index * ROW + 16;
    const places = spec.marks.flatMap(({ id, look }) => {
      const found = row.values[id] ?? null;
      const x = found === null ? null : value.position(found);
      return x === null ? [] : [{ id, look, marker: markerPath(look, 60), x }];
    });
    const xs = places.map(({ x }) => x);
    const label = row.text === '' ? row.label : `${row.label}: ${row.text}`;
    const line = xs.length > 1 ? ([Math.min(...xs), Math.max(...xs)] as const) : null;
    return { id: row.id, label, labelY, y: labelY + 13, line, places };
  });
  const drawn = references.flatMap(({ x, label }, index) => {
    const at = value.position(x);
    const isLeft = at !== null && at + 6 + textWidth(label) > width;
    const y = top - 6 - (references.length - 1 - index) * 16;
    return at === null ? [] : [{ x: at, label, y, anchor: isLeft ? ('end' as const) : ('start' as const) }];
  });
  return { width, height: bottom + 50, top, bottom, right, value, rows, key, references: drawn };
}
