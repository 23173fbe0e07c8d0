/** Waves in which k equal chunks run on m workers: ⌈k/m⌉. */
export function waves(chunks: number, workers: number): number {
  return Math.ceil(chunks / workers);
}

/** Makespan of a job cut into k equal chunks on m workers, each chunk with its own start-up, in seconds. */
export function equalChunksMakespan(
  workSeconds: number,
  startupSeconds: number,
  chunks: number,
  workers: number,
): number {
  return waves(chunks, workers) * (startupSeconds + workSeconds / chunks);
}

/**
 * Bounds of the makespan of tasks in any order on m equal workers that are never idle while a task waits: no schedule is shorter than the lower one,
 * and a list schedule takes at most 2 − 1/m times the best (R. L. Graham, Bounds for certain multiprocessing anomalies, 1966).
 */
export function listScheduleBounds(
  taskSeconds: readonly number[],
  workers: number,
): { readonly lower: number; readonly upper: number } {
  const total = taskSeconds.reduce((sum, seconds) => sum + seconds, 0);
  const longest = Math.max(0, ...taskSeconds);
  // A worker is idle only once no task waits, so all were busy until the last task started.
  return { lower: Math.max(total / workers, longest), upper: total / workers + (1 - 1 / workers) * longest };
}

/**
 * Number of chunks that makes Graham's upper bound of the makespan smallest: each chunk costs its start-up (k · s/m in all), and the last one leaves up to
 * (1 − 1/m) of a chunk of imbalance. k = √((m − 1) · W/s); no whole number. One worker needs one chunk.
 */
export function bestChunkCount(workSeconds: number, startupSeconds: number, workers: number): number {
  return Math.max(1, Math.sqrt(((workers - 1) * workSeconds) / startupSeconds));
}

/** Work W in seconds on machines that are taken away at exponential times of mean M, with a write of δ after every τ of work and a restart of R. */
export interface Interrupted {
  readonly workSeconds: number;
  readonly meanSeconds: number;
  readonly restartSeconds: number;
}

/**
 * Expected time to finish with checkpoints: M · e^(R/M) · (e^((τ + δ)/M) − 1) · W/τ (J. T. Daly, A higher order estimate of the optimum checkpoint
 * interval for restart dumps, 2006, equation 13).
 */
export function checkpointedSeconds(
  { workSeconds, meanSeconds, restartSeconds }: Interrupted,
  intervalSeconds: number,
  writeSeconds: number,
): number {
  const perSegment = Math.expm1((intervalSeconds + writeSeconds) / meanSeconds);
  return (meanSeconds * Math.exp(restartSeconds / meanSeconds) * perSegment * workSeconds) / intervalSeconds;
}

/** Expected time to finish without checkpoints: all the work in one piece that nothing may interrupt. */
export function uncheckpointedSeconds(interrupted: Interrupted): number {
  return checkpointedSeconds(interrupted, interrupted.workSeconds, 0);
}

/** Interval between checkpoints that costs least, to first order: √(2δM) (J. W. Young, CACM 17(9), 1974). */
export function youngInterval(meanSeconds: number, writeSeconds: number): number {
  return Math.sqrt(2 * writeSeconds * meanSeconds);
}

/** The same to higher order, for writes shorter than 2M: √(2δM) · (1 + ⅓√(δ/2M) + δ/18M) − δ (Daly 2006, equation 37). */
export function dalyInterval(meanSeconds: number, writeSeconds: number): number {
  const ratio = writeSeconds / (2 * meanSeconds);
  return youngInterval(meanSeconds, writeSeconds) * (1 + Math.sqrt(ratio) / 3 + ratio / 9) - writeSeconds;
}

/** Age of the predictions in use, seen at any time: a snapshot is published D after it was taken and used until the next, P later. */
export function predictionAge(
  delaySeconds: number,
  periodSeconds: number,
): { readonly minimum: number; readonly mean: number; readonly maximum: number } {
  return {
    minimum: delaySeconds,
    mean: delaySeconds + periodSeconds / 2,
    maximum: delaySeconds + periodSeconds,
  };
}

/**
 * Share of look-ups whose entity came after the snapshot in use, for exponential ages of the entities asked about: with an age of the predictions
 * uniform from D to D + P, 1 − (A/P) · (e^(−D/A) − e^(−(D + P)/A)).
 */
export function missingShare(delaySeconds: number, periodSeconds: number, meanEntityAgeSeconds: number): number {
  const before = Math.exp(-delaySeconds / meanEntityAgeSeconds);
  return 1 + (meanEntityAgeSeconds / periodSeconds) * before * Math.expm1(-periodSeconds / meanEntityAgeSeconds);
}

/** Mean makespan of one wave of k chunks, as a multiple of a chunk's time, where each takes f times as long with probability p. */
export function stragglerWave(chunks: number, probability: number, factor: number): number {
  return 1 + (factor - 1) * (1 - (1 - probability) ** chunks);
}

/**
 * The same with backup copies (J. Dean and S. Ghemawat, MapReduce, OSDI 2004, section 3.6) that start on the workers that have finished, for f ≥ 2: a
 * chunk whose copy is not slow ends after 2. Leaves out waves in which more than half straggle, which have too few free workers.
 */
export function backedUpWave(chunks: number, probability: number, factor: number): number {
  const nobodySlow = (1 - probability) ** chunks;
  const noPairSlow = (1 - probability * probability) ** chunks;
  return nobodySlow + 2 * (noPairSlow - nobodySlow) + factor * (1 - noPairSlow);
}
