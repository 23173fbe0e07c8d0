import * as z from '../kit/zod.ts';
import { checkAnswer } from './check-answer.ts';

/** One choice of a question. Its id is derived from its text, so that an author may reorder the choices. */
export interface QuizOption {
  readonly id: string;
  readonly text: string;
  /** Said to a learner who chose this. */
  readonly feedback?: string;
}

/** The right number of a numeric question. */
export interface NumericAnswer {
  readonly value: number;
  /** Largest accepted distance from `value`, in the same unit, at least 0. */
  readonly tolerance: number;
  /** What the number is counted in, for example `ms`. */
  readonly unit?: string;
}

interface QuizItemBase {
  /** Stable name within the lesson: the author's, else derived from the question's text. Answers in the learner's record refer to it. */
  readonly id: string;
  /** Changes with the question, its options or its right answer; not with explanation, feedback or the order of the options. */
  readonly hash: string;
  readonly question: string;
  /** Why the right answer is right; shown after an answer. */
  readonly explain?: string;
  /** In the author's order. */
  readonly options: readonly QuizOption[];
  /** True where the author's order is shown: sizes, dates, or an option such as “all of these”. Absent where the options are shuffled. */
  readonly isInWrittenOrder?: boolean;
}

/** A question with options: one right (`single`) or any number of them right (`multiple`). */
export interface ChoiceItem extends QuizItemBase {
  readonly kind: 'single' | 'multiple';
  /** Ids of the right options, in the author's order. */
  readonly answer: readonly string[];
}

/** A question whose answer is a number. It has no options. */
export interface NumericItem extends QuizItemBase {
  readonly kind: 'numeric';
  readonly answer: NumericAnswer;
}

export type QuizItem = ChoiceItem | NumericItem;

/** Text as an author types it: YAML reads `options: [1, 2.5, true]` as numbers and booleans, which are text here. */
const optionText = z.union([z.string().check(z.trim(), z.minLength(1)), z.number(), z.boolean()]);

const numericAnswer = z.object({
  value: z.number(),
  /** Absent means that the number must be exact. */
  tolerance: z.optional(z.number().check(z.gte(0))),
  unit: z.optional(z.string().check(z.trim(), z.minLength(1))),
});

const optionIndex = z.int().check(z.gte(0));

/**
 * A question in the author's form, as front matter carries it. A fault that involves two keys (an answer outside the options, two equal options)
 * is an issue with code `custom` whose `params` are `{ expected, found, fix }`.
 */
export const authorQuizItemSchema = z
  .object({
    /** The question. */
    q: z.string().check(z.trim(), z.minLength(1)),
    /** At least two different texts; absent for a numeric question. */
    options: z.optional(z.array(optionText)),
    /** Index of the right option from 0, a list of indexes, or a number with a tolerance and a unit. */
    answer: z.union([optionIndex, z.array(optionIndex), numericAnswer]),
    /** Why the right answer is right. */
    explain: z.optional(z.string()),
    /** One text per option, in their order; an empty text says nothing. */
    feedback: z.optional(z.array(z.string())),
    /** `false` shows the options in the order in which they are written; absent, they are shuffled at each attempt. */
    shuffle: z.optional(z.boolean()),
    /** The author's own stable name for the question. */
    id: z.optional(z.string().check(z.trim(), z.minLength(1))),
  })
  .check(checkAnswer);

/** A question as its author wrote it. */
export type AuthorQuizItem = z.infer<typeof authorQuizItemSchema>;
