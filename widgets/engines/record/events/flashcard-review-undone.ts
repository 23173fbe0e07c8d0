import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Id of the card. */
  card: z.string(),
  /** Id of the `flashcardReviewed` event that is taken back. */
  review: z.string(),
});

/** A learner took a grade back. The review stays in the log and counts no longer: nothing is ever deleted from it. */
export const flashcardReviewUndone = defineEvent({
  version: 1,
  body,
  reduce: (state, { lesson, card, review }, event) => {
    const key = recordKey(event.course, lesson, card);
    const reviews = state.cardReviews.get(key);
    if (reviews?.some(({ id }) => id === review)) {
      const kept = reviews.filter(({ id }) => id !== review);
      state.cardReviews.set(key, kept);
    }
  },
});
