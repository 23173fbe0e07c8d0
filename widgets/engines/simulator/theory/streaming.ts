/** Closed forms for logs, windows and recovery. Rates per second, times in seconds. */

/** Records behind after consumers were away for `outageSeconds`: all that came. */
export function lagAfterOutage(ratePerSecond: number, outageSeconds: number): number {
  return ratePerSecond * outageSeconds;
}

/** Seconds to work a lag off while records keep coming, the fluid model: lag / (c − l). */
export function drainSeconds(lag: number, ratePerSecond: number, capacityPerSecond: number): number {
  return capacityPerSecond > ratePerSecond ? lag / (capacityPerSecond - ratePerSecond) : Infinity;
}

/**
 * Mean records between the last complete checkpoint and the moment a failed job reads again: λ (I/2 + stored + detection + restart). Failures fall
 * anywhere in the interval I, and a checkpoint counts only once it is stored.
 */
export function backlogAfterFailure(
  ratePerSecond: number,
  intervalSeconds: number,
  downSeconds: number,
  storedSeconds = 0,
): number {
  return ratePerSecond * (intervalSeconds / 2 + storedSeconds + downSeconds);
}

/** Largest fixed time per batch at which micro-batches of a + b n seconds every T seconds keep up: a ≤ T (1 − l b). */
export function longestBatchOverhead(triggerSeconds: number, ratePerSecond: number, perRecordSeconds: number): number {
  return triggerSeconds * (1 - ratePerSecond * perRecordSeconds);
}

/** Mean sojourn in micro-batches that keep up: half an interval of waiting, then a batch of a + b n whose n is biased by size: Poisson arrivals. */
export function microBatchSojourn(
  triggerSeconds: number,
  ratePerSecond: number,
  baseSeconds: number,
  perRecordSeconds: number,
): number {
  // A record finds the others of its batch, Poisson with mean l T, and itself.
  return triggerSeconds / 2 + baseSeconds + perRecordSeconds * (ratePerSecond * triggerSeconds + 1);
}

/** A stream of events with exponential delays, read through partitions, with a watermark that is emitted every so often. */
export interface EventTimeStream {
  readonly ratePerSecond: number;
  readonly partitions: number;
  /** Mean delay; 0 for none. */
  readonly meanDelaySeconds: number;
  /** Bound of the out-of-orderness, a multiple of the emission interval, as is the window. */
  readonly boundSeconds: number;
  readonly emissionSeconds: number;
}

/**
 * Probability that a window has fired by `afterSeconds` after its end: in each partition some event of at least end + bound has come. Events of age up
 * to x that have come by now are Poisson with mean λ ∫₀ˣ F, F the distribution of the delay (thinning of a Poisson process).
 */
export function firedBy(stream: EventTimeStream, afterSeconds: number): number {
  const { ratePerSecond, partitions, meanDelaySeconds: mean, boundSeconds } = stream;
  const x = afterSeconds - boundSeconds;
  if (x <= 0) return 0;
  const arrived = mean === 0 ? x : x - mean * (1 - Math.exp(-x / mean));
  return (1 - Math.exp((-ratePerSecond / partitions) * arrived)) ** partitions;
}

/** Mean time from the end of a window to its result: it fires at the first emission after all partitions have passed the bound. */
export function meanFiringDelay(stream: EventTimeStream): number {
  let sum = 0;
  for (let k = 0; ; k++) {
    const late = 1 - firedBy(stream, k * stream.emissionSeconds);
    sum += late;
    if (late < 1e-12) return sum * stream.emissionSeconds;
  }
}

/**
 * Share of the events of tumbling windows that come after their window has fired, exponential delays of mean d. An event of residual r to the end of
 * its window comes more than x after the end with probability e^(−(x + r)/d), and finds the window fired by the last emission before. For a dense
 * stream in one partition and a small window this tends to e^(−(B + τ)/d), below the bound e^(−B/d).
 */
export function lateShare(stream: EventTimeStream, windowSeconds: number): number {
  const { meanDelaySeconds: d, emissionSeconds: step } = stream;
  const reaching = (d / windowSeconds) * (1 - Math.exp(-windowSeconds / d));
  let share = 0;
  for (let k = 1; ; k++) {
    const tail = Math.exp((-k * step) / d);
    share += firedBy(stream, k * step) * (tail - Math.exp((-(k + 1) * step) / d));
    if (tail < 1e-15) return reaching * share;
  }
}
