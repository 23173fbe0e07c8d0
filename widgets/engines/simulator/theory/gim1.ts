/** What theory says of one server with renewal arrivals and exponential service. */
export interface Gim1Theory {
  /** σ: the share of arrivals that has to wait. */
  readonly waitProbability: number;
  /** Infinity at or beyond full load. */
  readonly meanWaitingSeconds: number;
  readonly meanSojournSeconds: number;
  /** P(Wq ≤ t) = 1 − σ exp(−μ (1 − σ) t). */
  waitingProbability(seconds: number): number;
}

/** E[exp(−s A)] of gamma (Erlang) times between arrivals with a mean of 1/λ and a coefficient of variation cv; cv 0 is regular arrivals. */
export function gammaTransform(arrivalRatePerSecond: number, cv: number): (s: number) => number {
  if (cv === 0) return (s) => Math.exp(-s / arrivalRatePerSecond);
  const shape = 1 / cv ** 2;
  return (s) => Math.exp(-shape * Math.log1p(s / (shape * arrivalRatePerSecond)));
}

/**
 * The root 0 < σ < 1 of σ = A*(μ (1 − σ)) for a load below 1, by halving: the difference of the two sides is above 0 at 0, below 0 just under 1, and
 * convexity of A* allows no other root between (Kleinrock 1975, volume 1, 6.4).
 */
function rootOf(transform: (s: number) => number, serviceRate: number): number {
  let low = 0;
  let high = 1;
  // 1 is a root as well; walk down from it until the sign is that of the inside.
  for (let gap = 1e-12; gap < 1; gap *= 2) {
    high = 1 - gap;
    if (transform(serviceRate * gap) < high) break;
  }
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (transform(serviceRate * (1 - middle)) > middle) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** GI/M/1: `transform` is the Laplace transform of the time between arrivals; σ is the root of σ = A*(μ (1 − σ)). */
export function gim1(
  arrivalRatePerSecond: number,
  meanServiceSeconds: number,
  transform: (s: number) => number,
): Gim1Theory {
  const isStable = arrivalRatePerSecond * meanServiceSeconds < 1;
  const waitProbability = isStable ? rootOf(transform, 1 / meanServiceSeconds) : 1;
  const sparePerSecond = (1 - waitProbability) / meanServiceSeconds;
  return {
    waitProbability,
    meanWaitingSeconds: isStable ? waitProbability / sparePerSecond : Infinity,
    meanSojournSeconds: isStable ? 1 / sparePerSecond : Infinity,
    waitingProbability: (seconds) => 1 - waitProbability * Math.exp(-sparePerSecond * seconds),
  };
}

/** GI/M/1 with gamma times between arrivals: cv 1 is M/M/1, cv 1/√k is Ek/M/1, cv 0 is D/M/1. */
export function gammaM1(arrivalRatePerSecond: number, meanServiceSeconds: number, arrivalCv: number): Gim1Theory {
  return gim1(arrivalRatePerSecond, meanServiceSeconds, gammaTransform(arrivalRatePerSecond, arrivalCv));
}
