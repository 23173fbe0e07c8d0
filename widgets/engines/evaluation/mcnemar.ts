/** What two models make of the same rows, where they part. */
export interface Disagreement {
  /** Rows where the two give different answers at a threshold of one half. */
  readonly rows: number;
  /** Rows that only the first, and only the second, predicts rightly. */
  readonly onlyFirstRight: number;
  readonly onlySecondRight: number;
  /**
   * McNemar's exact test (1947; the binomial form): were the two equally good, each row on which exactly one is right would be a fair coin.
   * Twice the chance of a split at least as uneven, at most 1.
   */
  readonly pValue: number;
}

/** Two-sided exact p-value of a split `a` to `b` under a fair coin: min(1, 2 · P(X ≤ min(a, b))), X binomial(a + b, ½). */
export function exactMcNemar(a: number, b: number): number {
  const count = a + b;
  // In logarithms, since 2^−n underflows above n = 1074.
  let logTerm = -count * Math.LN2;
  let sum = Math.exp(logTerm);
  for (let k = 0; k < Math.min(a, b); k++) {
    logTerm += Math.log((count - k) / (k + 1));
    sum += Math.exp(logTerm);
  }
  return Math.min(1, 2 * sum);
}

/** Answers of two models for the same rows, held against what happened (0 or 1). */
export function compareAnswers(
  first: readonly number[],
  second: readonly number[],
  outcomes: readonly number[],
): Disagreement {
  let rows = 0;
  let onlyFirstRight = 0;
  let onlySecondRight = 0;
  for (const [index, outcome] of outcomes.entries()) {
    const [one, other] = [first[index]! >= 0.5, second[index]! >= 0.5];
    if (one === other) continue;
    rows++;
    if (one === (outcome === 1)) onlyFirstRight++;
    else onlySecondRight++;
  }
  return { rows, onlyFirstRight, onlySecondRight, pValue: exactMcNemar(onlyFirstRight, onlySecondRight) };
}
