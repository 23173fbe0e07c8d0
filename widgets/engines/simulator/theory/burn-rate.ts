/** An alert on the burn of an error budget, as far as its times depend on it. */
interface Rule {
  readonly longSeconds: number;
  readonly shortSeconds: number;
  readonly burnRate: number;
}

/**
 * From the beginning of errors at a constant share until the alert, when there were none before: the long window must fill with errors up to the threshold,
 * r·b/e of it (Google SRE workbook, chapter 5: (1 − SLO)/error ratio × window × burn rate). Infinity where it never comes.
 */
export function burnDetectionSeconds({ longSeconds, burnRate }: Rule, target: number, errorRatio: number): number {
  const share = (burnRate * (1 - target)) / errorRatio;
  return share < 1 ? longSeconds * share : Infinity;
}

/** From the end of the errors until the alert is off again: the short window must empty down to the threshold. */
export function burnResetSeconds({ shortSeconds, burnRate }: Rule, target: number, errorRatio: number): number {
  return shortSeconds * Math.max(0, 1 - (burnRate * (1 - target)) / errorRatio);
}

/** Share of the budget of a whole window that is spent while the budget burns at a rate for some time. */
export function budgetSpent(burnRate: number, seconds: number, windowSeconds: number): number {
  return (burnRate * seconds) / windowSeconds;
}
