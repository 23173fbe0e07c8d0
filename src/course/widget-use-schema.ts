import { z } from 'zod';
import { asText, textSchema } from './text-schema.ts';

/** A widget data file: a path on the site, from its root, that stays within it. */
const dataPath = textSchema.pipe(z.string().regex(/^(?!.*\/(?:\.|%2e){2}(?:\/|$))\/(?!\/)[^?#\\]*$/iu));

/** An instrument of a lesson: `{ type, data }`, `{ type }`, or a bare type name. The type need not exist: the page says what is not available. */
export const widgetUseSchema = z.preprocess(
  (value) => (typeof asText(value) === 'string' ? { type: value } : value),
  z.object({
    /** The type name, for example `latency_cost_dashboard`. */
    type: textSchema,
    /** The path of the widget's data file, for example `/widgets/latency_cost.titanic.json`. */
    data: z.preprocess((value) => value ?? undefined, dataPath.optional()).optional(),
  }),
);

/** An instrument that a lesson names. */
export type WidgetUse = z.output<typeof widgetUseSchema>;
