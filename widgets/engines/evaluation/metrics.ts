/** A test row: the probability given and what happened (0 or 1). */
export interface Scored {
  readonly probability: number;
  readonly outcome: number;
}

/** Share predicted rightly at a threshold of one half. */
export function accuracy(rows: readonly Scored[]): number {
  return mean(rows.map(({ probability, outcome }) => ((probability >= 0.5 ? 1 : 0) === outcome ? 1 : 0)));
}

/**
 * Area under the receiver operating characteristic: the share of (survivor, other) pairs in the right order, ties counting half. Each side is sorted as
 * plain numbers and the two are walked through together: sorting twenty thousand objects by a comparison took as long as a page may stand still.
 */
export function areaUnderCurve(rows: readonly Scored[]): number {
  const sorted = (outcome: number) =>
    Float64Array.from(
      rows.filter((row) => row.outcome === outcome),
      ({ probability }) => probability,
    ).sort();
  const positives = sorted(1);
  const negatives = sorted(0);
  if (positives.length === 0 || negatives.length === 0)
    throw new RangeError('The area under the curve needs both outcomes.');
  /** Negatives below the positive at hand, and up to it. */
  let below = 0;
  let upTo = 0;
  let ordered = 0;
  for (const probability of positives) {
    while (below < negatives.length && negatives[below]! < probability) below++;
    while (upTo < negatives.length && negatives[upTo]! <= probability) upTo++;
    ordered += (below + upTo) / 2;
  }
  return ordered / (positives.length * negatives.length);
}

/** Mean of −ln(probability given to what happened). */
export function logLoss(rows: readonly Scored[]): number {
  return mean(rows.map(({ probability, outcome }) => -Math.log(outcome === 1 ? probability : 1 - probability)));
}

/** Mean squared difference between probability and outcome. */
export function brierScore(rows: readonly Scored[]): number {
  return mean(rows.map(({ probability, outcome }) => (probability - outcome) ** 2));
}

/** Rows by predicted probability in `binCount` bins of equal width; empty bins are left out. */
export function calibration(rows: readonly Scored[], binCount: number) {
  const binOf = (probability: number) => Math.min(binCount - 1, Math.floor(probability * binCount));
  return Array.from({ length: binCount }, (_, bin) => ({
    bin,
    inside: rows.filter(({ probability }) => binOf(probability) === bin),
  }))
    .filter(({ inside }) => inside.length > 0)
    .map(({ bin, inside }) => ({
      from: bin / binCount,
      to: (bin + 1) / binCount,
      rows: inside.length,
      meanProbability: mean(inside.map(({ probability }) => probability)),
      observedShare: mean(inside.map(({ outcome }) => outcome)),
    }));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
