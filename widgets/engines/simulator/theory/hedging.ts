/** Probability that a request that waits for all of n leaves is slow when each of them is with probability p: 1 − (1 − p)ⁿ (Dean and Barroso 2013). */
export function slowShare(leaves: number, slowProbability: number): number {
  return 1 - (1 - slowProbability) ** leaves;
}

/** A leaf that takes at least `leastSeconds` and an exponential time of mean `meanSeconds` beyond it. */
export interface ShiftedExponential {
  readonly leastSeconds: number;
  readonly meanSeconds: number;
}

/** The time that a leaf exceeds with probability 1 − p. */
export function leafQuantile({ leastSeconds, meanSeconds }: ShiftedExponential, probability: number): number {
  return leastSeconds - meanSeconds * Math.log(1 - probability);
}

/**
 * The same for a call that is copied to a second, independent leaf after d seconds, without queues: until d + least only the first can answer; beyond,
 * both survive with probability exp(−(t − least)/mean) · exp(−(t − d − least)/mean).
 */
export function hedgedQuantile(leaf: ShiftedExponential, hedgeAfterSeconds: number, probability: number): number {
  const { leastSeconds, meanSeconds } = leaf;
  const alone = leafQuantile(leaf, probability);
  if (alone <= hedgeAfterSeconds + leastSeconds) return alone;
  return leastSeconds + (hedgeAfterSeconds - meanSeconds * Math.log(1 - probability)) / 2;
}

/** Share of the calls that are copied: those whose first leaf takes longer than d. */
export function hedgedShare({ leastSeconds, meanSeconds }: ShiftedExponential, hedgeAfterSeconds: number): number {
  return Math.exp(-Math.max(0, hedgeAfterSeconds - leastSeconds) / meanSeconds);
}
