/** Keys in classes of equal popularity: what one key of the class gets of all requests, and how many such keys there are. */
export interface PopularityClasses {
  readonly shares: Float64Array;
  readonly counts: Float64Array;
}

/** Shares of keys 1 … count in proportion to 1/k^exponent; their sum is 1. */
export function zipfShares(count: number, exponent: number): Float64Array {
  const shares = Float64Array.from({ length: count }, (_, k) => (k + 1) ** -exponent);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** The first hundred keys one by one, then classes each a twentieth longer than all before: close to `zipfShares`, and quick for a million keys. */
export function zipfClasses(count: number, exponent: number): PopularityClasses {
  const weights: number[] = [];
  const counts: number[] = [];
  for (let first = 1; first <= count; ) {
    const keys = first <= 100 ? 1 : Math.min(count + 1 - first, Math.floor(first / 20));
    weights.push(((first + (first + keys - 1)) / 2) ** -exponent);
    counts.push(keys);
    first += keys;
  }
  const total = weights.reduce((sum, weight, i) => sum + weight * counts[i]!, 0);
  return { shares: Float64Array.from(weights, (weight) => weight / total), counts: Float64Array.from(counts) };
}

/** Where a function that rises from below 0 reaches it, between 0 and some doubling of 1. */
function root(rising: (x: number) => number): number {
  let high = 1;
  while (rising(high) < 0) high *= 2;
  let low = 0;
  for (let step = 0; step < 200 && low < high; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Che's approximation of a cache that keeps the `capacity` objects asked for last, with independent references: an object is in it when it was asked for
 * in the last t requests, where t solves Σ (1 − e^(−pᵢ t)) = C; hit ratio Σ pᵢ (1 − e^(−pᵢ t)) (Che, Tung and Wang 2002; Fricker, Robert and Roberts 2012).
 */
export function lruHitRatio(shares: Float64Array, capacity: number): number {
  return lruHitRatioOfClasses({ shares, counts: new Float64Array(shares.length).fill(1) }, capacity);
}

export function lruHitRatioOfClasses({ shares, counts }: PopularityClasses, capacity: number): number {
  if (capacity >= counts.reduce((sum, count) => sum + count, 0)) return 1;
  const kept = (time: number) => shares.reduce((sum, share, i) => sum - counts[i]! * Math.expm1(-share * time), 0);
  const time = root((candidate) => kept(candidate) - capacity);
  return shares.reduce((sum, share, i) => sum - counts[i]! * share * Math.expm1(-share * time), 0);
}

/**
 * Hit ratio of a cache without a bound whose entries live for `ttlSeconds` from when they were stored, for Poisson requests at `ratePerSecond` shared out by
 * `shares`: hᵢ = λᵢ T/(1 + λᵢ T), because a cycle is one miss, T seconds of hits, and the wait for the next request.
 */
export function ttlHitRatio(shares: Float64Array, ratePerSecond: number, ttlSeconds: number): number {
  return shares.reduce((sum, share) => {
    const asked = share * ratePerSecond * ttlSeconds;
    return sum + (share * asked) / (1 + asked);
  }, 0);
}

/** The same where every hit starts the time anew: a request hits when the one before it came less than T ago, hᵢ = 1 − e^(−λᵢ T). */
export function renewedTtlHitRatio(shares: Float64Array, ratePerSecond: number, ttlSeconds: number): number {
  const counts = new Float64Array(shares.length).fill(1);
  return renewedTtlHitRatioOfClasses({ shares, counts }, ratePerSecond, ttlSeconds);
}

export function renewedTtlHitRatioOfClasses(
  { shares, counts }: PopularityClasses,
  ratePerSecond: number,
  ttlSeconds: number,
): number {
  return shares.reduce(
    (sum, share, i) => sum - counts[i]! * share * Math.expm1(-share * ratePerSecond * ttlSeconds),
    0,
  );
}

/** What becomes of Poisson requests for one key at a cache that lets one request fetch for all: shares of all requests. */
export interface CoalescedShares {
  readonly hits: number;
  /** Fetches at the origin. */
  readonly fetches: number;
  /** Requests that waited for another's fetch. */
  readonly waiters: number;
}

/**
 * A cycle of one key is a fetch of mean D, T seconds of hits, and the wait 1/λ for the next request: of the 1 + λ (D + T) requests in it one fetches, λ D
 * wait and λ T hit (renewal reward; any law of the fetch).
 */
export function coalescedShares(ratePerSecond: number, ttlSeconds: number, fetchSeconds: number): CoalescedShares {
  const requests = 1 + ratePerSecond * (ttlSeconds + fetchSeconds);
  return {
    hits: (ratePerSecond * ttlSeconds) / requests,
    fetches: 1 / requests,
    waiters: (ratePerSecond * fetchSeconds) / requests,
  };
}

/** By how much the load behind a warm cache with this hit ratio grows when the cache starts cold: 1/(1 − h). */
export function coldRestartFactor(hitRatio: number): number {
  return 1 / (1 - hitRatio);
}

/**
 * Share of values that have changed behind their copies, where changes come at random every `changeSeconds` on average and the age of a copy is uniform
 * between the two ages: the mean of 1 − e^(−age/c). Hits of a time to live T have ages between 0 and T; rows of a feature store between the delay
 * of its pipeline and that plus the period.
 */
export function outdatedShare(youngestSeconds: number, oldestSeconds: number, changeSeconds: number): number {
  if (oldestSeconds === youngestSeconds) return -Math.expm1(-youngestSeconds / changeSeconds);
  const span = (oldestSeconds - youngestSeconds) / changeSeconds;
  return 1 + (Math.exp(-youngestSeconds / changeSeconds) * Math.expm1(-span)) / span;
}

/** Age of the rows in an online store that is filled every `periodSeconds` with a snapshot that takes `delaySeconds` to arrive: uniform between the two. */
export function materialisedAgeSeconds(periodSeconds: number, delaySeconds: number) {
  return {
    mean: delaySeconds + periodSeconds / 2,
    quantile: (share: number) => delaySeconds + share * periodSeconds,
    /** Share of look-ups that find a row older than the store serves. */
    expiredShare: (ttlSeconds: number) =>
      Math.min(1, Math.max(0, (delaySeconds + periodSeconds - ttlSeconds) / periodSeconds)),
  };
}
