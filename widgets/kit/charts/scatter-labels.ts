import { textWidth } from './axis.ts';
import type { Plot } from './draw-series.ts';
import { spreadLabels } from './spread-labels.ts';

/** A point with a place in the picture and a name. */
export interface NamedPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

/** Where a point's name stands. */
export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

export const LABEL_SIZE = 11;
const GAP = 14;
const OFFSET = 11;

function widthOf(point: NamedPoint): number {
  return OFFSET + textWidth(point.label, LABEL_SIZE);
}

/** Splits what is sorted into runs in which each begins before the one before has ended. */
function runs<T>(sorted: readonly T[], start: (item: T) => number, end: (item: T) => number): T[][] {
  const groups: T[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const item of sorted) {
    if (start(item) > reach) groups.push([]);
    groups.at(-1)!.push(item);
    reach = Math.max(reach, end(item));
  }
  return groups;
}

/**
 * Names for points, right of them, or left where the right edge is near. Points whose names would touch share a column of names beside the whole
 * group, in the order of their heights.
 */
export function placeLabels(points: readonly NamedPoint[], plot: Plot): PlacedLabel[] {
  const placed = new Array<PlacedLabel>(points.length);
  const isLeft = (point: NamedPoint) => point.x + widthOf(point) > plot.right;
  const indexes = points.map((_, index) => index);
  for (const anchor of ['start', 'end'] as const) {
    const side = indexes
      .filter((index) => isLeft(points[index]!) === (anchor === 'end'))
      .sort((a, b) => points[a]!.x - points[b]!.x);
    const across = runs(
      side,
      (index) => points[index]!.x,
      (index) => points[index]!.x + widthOf(points[index]!),
    );
    const groups = across.flatMap((group) => {
      const byHeight = group.sort((a, b) => points[a]!.y - points[b]!.y);
      return runs(
        byHeight,
        (index) => points[index]!.y,
        (index) => points[index]!.y + GAP,
      );
    });
    for (const group of groups) {
      const xs = group.map((index) => points[index]!.x);
      const x = anchor === 'start' ? Math.max(...xs) + OFFSET : Math.min(...xs) - OFFSET;
      // The column is centred on its points before it is kept inside the plot.
      const middle = group.reduce((sum, index) => sum + points[index]!.y, 0) / group.length;
      const wanted = group.map((_, rank) => middle + (rank - (group.length - 1) / 2) * GAP);
      const heights = spreadLabels(wanted, GAP, plot.top + 6, plot.bottom - 6);
      for (const [rank, index] of group.entries()) placed[index] = { x, y: heights[rank]!, anchor };
    }
  }
  return placed;
}
