import { normalDensity, normalProbability } from './normal.ts';

/** Servers by the square-root rule, R + β √R rounded up: R is the offered load λ E[S] in servers, β the quality of service (Halfin and Whitt 1981). */
export function squareRootStaffing(offeredLoad: number, quality: number): number {
  // The subtraction keeps 100 + 1 · √100 at 110 whatever the rounding.
  return Math.ceil(offeredLoad + quality * Math.sqrt(offeredLoad) - 1e-9);
}

/**
 * P(wait) of M/M/c when c = R + β √R and R is large: 1 / (1 + β Φ(β)/φ(β)) (Halfin and Whitt 1981). A limit: at R = 100 Erlang C is still 0.6 to 1.4
 * percentage points higher.
 */
export function halfinWhittWaitProbability(quality: number): number {
  return 1 / (1 + (quality * normalProbability(quality)) / normalDensity(quality));
}
