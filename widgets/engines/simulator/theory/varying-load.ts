/**
 * Mean number busy at time t in M_t/M/∞ (Eick, Massey and Whitt 1993) with the rate λ(t) = L + A sin(γ t): L E + A E/(1 + (γE)²) (sin γt − γE cos γt).
 * Rates per second, E the mean service time in seconds, γ in radians per second.
 */
export function sinusoidalInfiniteServer(
  time: number,
  { meanRate, amplitude, radiansPerSecond }: { meanRate: number; amplitude: number; radiansPerSecond: number },
  meanServiceSeconds: number,
): number {
  const turn = radiansPerSecond * meanServiceSeconds;
  const swing = Math.sin(radiansPerSecond * time) - turn * Math.cos(radiansPerSecond * time);
  return meanRate * meanServiceSeconds + ((amplitude * meanServiceSeconds) / (1 + turn * turn)) * swing;
}

/** Seconds by which the peak of the number busy comes after the peak of the traffic: atan(γ E)/γ. */
export function peakLagSeconds(radiansPerSecond: number, meanServiceSeconds: number): number {
  return Math.atan(radiansPerSecond * meanServiceSeconds) / radiansPerSecond;
}
