import { erlangB } from './erlang.ts';

/** What theory says of M/M/c whose requests leave the queue once they have waited a fixed time. */
export interface ImpatienceTheory {
  /** Share of requests that leave without service. */
  readonly lossProbability: number;
  /** Share of arrivals that find every server busy. */
  readonly waitProbability: number;
  /** Over requests that started service, in seconds. */
  readonly meanWaitingSeconds: number;
  readonly utilisation: number;
}

/** ∫ e^(−xu) du over 0 … 1. Below a thousandth by its series, because the closed form loses digits there. */
function partialMean(x: number): number {
  return Math.abs(x) < 1e-3 ? 1 - x / 2 + x ** 2 / 6 - x ** 3 / 24 : -Math.expm1(-x) / x;
}

/** ∫ u e^(−xu) du over 0 … 1, in the same way. */
function partialMoment(x: number): number {
  return Math.abs(x) < 1e-3
    ? 1 / 2 - x / 3 + x ** 2 / 8 - x ** 3 / 30 + x ** 4 / 144
    : (1 - Math.exp(-x) * (1 + x)) / x ** 2;
}

/**
 * M/M/c+D: Poisson arrivals, exponential service, and a queue timeout τ that is the same for all (Barrer 1957; Baccelli and Hebuterne 1981). The wait
 * offered to an arrival has the density v(x) = λ P(c − 1 busy) e^(−(cμ − λ) x) up to τ, then falls at the rate cμ, because who would wait longer brings
 * no work. Any load.
 */
export function mmcWithQueueTimeout(
  arrivalRatePerSecond: number,
  meanServiceSeconds: number,
  servers: number,
  timeoutSeconds: number,
): ImpatienceTheory {
  const fullRate = servers / meanServiceSeconds;
  const spareRate = fullRate - arrivalRatePerSecond;
  const blocking = erlangB(servers - 1, arrivalRatePerSecond * meanServiceSeconds);
  // Everything relative to P(c − 1 busy); the states below weigh 1/B(c − 1) of it together.
  const decay = Math.exp(-spareRate * timeoutSeconds);
  const within = timeoutSeconds * partialMean(spareRate * timeoutSeconds);
  const moment = timeoutSeconds ** 2 * partialMoment(spareRate * timeoutSeconds);
  const served = arrivalRatePerSecond * within;
  const lost = (arrivalRatePerSecond * decay) / fullRate;
  const free = 1 / blocking;
  const total = free + served + lost;
  const lossProbability = lost / total;
  return {
    lossProbability,
    waitProbability: (served + lost) / total,
    meanWaitingSeconds: (arrivalRatePerSecond * moment) / (free + served),
    utilisation: (arrivalRatePerSecond * (1 - lossProbability)) / fullRate,
  };
}
