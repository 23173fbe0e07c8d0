/** Seconds from sending a request to its answer over an idle link: round trips, handshakes included, and the time of the bytes. */
export function transferSeconds(link: {
  readonly roundTripSeconds: number;
  /** Round trips of a new connection: TCP 1, TLS 1.3 over TCP 2. */
  readonly handshakes: number;
  readonly bytes: number;
  readonly bitsPerSecond: number;
}): number {
  return link.roundTripSeconds * (1 + link.handshakes) + (8 * link.bytes) / link.bitsPerSecond;
}

export interface Retransmission {
  /** Share of messages that are lost more often than they are sent again. */
  readonly lostShare: number;
  /** Mean seconds that timeouts add to a message that arrives. */
  readonly meanDelaySeconds: number;
}

/**
 * Messages lost with probability p at each of 1 + n tries, with timeouts T, 2T, 4T, … (RFC 6298, section 5.5): k losses cost T(2^k − 1), so the mean over
 * those that arrive is T Σ p^k (1 − p)(2^k − 1) / (1 − p^(n+1)).
 */
export function retransmission(probability: number, timeoutSeconds: number, retransmissions: number): Retransmission {
  let sum = 0;
  for (let losses = 1; losses <= retransmissions; losses++) {
    sum += probability ** losses * (1 - probability) * timeoutSeconds * (2 ** losses - 1);
  }
  const lostShare = probability ** (retransmissions + 1);
  return { lostShare, meanDelaySeconds: sum / (1 - lostShare) };
}

export interface StoreAndForwardTheory {
  /** Messages in the store when the outage ends. */
  readonly stored: number;
  /** Messages for which it had no room. */
  readonly lost: number;
  /** Seconds after the outage until the store is empty. */
  readonly drainSeconds: number;
}

/** The fluid view of an outage of T seconds: `rate` messages per second fill a store of Q, and a link for `capacity` per second empties it again. */
export function storeAndForward(
  rate: number,
  outageSeconds: number,
  capacity: number,
  storeCapacity = Infinity,
): StoreAndForwardTheory {
  const came = rate * outageSeconds;
  const stored = Math.min(came, storeCapacity);
  return { stored, lost: came - stored, drainSeconds: stored / (capacity - rate) };
}

/** The round trip at which a model on slow hardware at hand and a model far away on fast hardware answer equally fast. */
export function breakEvenRoundTripSeconds(edgeSeconds: number, cloudSeconds: number): number {
  return edgeSeconds - cloudSeconds;
}

export interface HybridTheory {
  readonly meanSeconds: number;
  readonly quality: number;
}

/** The edge answers what it is sure of and escalates the share e: latency t_e + e (RTT + t_c), quality a mixture. */
export function hybrid(
  escalationShare: number,
  edge: { readonly seconds: number; readonly quality: number },
  cloud: { readonly seconds: number; readonly quality: number; readonly roundTripSeconds: number },
): HybridTheory {
  return {
    meanSeconds: edge.seconds + escalationShare * (cloud.roundTripSeconds + cloud.seconds),
    quality: (1 - escalationShare) * edge.quality + escalationShare * cloud.quality,
  };
}

/** ln Γ(x) by Lanczos, relative error below 1e-13 (Numerical Recipes, 3rd ed., section 6.1). */
function logGamma(x: number): number {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  let sum = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) sum += coefficients[i]! / (x + i - 1);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** P(B ≤ x) of a beta distribution: the regularised incomplete beta function, by its continued fraction (Numerical Recipes, 3rd ed., section 6.4). */
export function betaProbability(x: number, alpha: number, beta: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (alpha + 1) / (alpha + beta + 2)) return 1 - betaProbability(1 - x, beta, alpha);
  const front = Math.exp(
    logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta) + alpha * Math.log(x) + beta * Math.log(1 - x),
  );
  let c = 1;
  let d = 1 / (1 - ((alpha + beta) * x) / (alpha + 1));
  let fraction = d;
  for (let m = 1; m < 500; m++) {
    const even = (m * (beta - m) * x) / ((alpha + 2 * m - 1) * (alpha + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= d * c;
    const odd = (-(alpha + m) * (alpha + beta + m) * x) / ((alpha + 2 * m) * (alpha + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return (front * fraction) / alpha;
}

/**
 * A calibrated model with confidence C from a beta distribution that answers where C > θ: the share escalated, P(C ≤ θ), and the quality of what it answers,
 * E[C | C > θ] = α/(α + β) · P(C' > θ)/P(C > θ) with C' from a beta distribution of α + 1 and β.
 */
export function calibratedEscalation(
  alpha: number,
  beta: number,
  threshold: number,
): { readonly escalationShare: number; readonly quality: number } {
  const escalationShare = betaProbability(threshold, alpha, beta);
  const above = 1 - betaProbability(threshold, alpha + 1, beta);
  return { escalationShare, quality: ((alpha / (alpha + beta)) * above) / (1 - escalationShare) };
}

/** Devices told after k steps of a rollout that begins with n0 and grows by the factor f: n0 (f^k − 1)/(f − 1). */
export function geometricRollout(first: number, factor: number, steps: number): number {
  return factor === 1 ? first * steps : (first * (factor ** steps - 1)) / (factor - 1);
}
