/** A logarithmic axis for both directions of a picture; values in milliseconds. */
export interface LogScale {
  /** Round values (1, 2, 5, 10, …) within the axis, in rising order. */
  readonly ticks: readonly number[];
  /** Place of a value above 0 along the axis, from 0 to 1. */
  readonly position: (milliseconds: number) => number;
}

/** Room at both ends, as a factor. */
const ROOM = 1.15;

/** The axis that holds all values: at least one, all above 0. */
export function logScale(milliseconds: readonly number[]): LogScale {
  const low = Math.min(...milliseconds) / ROOM;
  const high = Math.max(...milliseconds) * ROOM;
  const width = Math.log(high / low);
  const ticks: number[] = [];
  for (let decade = 10 ** Math.floor(Math.log10(low)); decade <= high; decade *= 10)
    for (const digit of [1, 2, 5]) if (digit * decade >= low && digit * decade <= high) ticks.push(digit * decade);
  return { ticks, position: (value) => Math.log(value / low) / width };
}
