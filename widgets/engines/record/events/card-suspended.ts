import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Id of the card. */
  card: z.string(),
  /** False when the learner takes the card up again. */
  isSuspended: z.boolean(),
});

/** A learner set a flashcard aside, or took it up again. Its reviews stay. */
export const cardSuspended = defineEvent({
  version: 1,
  body,
  reduce: (state, { lesson, card, isSuspended }, event) => {
    state.suspendedCards.set(recordKey(event.course, lesson, card), isSuspended);
  },
});
