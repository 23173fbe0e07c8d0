import type { ScheduledCard } from './deck-schedule.ts';
import { describeInterval } from './describe-interval.ts';
import { isDue } from '../engines/record/due-order.ts';

/** Where a card stands, in a few words: "new", "due now", "due in 3 days", "set aside". */
export function cardStateWords(card: ScheduledCard, nowMs: number, dayEndMs: number): string {
  if (card.isSuspended) return 'set aside';
  if (card.dueMs === undefined) return 'new';
  if (isDue(card, nowMs, dayEndMs)) return 'due now';
  return `due in ${describeInterval(card.dueMs - nowMs)}`;
}
