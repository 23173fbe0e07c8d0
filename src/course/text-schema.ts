import { z } from 'zod';

/** Of a value that may be text: YAML reads an unquoted `2024` or `true` as a number or a boolean, and means the text that a reader sees. */
export function asText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** Text in front matter, without the white space around it. (`checkLesson` warns where a number would be shown differently from what was typed.) */
export const textSchema = z.preprocess(asText, z.string().trim().min(1));

/** A stable name that becomes one segment of a web address: letters, digits, `-`, `_` and `.`, beginning with a letter or a digit, at most 128. */
export const idSchema = z.preprocess(
  asText,
  z
    .string()
    .trim()
    .min(1)
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,127}$/u),
);

/** An optional key. YAML reads a key with nothing after it as null; that is the same as leaving the key out. */
export function absentWhenEmpty<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => value ?? undefined, schema.optional()).optional();
}

/** An optional list; a missing or empty one is `[]`. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => value ?? [], z.array(item)).default([]);
}
