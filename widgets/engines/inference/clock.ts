/** A clock in seconds from any origin, for example `performance.now() / 1000`. It never goes back. */
export type Clock = () => number;

/** Longest wait for a single step of the clock, in readings: a clock that stands still for so long is none. */
const readingLimit = 50_000_000;

/**
 * The smallest step of a clock, in seconds: browsers coarsen it against timing attacks (5 µs isolated, 100 µs or 1 ms not, up to 100 ms in
 * strict modes). Spins over `steps` changes; about 0.5 s at worst for a 16 ms clock.
 */
export function clockStep(clock: Clock, steps = 30): number {
  let smallest = Number.POSITIVE_INFINITY;
  let last = clock();
  for (let seen = 0, readings = 0; seen < steps; readings++) {
    if (readings > readingLimit) throw new RangeError('The clock of this browser stands still: nothing can be timed.');
    const now = clock();
    if (now === last) continue;
    smallest = Math.min(smallest, now - last);
    last = now;
    seen++;
  }
  return smallest;
}
