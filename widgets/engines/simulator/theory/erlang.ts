import { utilisation } from './littles-law.ts';

/**
 * Erlang's loss formula: the share of Poisson arrivals that find all servers busy when there is no queue. `offeredLoad` is λ E[S] in servers.
 * Recursion B_0 = 1, B_k = a B_(k−1) / (k + a B_(k−1)) (Cooper 1981), stable for any number of servers.
 */
export function erlangB(servers: number, offeredLoad: number): number {
  let blocking = 1;
  for (let k = 1; k <= servers; k++) blocking = (offeredLoad * blocking) / (k + offeredLoad * blocking);
  return blocking;
}

/** Erlang's delay formula: the share of Poisson arrivals that have to wait with an unbounded queue; 1 at or beyond full load. C = B / (1 − ρ (1 − B)). */
export function erlangC(servers: number, offeredLoad: number): number {
  const load = offeredLoad / servers;
  if (load >= 1) return 1;
  const blocking = erlangB(servers, offeredLoad);
  return blocking / (1 - load * (1 - blocking));
}

/** What theory says of M/M/c with an unbounded first-come-first-served queue. */
export interface MmcTheory {
  readonly utilisation: number;
  readonly waitProbability: number;
  /** Infinity at or beyond full load. */
  readonly meanWaitingSeconds: number;
  readonly meanSojournSeconds: number;
  readonly meanQueueLength: number;
  readonly meanNumberInSystem: number;
  /** The waiting time that a share p of requests does not exceed: P(Wq > t) = C exp(−(cμ − λ) t). */
  waitingQuantile(probability: number): number;
  /** P(Wq ≤ t) = 1 − C exp(−(cμ − λ) t). */
  waitingProbability(seconds: number): number;
  /** P(T ≤ t) of the whole time: the wait, exponential when there is one, and the service. */
  sojournProbability(seconds: number): number;
}

/** M/M/c: Poisson arrivals at λ, exponential service with mean E[S], c servers (Kleinrock 1975, volume 1, 3.5). */
export function mmc(arrivalRatePerSecond: number, meanServiceSeconds: number, servers: number): MmcTheory {
  const waitProbability = erlangC(servers, arrivalRatePerSecond * meanServiceSeconds);
  const spareRate = servers / meanServiceSeconds - arrivalRatePerSecond;
  const meanWaitingSeconds = spareRate > 0 ? waitProbability / spareRate : Infinity;
  return {
    utilisation: utilisation(arrivalRatePerSecond, meanServiceSeconds, servers),
    waitProbability,
    meanWaitingSeconds,
    meanSojournSeconds: meanWaitingSeconds + meanServiceSeconds,
    meanQueueLength: arrivalRatePerSecond * meanWaitingSeconds,
    meanNumberInSystem: arrivalRatePerSecond * (meanWaitingSeconds + meanServiceSeconds),
    waitingQuantile: (probability) =>
      probability <= 1 - waitProbability ? 0 : Math.log(waitProbability / (1 - probability)) / spareRate,
    waitingProbability: (seconds) => (spareRate > 0 ? 1 - waitProbability * Math.exp(-spareRate * seconds) : 0),
    sojournProbability: (seconds) =>
      spareRate > 0 ? 1 - sojournTail(waitProbability, spareRate, 1 / meanServiceSeconds, seconds) : 0,
  };
}

/** P(T > t): no wait and a service longer than t, or a wait and a service that are longer together. */
function sojournTail(waitProbability: number, spareRate: number, serviceRate: number, t: number): number {
  const service = Math.exp(-serviceRate * t);
  const difference = spareRate - serviceRate;
  const both =
    Math.abs(difference) < 1e-9 * serviceRate
      ? (1 + serviceRate * t) * service
      : (spareRate * service - serviceRate * Math.exp(-spareRate * t)) / difference;
  return (1 - waitProbability) * service + waitProbability * both;
}
