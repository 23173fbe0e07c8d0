import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from 'd3-shape';

/** Number of a series' look, 1 to 6: colour, dash and marker belong together, so that none has to be told by colour alone. */
export type SeriesNumber = 1 | 2 | 3 | 4 | 5 | 6;

const DASHES: Readonly<Record<SeriesNumber, string>> = {
  1: '',
  2: '7 3',
  3: '2 3',
  4: '9 3 2 3',
  5: '12 4',
  6: '4 2 1 2 1 2',
};
const SHAPES = { 1: symbolCircle, 2: symbolSquare, 3: symbolTriangle, 4: symbolDiamond, 5: symbolStar, 6: symbolWye };

/** Dots with round ends: no series has them, so that a closed form is never taken for a simulated line. */
export const theoryDash = '0.1 8';

/** The value of `stroke-dasharray`; empty for an unbroken line. */
export function dashOf(series: SeriesNumber): string {
  return DASHES[series];
}

/** The path of the series' marker around the origin; `area` in square pixels. */
export function markerPath(series: SeriesNumber, area = 44): string {
  return symbol(SHAPES[series], area)() ?? '';
}

/** The look of the nth series, counted from 0; after six they repeat. */
export function seriesNumber(index: number): SeriesNumber {
  return ((index % 6) + 1) as SeriesNumber;
}
