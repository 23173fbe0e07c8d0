import { erlangB } from './erlang.ts';

/** The traffic that finds all servers of a group busy and goes elsewhere. */
export interface OverflowTheory {
  /** Share of the arrivals that overflow. */
  readonly probability: number;
  /** Mean number of servers that the overflow would keep busy if it had as many as it wants. */
  readonly meanLoad: number;
  /** Variance of that number over its mean: 1 for Poisson arrivals, above 1 for the bursts that overflow makes. */
  readonly peakedness: number;
}

/**
 * Overflow of Poisson arrivals from a group of servers without a queue: m = a B(c, a), z = 1 − m + a/(c + 1 − a + m) (Wilkinson 1956, after Kosten and
 * Riordan). The service law is exponential for the peakedness; the share holds for any.
 */
export function overflow(servers: number, offeredLoad: number): OverflowTheory {
  const probability = erlangB(servers, offeredLoad);
  const meanLoad = offeredLoad * probability;
  return {
    probability,
    meanLoad,
    peakedness: 1 - meanLoad + offeredLoad / (servers + 1 - offeredLoad + meanLoad),
  };
}
