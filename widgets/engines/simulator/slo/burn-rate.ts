/**
 * When an alert on the burn of an error budget is on: in both windows the share of bad requests is above `burnRate` times the budget. The long window says
 * that it matters, the short one that it is still so (Google SRE workbook, chapter 5, "Multiwindow, multi-burn-rate alerts").
 */
export interface BurnRule {
  readonly severity: 'page' | 'ticket';
  readonly longSeconds: number;
  readonly shortSeconds: number;
  readonly burnRate: number;
}

/** The table of the SRE workbook, chapter 5, for 99.9 % over 30 days: 2 %, 5 % and 10 % of the budget are spent in the long window. */
export const WORKBOOK_RULES: readonly BurnRule[] = [
  { severity: 'page', longSeconds: 3600, shortSeconds: 300, burnRate: 14.4 },
  { severity: 'page', longSeconds: 21_600, shortSeconds: 1800, burnRate: 6 },
  { severity: 'ticket', longSeconds: 259_200, shortSeconds: 21_600, burnRate: 1 },
];

/**
 * Counts of good and bad requests at equal intervals, as running totals, for as far back as the longest window reaches. A window that reaches back before
 * the first count holds what there is.
 */
export class SliCounts {
  readonly #good: Float64Array;
  readonly #bad: Float64Array;
  #last = 0;

  /** `intervals`: of the longest window. */
  constructor(intervals: number) {
    this.#good = new Float64Array(intervals + 1);
    this.#bad = new Float64Array(intervals + 1);
  }

  /** The totals at the end of the next interval. */
  push(good: number, bad: number): void {
    this.#last++;
    const place = this.#last % this.#good.length;
    this.#good[place] = good;
    this.#bad[place] = bad;
  }

  /** True when more than `threshold` of the requests in the last so many intervals were bad; a window without requests exceeds nothing. */
  exceeds(threshold: number, intervals: number): boolean {
    const now = this.#last % this.#good.length;
    const before = Math.max(0, this.#last - intervals) % this.#good.length;
    const bad = this.#bad[now]! - this.#bad[before]!;
    const all = bad + this.#good[now]! - this.#good[before]!;
    return bad > threshold * all;
  }
}
