import { z } from 'zod';
import { builderType } from '../../widgets/deployment-pipeline-builder/challenges/builder-type.ts';
import { builderChallengeSchema } from '../../widgets/deployment-pipeline-builder/challenges/challenge.ts';
import { evenAfterFaults, reportRepeats } from './report-repeats.ts';
import { asText, listOf, textSchema } from './text-schema.ts';

type Loose = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys whose values are text, and which YAML may have read as a number or a boolean. */
const textKeys = new Set(['id', 'title', 'task', 'question', 'says', 'hint', 'text', 'explain', 'unit']);
/** What an author writes in another format's words: taken as it stands. */
const verbatimKeys = new Set(['start', 'solution']);

/** A challenge with keys that hold nothing left out and unquoted numbers as text. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      verbatimKeys.has(key) ? inner : textKeys.has(key) ? asText(inner) : tidy(inner),
    ]),
  );
}

/** A challenge of a widget that judges none here: only its name and its hints are known. */
const otherChallengeSchema = z.looseObject({
  /** The type of the widget that it is done at. */
  widget: textSchema,
  /** Shown one at a time, when the student asks. */
  hints: listOf(textSchema),
});

/** A challenge: something to predict and then to reach at a widget. The pipeline builder's are checked to the last key; `proveChallenges` runs them. */
const challengeSchema = z.unknown().transform((value, context) => {
  const isBuilders = isObject(value) && value['widget'] === builderType;
  const result = isBuilders ? builderChallengeSchema.safeParse(tidy(value)) : otherChallengeSchema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  return z.NEVER;
});

const idOf = (challenge: unknown): string | undefined =>
  isObject(challenge) && typeof challenge['id'] === 'string' ? challenge['id'] : undefined;

const challenges = z.array(challengeSchema).superRefine((entries, context) => {
  const describe = (index: number) => ({
    path: [index, 'id'],
    expected: 'an id of its own for each challenge',
    fix: 'Attempts are kept by id: give each challenge its own.',
  });
  reportRepeats(entries, context, idOf, describe);
}, evenAfterFaults);

/** The challenges of a lesson. */
export const challengesSchema = z.preprocess((value) => value ?? [], challenges).default([]);
