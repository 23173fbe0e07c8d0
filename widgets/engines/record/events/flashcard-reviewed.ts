import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Id of the card. */
  card: z.string(),
  /** Hash of the card's content as the learner saw it. */
  hash: z.string(),
  /** 1 again, 2 hard, 3 good, 4 easy. */
  grade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
});

/** A learner graded a flashcard. Reviews are kept, not schedules: a schedule is computed from them (`card-schedule.ts`). */
export const flashcardReviewed = defineEvent({
  version: 1,
  body,
  reduce: (state, { lesson, card, hash, grade }, event) => {
    const key = recordKey(event.course, lesson, card);
    state.cardReviews.set(key, [
      ...(state.cardReviews.get(key) ?? []),
      { id: event.id, hash, grade, time: event.time },
    ]);
  },
});
