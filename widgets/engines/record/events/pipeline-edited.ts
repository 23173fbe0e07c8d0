import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  /** Address of the widget's data file, or the widget's type where it has none. */
  widget: z.string(),
  /** The whole scenario as it stood: any JSON value. The widget parses it when it takes it up again. */
  scenario: z.unknown(),
});

export type PipelineEdited = z.output<typeof body>;

/** A learner paused after editing a pipeline. The latest stands; earlier ones stay in the log. */
export const pipelineEdited = defineEvent({
  version: 1,
  body,
  reduce: (state, edited, event) => {
    state.pipelines.set(recordKey(event.course, edited.widget), { ...edited, time: event.time });
  },
});
