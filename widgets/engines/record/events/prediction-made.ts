import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Address of the widget's data file, or the widget's type where it has none. */
  widget: z.string(),
  /** Stable name of what was asked. */
  question: z.string(),
  /** The prediction as the widget keeps it: any JSON value. */
  prediction: z.unknown(),
});

export type PredictionMade = z.output<typeof body>;

/** A learner said what a run would show, before it ran. The latest prediction stands. */
export const predictionMade = defineEvent({
  version: 1,
  body,
  reduce: (state, made, event) => {
    state.predictions.set(recordKey(event.course, made.lesson, made.widget, made.question), {
      ...made,
      time: event.time,
    });
  },
});
