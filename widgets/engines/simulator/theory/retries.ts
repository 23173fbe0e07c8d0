/** Attempts per request with up to r retries when each attempt fails independently with probability p: (1 − p^(r+1))/(1 − p); r + 1 when all fail. */
export function attemptsPerRequest(failureProbability: number, retries: number): number {
  return failureProbability === 1 ? retries + 1 : (1 - failureProbability ** (retries + 1)) / (1 - failureProbability);
}

/** Attempts at the lowest of several layers when each layer retries all failures: (r + 1)^layers. */
export function layeredAttempts(retries: number, layers: number): number {
  return (retries + 1) ** layers;
}
