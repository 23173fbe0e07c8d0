import * as z from '../kit/zod.ts';

/** A flashcard. */
export interface Card {
  /** Stable name within the lesson: the author's, else derived from the front. Reviews in the learner's record refer to it. */
  readonly id: string;
  /** Changes with the front or the back. */
  readonly hash: string;
  readonly front: string;
  readonly back: string;
}

const side = z.string().check(z.trim(), z.minLength(1));

/** YAML reads `- Recall: 0.5` as a number, which is text here. */
const scalar = z.union([side, z.number(), z.boolean()]);

const SEPARATOR = /:\s+/u;

/** `"Term: definition"`, split at the first colon that white space follows. */
const termText = z.string().check(
  z.refine((text) => {
    const [front, back] = splitTerm(text);
    return front !== '' && back !== '';
  }, 'Expected a term, a colon, a space and a definition, for example "Recall: share of the positives that were found".'),
);

/** Front and back of `"Term: definition"`; the back is empty where there is no separator. */
export function splitTerm(text: string): readonly [front: string, back: string] {
  const found = SEPARATOR.exec(text.trim());
  if (!found) return [text.trim(), ''];
  return [
    text.trim().slice(0, found.index).trim(),
    text
      .trim()
      .slice(found.index + found[0].length)
      .trim(),
  ];
}

/** A card with named sides. */
const sidesSchema = z.strictObject({
  front: scalar,
  back: scalar,
  /** The author's own stable name for the card. */
  id: z.optional(side),
});

/** What YAML makes of `- Term: definition`: an object with one key. */
const termMap = z
  .record(z.string(), scalar)
  .check(
    z.refine(
      (map) => Object.keys(map).length === 1 && Object.keys(map)[0]!.trim() !== '',
      'Expected one term with its definition, or the keys front and back.',
    ),
  );

/** A card in one of the author's forms: `- Term: definition`, `"Term: definition"`, or `{ front, back, id }`. */
export const authorCardSchema = z.union([sidesSchema, termMap, termText]);

/** A card as its author wrote it. */
export type AuthorCard = z.infer<typeof authorCardSchema>;
