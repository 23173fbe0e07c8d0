import { z } from 'zod';
import { listOf, textSchema } from './text-schema.ts';

/** A challenge: something to predict and then to reach at a widget. What the widget itself reads (scenario, objectives) is checked by the widget. */
export const challengeSchema = z.looseObject({
  /** The type of the widget that it is done at. */
  widget: textSchema,
  /** Shown one at a time, when the student asks. */
  hints: listOf(textSchema),
});
