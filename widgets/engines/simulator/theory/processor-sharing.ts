import { mmc } from './erlang.ts';

/**
 * Mean sojourn of M/G/c processor sharing, each of n requests served at the rate min(1, c/n): that of M/M/c, whatever the law of service (insensitivity:
 * Kelly 1979, chapter 3). With one server it is E[S]/(1 − ρ). Infinity at or beyond full load.
 */
export function processorSharingMeanSojournSeconds(
  arrivalRatePerSecond: number,
  meanServiceSeconds: number,
  servers = 1,
): number {
  return mmc(arrivalRatePerSecond, meanServiceSeconds, servers).meanSojournSeconds;
}

/** Mean sojourn of a request that needs x seconds of service on one shared server: x/(1 − ρ), proportional to what it needs. */
export function processorSharingSojournGiven(
  serviceSeconds: number,
  arrivalRatePerSecond: number,
  meanServiceSeconds: number,
): number {
  const load = arrivalRatePerSecond * meanServiceSeconds;
  return load < 1 ? serviceSeconds / (1 - load) : Infinity;
}
