/** Nanoseconds in a second: the grid on which times that are not random lie. */
const PER_SECOND = 1e9;

/**
 * The nearest whole nanosecond, in seconds. Sums of decimal durations miss each other by a unit in the last place (0.1 + 0.2 is not 0.3), and
 * deterministic traces must tie as they do on paper, so whatever adds up durations that are not random snaps the sum. Random times stay as drawn.
 */
export function snap(seconds: number): number {
  return Math.round(seconds * PER_SECOND) / PER_SECOND;
}

/** The moment `seconds` after `now` on that grid, and never before `now`, which may be random and lie between two points of it. */
export function snapAfter(now: number, seconds: number): number {
  const at = snap(now + seconds);
  return at < now ? now : at;
}
