/** One server that is now and then down with all that is in it. */
export interface CatastropheTheory {
  /** Share of time up. */
  readonly availability: number;
  /** Mean number in the system over all time; while it is down, none. */
  readonly meanNumber: number;
  /** Share of the requests that are answered: those that come while it is up and are not there when it goes down. */
  readonly answered: number;
}

/**
 * M/M/1 with catastrophes: while it is up, everything in it is lost at the rate 1/MTBF, and then nothing gets in until it is repaired. As every time up
 * begins empty, the number in the system is geometric while it is up: p_n = (1 − r) rⁿ with the smaller root of μr² − (λ + μ + ξ)r + λ = 0 (Krishna Kumar
 * and Arivudainambi, Transient solution of an M/M/1 queue with catastrophes, Computers and Mathematics with Applications 40, 2000, as t → ∞).
 */
export function mm1WithCatastrophes(
  arrivalRate: number,
  serviceRate: number,
  mtbf: number,
  mttr: number,
): CatastropheTheory {
  const failureRate = 1 / mtbf;
  const sum = arrivalRate + serviceRate + failureRate;
  const root = (sum - Math.sqrt(sum * sum - 4 * arrivalRate * serviceRate)) / (2 * serviceRate);
  const whileUp = root / (1 - root);
  const availability = mtbf / (mtbf + mttr);
  return {
    availability,
    meanNumber: availability * whileUp,
    answered: availability * (1 - (failureRate * whileUp) / arrivalRate),
  };
}
