import { type Axis, textWidth } from './axis.ts';
import type { Plot } from './draw-series.ts';

/** An upright line at a value of x with its name. */
export interface Reference {
  readonly x: number;
  readonly label: string;
}

export interface DrawnReference {
  readonly x: number;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'end';
}

const ROW = 15;

/** Upright lines inside the plot. Each name stands at the top beside its line, a row below the one before, on the side that has room. */
export function placeReferences(references: readonly Reference[], x: Axis, plot: Plot): DrawnReference[] {
  return references.flatMap(({ x: value, label }, index) => {
    const at = x.position(value);
    if (at === null || at < plot.left - 0.5 || at > plot.right + 0.5) return [];
    const isLeft = at + 6 + textWidth(label) > plot.right;
    const labelY = plot.top + 12 + index * ROW;
    return [
      { x: at, label, labelX: at + (isLeft ? -5 : 5), labelY, anchor: isLeft ? ('end' as const) : ('start' as const) },
    ];
  });
}
