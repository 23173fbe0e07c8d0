import { scaleLinear, scaleLog } from 'd3-scale';

/** What an axis shows. Charts take values in the unit of the data (seconds, dollars) and leave the wording to `format`. */
export interface AxisSpec {
  /** What is measured, with its unit where `format` does not print one. */
  readonly label: string;
  /** A logarithmic axis leaves out values that are not above zero. */
  readonly scale: 'linear' | 'log';
  /** The text of one tick. */
  readonly format: (value: number) => string;
  /** Where ticks may stand, in rising order; absent: round numbers of the scale. */
  readonly ticks?: readonly number[];
  /** Ends of the axis; absent: the data, from zero on a linear axis. */
  readonly domain?: readonly [number, number];
}

/** A tick: its place along the axis in pixels, and its text. Text that would leave the picture is anchored at its inner end. */
export interface Tick {
  readonly at: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** An axis with a place in the picture. */
export interface Axis {
  readonly label: string;
  readonly ticks: readonly Tick[];
  /** The pixel of a value; null for a value that the scale cannot show. */
  readonly position: (value: number) => number | null;
}

/** One, two and five of every power of ten from a millionth to a million: ticks of a logarithmic axis that spans few of them. */
export const roundNumbers: readonly number[] = Array.from({ length: 13 }, (_, index) => index - 6).flatMap((power) =>
  [1, 2, 5].map((digit) => Number(`${digit}e${power}`)),
);

/** Widths of text are estimated, for the picture is laid out without a browser: the mean glyph of the text face at the size used. */
const GLYPH_SHARE = 0.54;

/** Estimated width of `text` in pixels at `fontSize`. */
export function textWidth(text: string, fontSize = 12): number {
  return text.length * fontSize * GLYPH_SHARE;
}

function domainOf(spec: AxisSpec, values: readonly number[]): [number, number] {
  const usable = values.filter((value) => Number.isFinite(value) && (spec.scale === 'linear' || value > 0));
  if (spec.domain) return [spec.domain[0], spec.domain[1]];
  if (usable.length === 0) return spec.scale === 'log' ? [1, 10] : [0, 1];
  const highest = Math.max(...usable);
  const lowest = Math.min(...usable);
  if (spec.scale === 'linear') return [Math.min(0, lowest), highest > 0 ? highest : 1];
  // A single value still needs an axis with two ends; a factor of two either side keeps it in the middle.
  return lowest === highest ? [lowest / 2, highest * 2] : [lowest, highest];
}

/** Ticks that have room: on a crowded axis every second, third … is kept, so that the steps between labels stay equal. */
function thin(ticks: readonly Tick[], isFree: (a: Tick, b: Tick) => boolean): Tick[] {
  for (let step = 1; step < ticks.length; step++) {
    const kept = ticks.filter((_, index) => index % step === 0);
    if (kept.every((tick, index) => index === 0 || isFree(kept[index - 1]!, tick))) return kept;
  }
  return ticks.slice(0, 1);
}

function anchorIn(width: number, at: number, text: string): Tick['anchor'] {
  const half = textWidth(text) / 2;
  if (at - half < 0) return 'start';
  return at + half > width ? 'end' : 'middle';
}

/** Where the text of a horizontal axis' tick begins, in pixels. */
function startOf({ at, text, anchor }: Tick): number {
  return at - { start: 0, middle: 0.5, end: 1 }[anchor] * textWidth(text);
}

/**
 * Lays an axis out between two pixels. `values` are all values it has to show. A vertical axis runs from its bottom pixel to its top one.
 * `width` is the picture's, which the texts of a horizontal axis have to stay in.
 */
export function layoutAxis(
  spec: AxisSpec,
  values: readonly number[],
  range: readonly [number, number],
  width = Number.POSITIVE_INFINITY,
): Axis {
  const isVertical = range[0] > range[1];
  const room = Math.abs(range[1] - range[0]);
  const scale = (spec.scale === 'log' ? scaleLog() : scaleLinear()).domain(domainOf(spec, values)).range([...range]);
  const wanted = Math.max(2, Math.floor(room / (isVertical ? 44 : 72)));
  if (!spec.domain && !spec.ticks && spec.scale === 'linear') scale.nice(wanted);
  const [low, high] = scale.domain() as [number, number];
  const candidates = (spec.ticks ?? scale.ticks(wanted)).filter((value) => value >= low && value <= high);
  const placed = candidates
    .map((value) => ({ at: scale(value), text: spec.format(value) }))
    .map((tick) => ({ ...tick, anchor: anchorIn(width, tick.at, tick.text) }));
  const labelled = thin(
    placed.filter((tick) => tick.text !== ''),
    (a, b) => {
      if (isVertical) return Math.abs(b.at - a.at) >= 18;
      return startOf(b) - (startOf(a) + textWidth(a.text)) >= 10;
    },
  );
  const position = (value: number) => {
    if (!Number.isFinite(value) || (spec.scale === 'log' && value <= 0)) return null;
    return scale(value);
  };
  return { label: spec.label, ticks: labelled, position };
}
