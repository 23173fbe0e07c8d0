/**
 * The row that a training example gets from the offline store: the newest one at the time of its event or before, and not older than `ttlSeconds` from
 * the event (not from now). Gives its index in `rowTimes`, which rise, or −1. A join on the newest row of all would leak what was not known yet (Feast,
 * "Point-in-time joins").
 */
export function pointInTimeRow(rowTimes: readonly number[], eventTime: number, ttlSeconds = Infinity): number {
  let low = 0;
  let high = rowTimes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowTimes[middle]! <= eventTime) low = middle + 1;
    else high = middle;
  }
  const row = low - 1;
  return row >= 0 && eventTime - rowTimes[row]! <= ttlSeconds ? row : -1;
}
