import { type CardSchedule, DEFAULT_RETENTION, scheduleOf } from '../engines/record/card-schedule.ts';
import type { LearnerState } from '../engines/record/learner-state.ts';
import type { DeckCard } from './deck.ts';
import { dayEndMs, laterDayMs } from '../engines/record/learning-day.ts';
import type { DueCard } from '../engines/record/due-order.ts';

/** A card of the deck with its place in time. Its `id` is the card's key. */
export interface ScheduledCard extends DueCard {
  readonly card: DeckCard;
  readonly schedule: CardSchedule;
  /** True when the card's text is not the one that was reviewed last. */
  readonly hasChanged: boolean;
  /** True when the first review was on the learner's present day. */
  readonly isFirstToday: boolean;
}

/** The learner's choice for the course, else the default. */
export function retentionOf(state: Pick<LearnerState, 'retentions'>, course: string): number {
  return state.retentions.get(course) ?? DEFAULT_RETENTION;
}

/** Every card's schedule, computed from its reviews. */
export function scheduleDeck(
  deck: readonly DeckCard[],
  state: Pick<LearnerState, 'cardReviews' | 'suspendedCards'>,
  nowMs: number,
  retention: number,
): ScheduledCard[] {
  const todayBeganMs = laterDayMs(dayEndMs(nowMs), -1);
  return deck.map((card) => {
    const reviews = state.cardReviews.get(card.key) ?? [];
    const schedule = scheduleOf(reviews, nowMs, retention);
    const first = reviews[0];
    return {
      id: card.key,
      card,
      schedule,
      dueMs: schedule.dueMs,
      isLearning: (schedule.memory?.scheduled_days ?? 0) < 1,
      isSuspended: state.suspendedCards.get(card.key) ?? false,
      hasChanged: reviews.length > 0 && reviews.at(-1)!.hash !== card.hash,
      isFirstToday: first !== undefined && Date.parse(first.time) >= todayBeganMs,
    };
  });
}
