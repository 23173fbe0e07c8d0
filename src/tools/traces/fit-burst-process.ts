/** What was measured on a published trace; derived-traces.ts names the files. */
export interface PublishedStatistics {
  readonly requests: number;
  readonly ratePerSecond: number;
  /** Squared coefficient of variation of the gaps. */
  readonly gapCv2: number;
  /** Variance of the counts over their mean, in windows of 1, 10 and 60 s. */
  readonly dispersion: { readonly oneSecond: number; readonly tenSeconds: number; readonly oneMinute: number };
}

export interface InterruptedPoisson {
  readonly quietRatePerSecond: 0;
  readonly burstRatePerSecond: number;
  readonly quietSeconds: number;
  readonly burstSeconds: number;
}

/** 1 − (1 − e^(−x))/x: how far the dispersion has come towards its limit after x relaxation times. */
const reached = (x: number) => 1 - (1 - Math.exp(-x)) / x;

/** IDC(t) of a Markov-modulated process with relaxation rate r and limit CV²: 1 + (CV² − 1) (1 − (1 − e^(−rt)) / (rt)). */
export function dispersionAt(limit: number, relaxation: number, seconds: number): number {
  return 1 + (limit - 1) * reached(relaxation * seconds);
}

/**
 * Bursts and silence (an interrupted Poisson process) with the published rate and CV² exactly. It is a renewal process, so its dispersion tends to CV²; the
 * one constant left, the relaxation rate r = 1/burst + 1/quiet, makes the worst relative error of the three dispersions smallest.
 */
export function fitInterruptedPoisson({ ratePerSecond, gapCv2, dispersion }: PublishedStatistics): InterruptedPoisson {
  const targets = [
    [1, dispersion.oneSecond],
    [10, dispersion.tenSeconds],
    [60, dispersion.oneMinute],
  ] as const;
  const worst = (relaxation: number) =>
    Math.max(...targets.map(([seconds, target]) => Math.abs(dispersionAt(gapCv2, relaxation, seconds) / target - 1)));
  const candidates = Array.from({ length: 1000 }, (_, i) => (i + 1) / 1000);
  const relaxation = candidates.reduce((best, candidate) => (worst(candidate) < worst(best) ? candidate : best));
  // CV² − 1 = 2 λ (1 − q) / (q r), with q the share of the time in a burst.
  const odds = ((gapCv2 - 1) * relaxation) / (2 * ratePerSecond);
  const share = 1 / (1 + odds);
  return {
    quietRatePerSecond: 0,
    burstRatePerSecond: round(ratePerSecond / share),
    quietSeconds: round(1 / (relaxation * share)),
    burstSeconds: round(1 / (relaxation * (1 - share))),
  };
}

/** Five significant digits: more than the published ones. */
export const round = (value: number): number => Number(value.toPrecision(5));
