import { area, curveStepAfter, line } from 'd3-shape';
import type { Axis } from './axis.ts';
import { dashOf, markerPath, type SeriesNumber, theoryDash } from './marks.ts';

/** The rectangle inside the axes, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A place in the units of the axes. */
export interface Place {
  readonly x: number;
  readonly y: number | null;
}

/** One series: a line, separate points, both, or steps that hold a value until the next. */
export interface LineSeries {
  readonly id: string;
  readonly label: string;
  readonly look: SeriesNumber;
  readonly draw: 'line' | 'points' | 'both' | 'steps';
  /** In rising order of x; a null y leaves a gap. */
  readonly points: readonly Place[];
  /** Where the line runs when it does not join the points, as a fitted one; absent: through the points. */
  readonly line?: readonly Place[];
  /** A closed form beside what was simulated: dots of ink in place of the look's own line. */
  readonly isTheory?: boolean;
}

/** Between two lines, in the units of the axes; in rising order of x. */
export interface Band {
  readonly id: string;
  readonly look: SeriesNumber;
  readonly points: readonly { readonly x: number; readonly low: number; readonly high: number }[];
}

export interface DrawnSeries {
  readonly id: string;
  readonly label: string;
  readonly look: SeriesNumber;
  readonly isTheory: boolean;
  /** Path of the line; empty where only points are drawn. */
  readonly path: string;
  readonly dash: string;
  readonly marker: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface DrawnBand {
  readonly id: string;
  readonly look: SeriesNumber;
  readonly path: string;
}

/** Where the parts of a series stand, in pixels. */
export function drawSeries(series: LineSeries, x: Axis, y: Axis): DrawnSeries {
  const placed = (points: readonly Place[]) =>
    points.map((point) => ({ x: x.position(point.x), y: point.y === null ? null : y.position(point.y) }));
  const places = placed(series.points);
  const isTheory = series.isTheory ?? false;
  const path = line<(typeof places)[number]>()
    .defined((place) => place.x !== null && place.y !== null)
    .x((place) => place.x!)
    .y((place) => place.y!)
    .digits(1);
  if (series.draw === 'steps') path.curve(curveStepAfter);
  const points = places.flatMap((place) => (place.x === null || place.y === null ? [] : [{ x: place.x, y: place.y }]));
  return {
    id: series.id,
    label: series.label,
    look: series.look,
    isTheory,
    path: series.draw === 'points' ? '' : (path(series.line ? placed(series.line) : places) ?? ''),
    dash: isTheory ? theoryDash : dashOf(series.look),
    marker: isTheory ? '' : markerPath(series.look),
    // A plain line still gets a marker at its end, so that it can be told from its neighbours without colour.
    points: series.draw === 'line' || series.draw === 'steps' ? points.slice(-1) : points,
  };
}

/** The outline of a band, in pixels; ends that the axes cannot show are left out. */
export function drawBand({ id, look, points }: Band, x: Axis, y: Axis): DrawnBand {
  const places = points.flatMap((point) => {
    const [at, low, high] = [x.position(point.x), y.position(point.low), y.position(point.high)];
    return at === null || low === null || high === null ? [] : [{ at, low, high }];
  });
  const path = area<(typeof places)[number]>()
    .x((place) => place.at)
    .y0((place) => place.low)
    .y1((place) => place.high)
    .digits(1);
  return { id, look, path: path(places) ?? '' };
}
