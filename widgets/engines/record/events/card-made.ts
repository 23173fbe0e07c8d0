import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Id of the card, derived from what it was made of: the same miss makes the same card on every device. */
  card: z.string(),
  /** Hash of front and back. */
  hash: z.string(),
  front: z.string(),
  back: z.string(),
  /** What was missed. */
  from: z.union([z.literal('quizItem'), z.literal('prediction')]),
});

export type CardMade = z.infer<typeof body>;

/** A learner made a flashcard of something missed. The card's text is in the record, so it outlives an edit of the lesson. */
export const cardMade = defineEvent({
  version: 1,
  body,
  reduce: (state, made, event) => {
    state.ownCards.set(recordKey(event.course, made.lesson, made.card), { ...made, course: event.course });
  },
});
