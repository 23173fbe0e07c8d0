/** A test row: the probability given and what happened (0 or 1). */
export interface Scored {
  readonly probability: number;
  readonly outcome: number;
}

/** Share predicted rightly at a threshold of one half. */
export function accuracy(rows: readonly Scored[]): number {
  return mean(rows.map(({ probability, outcome }) => ((probability >= 0.5 ? 1 : 0) === outcome ? 1 : 0)));
}

/** Area under the receiver operating characteristic: the share of (survivor, other) pairs in the right order, ties counting half. */
export function areaUnderCurve(rows: readonly Scored[]): number {
  const sorted = [...rows].sort((a, b) => a.probability - b.probability);
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]!.probability === sorted[start]!.probability) end++;
    const rank = (start + 1 + end) / 2;
    for (const row of sorted.slice(start, end)) {
      positives += row.outcome;
      rankSum += rank * row.outcome;
    }
    start = end;
  }
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) throw new RangeError('The area under the curve needs both outcomes.');
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
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
