import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({ lesson: z.string() });

/** A learner opened a lesson. The first and the latest time stand. */
export const lessonOpened = defineEvent({
  version: 1,
  body,
  reduce: (state, { lesson }, event) => {
    const key = recordKey(event.course, lesson);
    const visit = state.lessons.get(key) ?? { openedAt: event.time, completedAt: undefined };
    state.lessons.set(key, { ...visit, lastOpenedAt: event.time });
  },
});
