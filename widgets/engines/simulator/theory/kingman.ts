import { erlangC } from './erlang.ts';

/**
 * Kingman's approximation of the mean waiting time of G/G/1 in seconds (Kingman 1961): (ca² + cs²)/2 · ρ/(1 − ρ) · E[S]; exact for M/M/1 and M/G/1,
 * close near full load. `arrivalCv` and `serviceCv` are coefficients of variation. Infinity at or beyond full load.
 */
export function kingmanMeanWaitingSeconds(
  arrivalRatePerSecond: number,
  meanServiceSeconds: number,
  arrivalCv: number,
  serviceCv: number,
): number {
  return allenCunneenMeanWaitingSeconds(arrivalRatePerSecond, meanServiceSeconds, 1, arrivalCv, serviceCv);
}

/** Allen and Cunneen's extension to c servers: C(c, a) / (cμ − λ) · (ca² + cs²)/2; exact for M/M/c. */
export function allenCunneenMeanWaitingSeconds(
  arrivalRatePerSecond: number,
  meanServiceSeconds: number,
  servers: number,
  arrivalCv: number,
  serviceCv: number,
): number {
  const spareRate = servers / meanServiceSeconds - arrivalRatePerSecond;
  if (spareRate <= 0) return Infinity;
  return (
    (erlangC(servers, arrivalRatePerSecond * meanServiceSeconds) / spareRate) * ((arrivalCv ** 2 + serviceCv ** 2) / 2)
  );
}
