/** Hours in which deferrable work runs, and the sum of the grid's grams per kilowatt-hour over them. */
export interface ShiftedWork {
  /** Indexes into the intensities, ascending. */
  readonly hours: readonly number[];
  readonly sum: number;
}

const sumOf = (intensities: readonly number[], hours: readonly number[]) =>
  hours.reduce((sum, hour) => sum + intensities[hour]!, 0);

function checkWindow(intensities: readonly number[], work: number, from: number, deadline: number): void {
  if (work < 0 || from < 0 || deadline > intensities.length || deadline - from < work)
    throw new RangeError('The work does not fit between its release and its deadline.');
}

/**
 * Work that can be stopped and taken up again: the `work` cleanest hours from `from` until before `deadline`; of equal ones the earliest. No other
 * choice has a smaller sum (Wiesner, Behnke, Scheinert, Gontarska and Thamsen, Let's Wait Awhile, 2021: interruptible workloads).
 */
export function cleanestHours(
  intensities: readonly number[],
  work: number,
  from = 0,
  deadline = intensities.length,
): ShiftedWork {
  checkWindow(intensities, work, from, deadline);
  const hours = Array.from({ length: deadline - from }, (_, i) => from + i)
    .sort((a, b) => intensities[a]! - intensities[b]! || a - b)
    .slice(0, work)
    .sort((a, b) => a - b);
  return { hours, sum: sumOf(intensities, hours) };
}

/** Work that must run in one go: the cleanest stretch of `work` hours; of equal ones the earliest. */
export function cleanestStretch(
  intensities: readonly number[],
  work: number,
  from = 0,
  deadline = intensities.length,
): ShiftedWork {
  checkWindow(intensities, work, from, deadline);
  let best: ShiftedWork = { hours: [], sum: Infinity };
  for (let start = from; start + work <= deadline; start++) {
    const hours = Array.from({ length: work }, (_, i) => start + i);
    const sum = sumOf(intensities, hours);
    if (sum < best.sum) best = { hours, sum };
  }
  return best;
}
