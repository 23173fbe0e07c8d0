/**
 * Calls per second that a client with adaptive throttling sends in the long run: all that is offered while the other side accepts 1/K of them, otherwise
 * the rate s with s = K · accepted(s) (Beyer et al., Site Reliability Engineering, 2016, chapter 21: requests · (1 − p) = K · accepts). `acceptedAt` says
 * how many of s calls per second are accepted; of more calls no smaller number, and no larger share.
 */
export function throttledCallsPerSecond(
  offeredPerSecond: number,
  multiplier: number,
  acceptedAt: (callsPerSecond: number) => number,
): number {
  if (offeredPerSecond <= multiplier * acceptedAt(offeredPerSecond)) return offeredPerSecond;
  let low = 0;
  let high = offeredPerSecond;
  // Sixty halvings reach the last bit.
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (middle <= multiplier * acceptedAt(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Most requests that a token bucket, full at first, has let through after `seconds`: burst + rate · t. */
export function tokenBucketMost(ratePerSecond: number, burst: number, seconds: number): number {
  return burst + ratePerSecond * seconds;
}

/** How long Envoy ejects a replica the n-th time in a row, from its base time and its longest time. */
export function ejectionSeconds(times: number, baseSeconds = 30, longestSeconds = 300): number {
  return Math.min(baseSeconds * times, Math.max(baseSeconds, longestSeconds));
}

/**
 * Mean square of the wait of M/M/1 in seconds², first come first served and last come first served: 2ρ / (μ² (1 − ρ)²), and 1 / (1 − ρ) times that
 * (Kingman 1962). The means are the same.
 */
export function mm1MeanSquareWait(
  arrivalRatePerSecond: number,
  meanServiceSeconds: number,
): { fifo: number; lifo: number } {
  const load = arrivalRatePerSecond * meanServiceSeconds;
  const fifo = (2 * load * meanServiceSeconds ** 2) / (1 - load) ** 2;
  return { fifo, lifo: fifo / (1 - load) };
}

/** A class of requests that a queue turns away once so many wait. */
export interface ShedClass {
  readonly arrivalRatePerSecond: number;
  /** Waiting requests from which on it is turned away; the capacity for a class that is never shed. */
  readonly from: number;
}

/**
 * Share of each class that is turned away by one exponential server whose queue sheds by class: a birth-and-death process whose birth rate in state n
 * (n in the system, n − 1 waiting) is the sum of the classes that are still let in (Kleinrock 1975, volume 1, 3.1: p_(n+1) = p_n λ_n / μ).
 */
export function shedShares(
  classes: readonly ShedClass[],
  meanServiceSeconds: number,
  queueCapacity: number,
): readonly number[] {
  const isIn = ({ from }: ShedClass, n: number) => Math.max(0, n - 1) < Math.min(from, queueCapacity) || n === 0;
  const weights = [1];
  for (let n = 0; n <= queueCapacity; n++) {
    const births = classes.reduce((sum, each) => sum + (isIn(each, n) ? each.arrivalRatePerSecond : 0), 0);
    weights.push(weights[n]! * births * meanServiceSeconds);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return classes.map((each) => weights.reduce((sum, weight, n) => sum + (isIn(each, n) ? 0 : weight), 0) / total);
}
