/** Half a 95 % interval in standard errors, for many observations. */
const Z = 1.959963984540054;

export interface RunLengthQuestion {
  /** ρ, 0 < ρ < 1. */
  readonly utilisation: number;
  readonly meanServiceSeconds: number;
  readonly servers?: number;
  /** Half the interval's width as a share of the mean. */
  readonly relativeHalfWidth?: number;
  /** Squared coefficients of variation of the gaps and of the service times. */
  readonly arrivalCv2?: number;
  readonly serviceCv2?: number;
}

/**
 * Simulated seconds, over all replications, after which the 95 % interval of the mean number in a queue is as narrow as wanted. For M/M/1 the asymptotic
 * variance of the number in the system is 2ρ(1 + ρ)/(1 − ρ)⁴ in units of the service time, so the length is 2 z² (1 + ρ) / (ρ (1 − ρ)² ε²) services; other
 * variabilities scale it by (ca² + cs²)/2 and c servers by 1/c, in heavy traffic (Whitt, Planning queueing simulations, Management Science 35, 1989).
 * It grows like 1/(1 − ρ)². Infinity when ρ ≥ 1: such a queue has no mean.
 */
export function requiredRunSeconds(question: RunLengthQuestion): number {
  const { utilisation, meanServiceSeconds, servers = 1, relativeHalfWidth = 0.05 } = question;
  const { arrivalCv2 = 1, serviceCv2 = 1 } = question;
  if (utilisation >= 1) return Infinity;
  if (utilisation <= 0) return 0;
  const spare = 1 - utilisation;
  const services =
    (2 * Z * Z * (1 + utilisation)) / (utilisation * spare * spare * relativeHalfWidth * relativeHalfWidth);
  return (services * meanServiceSeconds * (arrivalCv2 + serviceCv2)) / 2 / servers;
}
