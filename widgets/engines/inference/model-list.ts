import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import * as z from '../../kit/zod.ts';
import { precisions } from './onnx/precision.ts';

const name = z.string().check(z.minLength(1));

/** Schema of `models/index.json`: what can be chosen from before anything is fetched. Written by `npm run models`. */
export const modelListSchema = z.object({
  models: z
    .array(
      z.object({
        /** Name of the manifest without `.json`. */
        id: name,
        /** Id of the model card. */
        card: name,
        title: name,
        precision: z.enum(precisions),
        /** Size of the `.onnx` file. */
        bytes: z.int().check(z.positive()),
      }),
    )
    .check(z.minLength(1)),
});

export type ModelList = z.infer<typeof modelListSchema>;

/** The list from a file; or every reason why it is none. */
export function parseModelList(input: unknown): Parsed<ModelList> {
  return parseWith(modelListSchema, input, () => ({ fix: 'Run `npm run models` to write the list again.' }));
}
