import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({ lesson: z.string() });

/** A learner completed a lesson. The first time stands. */
export const lessonCompleted = defineEvent({
  version: 1,
  body,
  reduce: (state, { lesson }, event) => {
    const key = recordKey(event.course, lesson);
    const visit = state.lessons.get(key) ?? { openedAt: event.time, lastOpenedAt: event.time, completedAt: undefined };
    state.lessons.set(key, { ...visit, completedAt: visit.completedAt ?? event.time });
  },
});
