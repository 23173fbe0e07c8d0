import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Address of the widget's data file, or the widget's type where it has none. */
  widget: z.string(),
  /** The scenario or scenarios that ran, as their own schema has them: enough to run them again. */
  scenario: z.unknown(),
  /** Headline figures by name, unit last (`p95SojournSeconds`); null where a run has none. */
  summary: z.record(z.string(), z.nullable(z.number())),
});

export type ExperimentRun = z.output<typeof body>;

/** A simulation or a measured run came to its end. The state keeps the latest of each widget; the log keeps all. */
export const experimentRun = defineEvent({
  version: 1,
  body,
  reduce: (state, run, event) => {
    state.experiments.set(recordKey(event.course, run.widget), { ...run, time: event.time });
  },
});
