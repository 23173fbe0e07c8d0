/** A card and when it is due, in milliseconds since 1970; undefined for a card that was never reviewed. */
export interface DueCard {
  readonly id: string;
  readonly dueMs: number | undefined;
}

/** Ids of the cards to review now: those that are due, the longest overdue first, then those never reviewed, in the author's order. */
export function dueOrder(cards: readonly DueCard[], nowMs: number): string[] {
  const due = cards.filter(({ dueMs }) => dueMs !== undefined && dueMs <= nowMs).sort((a, b) => a.dueMs! - b.dueMs!);
  const fresh = cards.filter(({ dueMs }) => dueMs === undefined);
  return [...due, ...fresh].map(({ id }) => id);
}

/** When the next card falls due after now, in milliseconds since 1970; undefined where no card was reviewed. */
export function nextDueMs(cards: readonly DueCard[], nowMs: number): number | undefined {
  const later = cards.flatMap(({ dueMs }) => (dueMs !== undefined && dueMs > nowMs ? [dueMs] : []));
  return later.length === 0 ? undefined : Math.min(...later);
}
