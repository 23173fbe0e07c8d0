import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  /** Absent in events from before lessons had pipelines of their own. */
  lesson: z.optional(z.string()),
  /** Address of the widget's data file, or the widget's type where it has none. */
  widget: z.string(),
  /** The whole scenario as it stood: any JSON value. The widget parses it when it takes it up again. */
  scenario: z.unknown(),
  /** Where components were put by hand in the diagram, in pixels by id; it changes no result and so is not in the scenario. */
  layout: z.optional(z.record(z.string(), z.object({ x: z.number(), y: z.number() }))),
});

export type PipelineEdited = z.output<typeof body>;

/** A learner paused after editing a pipeline. The latest stands; earlier ones stay in the log. */
export const pipelineEdited = defineEvent({
  version: 1,
  body,
  reduce: (state, edited, event) => {
    const place = edited.lesson === undefined ? [edited.widget] : [edited.lesson, edited.widget];
    state.pipelines.set(recordKey(event.course, ...place), { ...edited, time: event.time });
  },
});
