import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';

const body = z.object({
  /** Share of the cards that are to be known when they fall due. The course offers 0.80 to 0.95. */
  retention: z.number().check(z.gte(0.7), z.lte(0.97)),
});

/** A learner chose how well cards are to be remembered; every due date follows, for dates are computed and not kept. */
export const retentionChosen = defineEvent({
  version: 1,
  body,
  reduce: (state, { retention }, event) => {
    state.retentions.set(event.course, retention);
  },
});
