import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Id of the prompt. */
  prompt: z.string(),
  /** The whole text as it stood; empty when the learner emptied it. */
  text: z.string(),
});

/** A learner paused after writing. The latest text stands; earlier ones stay in the log. */
export const reflectionWritten = defineEvent({
  version: 1,
  body,
  reduce: (state, { lesson, prompt, text }, event) => {
    state.reflections.set(recordKey(event.course, lesson, prompt), { text, time: event.time });
  },
});
