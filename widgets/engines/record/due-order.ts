/** A card and when it is due, in milliseconds since 1970; undefined for a card that was never reviewed. */
export interface DueCard {
  readonly id: string;
  readonly dueMs: number | undefined;
  /** True while the card comes back within minutes; else it is due for the whole of its day. */
  readonly isLearning: boolean;
  /** True for a card that the learner set aside. */
  readonly isSuspended: boolean;
}

/** Whether the card is to be reviewed now. `dayEndMs`: the end of the learner's day. */
export function isDue({ dueMs, isLearning, isSuspended }: DueCard, nowMs: number, dayEndMs: number): boolean {
  return !isSuspended && dueMs !== undefined && (isLearning ? dueMs <= nowMs : dueMs < dayEndMs);
}

/** Ids of the cards to review now: those that are due, the longest overdue first, then at most `newLimit` of those never reviewed, in the author's order. */
export function dueOrder(
  cards: readonly DueCard[],
  nowMs: number,
  dayEndMs: number,
  newLimit = Number.POSITIVE_INFINITY,
): string[] {
  const due = cards.filter((card) => isDue(card, nowMs, dayEndMs)).sort((a, b) => a.dueMs! - b.dueMs!);
  const fresh = cards.filter(({ dueMs, isSuspended }) => dueMs === undefined && !isSuspended);
  return [...due, ...fresh.slice(0, Math.max(0, newLimit))].map(({ id }) => id);
}

/** When the next card falls due that is not due now, in milliseconds since 1970; undefined where there is none. */
export function nextDueMs(cards: readonly DueCard[], nowMs: number, dayEndMs: number): number | undefined {
  const later = cards.filter((card) => !card.isSuspended && card.dueMs !== undefined && !isDue(card, nowMs, dayEndMs));
  return later.length === 0 ? undefined : Math.min(...later.map(({ dueMs }) => dueMs!));
}
