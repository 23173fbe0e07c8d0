import { normalProbability } from './normal.ts';

/** Least time in which Flagger promotes a canary: interval · maxWeight / stepWeight, a whole number of checks (deployment-strategies.md). */
export function promotionSeconds(intervalSeconds: number, stepWeight: number, maxWeight: number): number {
  // The subtraction keeps a quotient that is a whole number but for rounding at that number.
  return intervalSeconds * Math.ceil(maxWeight / stepWeight - 1e-9);
}

/** Time in which Flagger rolls back a canary all of whose checks fail: interval · threshold (deployment-strategies.md). */
export function rollbackSeconds(intervalSeconds: number, threshold: number): number {
  return intervalSeconds * threshold;
}

/** Replicas that a rolling update holds at the most, and keeps ready at the least (Kubernetes: maxSurge rounded up, maxUnavailable rounded down). */
export function rollingUpdateReplicas(replicas: number, maxSurge: number, maxUnavailable: number) {
  const surge = Math.ceil(replicas * maxSurge - 1e-9);
  const unavailable = Math.floor(replicas * maxUnavailable + 1e-9);
  // Where neither may be, one is missing: otherwise nothing would move.
  return { most: replicas + surge, leastReady: replicas - (surge === 0 && unavailable === 0 ? 1 : unavailable) };
}

/** x with Φ(x) = `probability`, by halving. */
function normalQuantile(probability: number): number {
  let [low, high] = [-40, 40];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Requests in each arm of an A/B test that tells two shares apart, two-sided, with the error and the power given: (z_α/2 + z_β)² (p₁q₁ + p₂q₂) / (p₁ − p₂)²,
 * and with the pooled share under the hypothesis of no difference ((z_α/2 √(2 p̄ q̄) + z_β √(p₁q₁ + p₂q₂)) / (p₁ − p₂))² (Fleiss, Levin and Paik,
 * Statistical Methods for Rates and Proportions, chapter 4).
 */
export function requestsPerArm(first: number, second: number, error = 0.05, power = 0.8) {
  const zError = normalQuantile(1 - error / 2);
  const zPower = normalQuantile(power);
  const spread = first * (1 - first) + second * (1 - second);
  const pooled = (first + second) / 2;
  const distance = (first - second) ** 2;
  const pooledSum = zError * Math.sqrt(2 * pooled * (1 - pooled)) + zPower * Math.sqrt(spread);
  return {
    unpooled: Math.ceil(((zError + zPower) ** 2 * spread) / distance),
    pooled: Math.ceil(pooledSum ** 2 / distance),
  };
}

/** P(at least k of n), k = 0 … n, each with `probability`. */
function binomialTails(n: number, probability: number): number[] {
  const odds = probability / (1 - probability);
  const terms = [(1 - probability) ** n];
  for (let k = 1; k <= n; k++) terms.push((terms[k - 1]! * odds * (n - k + 1)) / k);
  const tails = new Array<number>(n + 1);
  let sum = 0;
  for (let k = n; k >= 0; k--) {
    sum += terms[k]!;
    tails[k] = sum;
  }
  return tails;
}

/**
 * Probability that a canary with the error rate `actual` fails an exact one-sided test against the known rate `baseline`: that it shows at least as many
 * errors as the baseline would in at most `level` of such canaries.
 */
export function detectionPower(requests: number, baseline: number, actual: number, level = 0.05): number {
  const critical = binomialTails(requests, baseline).findIndex((tail) => tail <= level);
  return critical < 0 ? 0 : binomialTails(requests, actual)[critical]!;
}
