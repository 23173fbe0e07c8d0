import { issueToProblems, type OwnWords } from './issue-to-problems.ts';
import type { Parsed } from './problem.ts';
import type * as z from './zod.ts';

/** Reads something a person wrote with a schema: accepts it, or tells every fault at once. `words` is what the reader knows better than the schema. */
export function parseWith<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  words?: OwnWords,
): Parsed<z.output<Schema>> {
  const result = schema.safeParse(input);
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    problems: result.error.issues.flatMap((issue) => issueToProblems(issue, { schema, input, words })),
  };
}
