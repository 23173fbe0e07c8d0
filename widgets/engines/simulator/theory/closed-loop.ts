/** The response-time law N = X (R + Z) (Denning and Buzen 1978): the mean response time in seconds of N clients at a throughput X with think time Z. */
export function responseTimeLaw(clients: number, throughputPerSecond: number, thinkSeconds: number): number {
  return clients / throughputPerSecond - thinkSeconds;
}

/** The forced-flow law: the throughput of a station that a request visits that many times. */
export function forcedFlow(throughputPerSecond: number, visits: number): number {
  return throughputPerSecond * visits;
}

/**
 * Bound on the throughput of a closed system (Denning and Buzen 1978): X ≤ min(N/(D + Z), 1/D_max), D the sum of the demands and D_max the largest, in
 * seconds of service per request and server.
 */
export function throughputBound(clients: number, thinkSeconds: number, demandSeconds: readonly number[]): number {
  const total = demandSeconds.reduce((sum, demand) => sum + demand, 0);
  return Math.min(clients / (total + thinkSeconds), 1 / Math.max(...demandSeconds));
}

/** What theory says of a closed loop of clients who think and then ask one station. */
export interface ClosedLoopTheory {
  readonly throughputPerSecond: number;
  readonly meanSojournSeconds: number;
  readonly meanNumberInSystem: number;
  readonly utilisation: number;
}

/**
 * Machine repair, M/M/c//N: N clients, each thinking for Z on average (any law: product form, Baskett and others 1975), then served first come, first
 * served by one of c servers with exponential service. P_n ∝ N!/(N − n)! (S/Z)^n / Π min(k, c). In logarithms, so that 10,000 clients do not overflow.
 */
export function machineRepair(
  clients: number,
  thinkSeconds: number,
  meanServiceSeconds: number,
  servers = 1,
): ClosedLoopTheory {
  const logWeights = new Float64Array(clients + 1);
  for (let n = 1; n <= clients; n++) {
    logWeights[n] =
      logWeights[n - 1]! + Math.log(((clients - n + 1) * meanServiceSeconds) / thinkSeconds / Math.min(n, servers));
  }
  const largest = logWeights.reduce((high, value) => Math.max(high, value), 0);
  let total = 0;
  let number = 0;
  let busy = 0;
  logWeights.forEach((value, n) => {
    const weight = Math.exp(value - largest);
    total += weight;
    number += n * weight;
    busy += Math.min(n, servers) * weight;
  });
  const throughputPerSecond = busy / total / meanServiceSeconds;
  return {
    throughputPerSecond,
    meanSojournSeconds: number / total / throughputPerSecond,
    meanNumberInSystem: number / total,
    utilisation: busy / total / servers,
  };
}
