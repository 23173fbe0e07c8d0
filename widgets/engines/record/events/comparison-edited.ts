import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Address of the widget's data file, or the widget's type where it has none. */
  widget: z.string(),
  /** What is compared and how, as it stood: any JSON value. The widget parses it when it takes it up again. */
  comparison: z.unknown(),
});

export type ComparisonEdited = z.output<typeof body>;

/** A learner paused after changing what is compared. The latest stands; earlier ones stay in the log. */
export const comparisonEdited = defineEvent({
  version: 1,
  body,
  reduce: (state, edited, event) => {
    state.comparisons.set(recordKey(event.course, edited.lesson, edited.widget), { ...edited, time: event.time });
  },
});
