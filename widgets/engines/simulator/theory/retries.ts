/** Attempts per request with up to r retries when each attempt fails independently with probability p: (1 − p^(r+1))/(1 − p); r + 1 when all fail. */
export function attemptsPerRequest(failureProbability: number, retries: number): number {
  return failureProbability === 1 ? retries + 1 : (1 - failureProbability ** (retries + 1)) / (1 - failureProbability);
}

/** Attempts at the lowest of several layers when each layer retries all failures: (r + 1)^layers. */
export function layeredAttempts(retries: number, layers: number): number {
  return (retries + 1) ** layers;
}

/** Most attempts per request under a retry budget of q retries per request: 1 + q. */
export function budgetedAttempts(retriesPerRequest: number): number {
  return 1 + retriesPerRequest;
}

/**
 * True when a system that has been pushed into overload stays there: every request is tried 1 + r times because no answer comes in time, and that alone
 * is more than the servers can do (Bronson et al., Metastable Failures in Distributed Systems, HotOS 2021).
 */
export function staysOverloaded(ratePerSecond: number, retries: number, capacityPerSecond: number): boolean {
  return (1 + retries) * ratePerSecond > capacityPerSecond;
}
