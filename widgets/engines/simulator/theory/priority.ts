/** One class of requests, the most urgent first. */
export interface PriorityClass {
  readonly arrivalRatePerSecond: number;
  readonly meanServiceSeconds: number;
  /** Coefficient of variation of its service time: 1 is exponential. */
  readonly serviceCv: number;
}

/**
 * Mean waits in seconds of M/G/1 with priorities that never interrupt a service (Cobham 1954): W_k = W_0 / ((1 − σ_(k−1)) (1 − σ_k)), W_0 = ½ Σ λ E[S²],
 * σ_k the load of the classes up to k. Infinity for a class that the more urgent ones leave no time.
 */
export function priorityMeanWaitingSeconds(classes: readonly PriorityClass[]): number[] {
  const residual = classes.reduce(
    (sum, { arrivalRatePerSecond, meanServiceSeconds, serviceCv }) =>
      sum + (arrivalRatePerSecond * meanServiceSeconds ** 2 * (1 + serviceCv ** 2)) / 2,
    0,
  );
  let above = 0;
  return classes.map(({ arrivalRatePerSecond, meanServiceSeconds }) => {
    const before = above;
    above += arrivalRatePerSecond * meanServiceSeconds;
    return above < 1 ? residual / ((1 - before) * (1 - above)) : Infinity;
  });
}
