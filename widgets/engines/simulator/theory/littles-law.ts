/** Little's law, L = λ W (Little 1961): the mean number in a system from the arrival rate (1/s) and the mean time in it (seconds). */
export function meanNumberInSystem(arrivalRatePerSecond: number, meanSojournSeconds: number): number {
  return arrivalRatePerSecond * meanSojournSeconds;
}

/** Utilisation ρ = λ E[S] / c: the busy share of `servers` when nothing is turned away; 1 or more means that the queue grows without end. */
export function utilisation(arrivalRatePerSecond: number, meanServiceSeconds: number, servers: number): number {
  return (arrivalRatePerSecond * meanServiceSeconds) / servers;
}
