/** Observations in a batch of the rule. */
export const MSER_BATCH = 5;

export interface WarmUpEnd {
  /** Observations to leave out at the start, a multiple of five. */
  readonly leftOut: number;
  /**
   * False when the best cut lies in the second half: the run is too short to say where its start ends (or never settles), and half of it is left out.
   */
  readonly isFound: boolean;
}

/**
 * MSER-5 (White 1997; White, Cobb and Spratt 2000): over means of five neighbouring observations, the cut d that makes the squared standard error of what
 * remains smallest, Σ (Y − mean)² / (k − d)². Cutting too little leaves the bias of the empty start, cutting too much leaves too few observations.
 */
export function mser5(values: ArrayLike<number>): WarmUpEnd {
  const count = Math.floor(values.length / MSER_BATCH);
  const means = new Float64Array(count);
  for (let i = 0; i < count * MSER_BATCH; i++) means[Math.floor(i / MSER_BATCH)]! += values[i]! / MSER_BATCH;
  const { batches, isFound } = bestCut(means);
  return { leftOut: batches * MSER_BATCH, isFound };
}

/** The rule on batch means. The last five are no candidates, since a handful of equal values would always win. */
export function bestCut(means: ArrayLike<number>): { readonly batches: number; readonly isFound: boolean } {
  const { length } = means;
  let best = Infinity;
  let cut = 0;
  let mean = 0;
  let squares = 0;
  // Backwards, with running sums by Welford's method: one pass, and no loss of digits for large means.
  for (let d = length - 1; d >= 0; d--) {
    const count = length - d;
    const delta = means[d]! - mean;
    mean += delta / count;
    squares += delta * (means[d]! - mean);
    const error = squares / (count * count);
    // Equal errors: keep the more data.
    if (count > MSER_BATCH && error <= best) {
      best = error;
      cut = d;
    }
  }
  const half = length >> 1;
  return cut <= half ? { batches: cut, isFound: length > MSER_BATCH } : { batches: half, isFound: false };
}
