import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Which of the lesson's lists. */
  list: z.literal(['tasks', 'deliverables']),
  /** Id of the task. */
  task: z.string(),
  /** False when the tick was taken back. */
  isDone: z.boolean(),
});

/** A learner ticked a task, or took the tick back. */
export const taskTicked = defineEvent({
  version: 1,
  body,
  reduce: (state, { lesson, list, task, isDone }, event) => {
    state.ticks.set(recordKey(event.course, lesson, list, task), isDone);
  },
});
