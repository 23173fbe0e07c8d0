/** Amdahl's speed-up of n workers when a share of the work is serial (Amdahl 1967): 1 / (s + (1 − s)/n). */
export function amdahlSpeedUp(serialShare: number, workers: number): number {
  return 1 / (serialShare + (1 - serialShare) / workers);
}

/** Gunther's universal scalability law: n / (1 + σ (n − 1) + κ n (n − 1)), with contention σ and cross-talk κ (Gunther 2007). */
export function universalSpeedUp(contention: number, crossTalk: number, workers: number): number {
  return workers / (1 + contention * (workers - 1) + crossTalk * workers * (workers - 1));
}

/** Workers beyond which more of them make it slower: √((1 − σ)/κ); no whole number. Infinity without cross-talk. */
export function universalSpeedUpPeak(contention: number, crossTalk: number): number {
  return Math.sqrt((1 - contention) / crossTalk);
}
