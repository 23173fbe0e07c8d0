import { parseWith } from '../kit/parse-with.ts';
import type { Parsed } from '../kit/problem.ts';
import * as z from '../kit/zod.ts';

const text = z.string().check(z.minLength(1));
const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and "-"'));

const schema = z.strictObject({
  title: text,
  intro: z.optional(text),
  /** Ids of the models to choose from: `models/<id>.json` is the manifest. The first is chosen at the start. */
  models: z.array(id).check(z.minLength(1), z.maxLength(24)),
  /** Name of the rows to compare them on: `models/<name>.held-out.json`. */
  heldOut: id,
});

/** What an author writes for one lab: `public/widgets/<name>.json`. */
export type WidgetData = z.output<typeof schema>;

/** A widget data file that can be used; or every reason why it cannot. */
export function parseWidgetData(input: unknown): Parsed<WidgetData> {
  return parseWith(schema, input);
}
