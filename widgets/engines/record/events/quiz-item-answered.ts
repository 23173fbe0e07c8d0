import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** Id of the question. */
  item: z.string(),
  /** Hash of the question's content as the learner saw it. */
  hash: z.string(),
  /** Ids of the chosen options, or the number given, in the question's unit. */
  answer: z.union([z.object({ options: z.array(z.string()) }), z.object({ number: z.number() })]),
  isCorrect: z.boolean(),
  /** Which answer to this question it was, from 1. */
  attempt: z.int().check(z.gte(1)),
});

export type QuizItemAnswered = z.output<typeof body>;

/** A learner answered a question. The latest answer stands; whether the first one to the question in its wording was right is kept beside it. */
export const quizItemAnswered = defineEvent({
  version: 1,
  body,
  reduce: (state, answered, event) => {
    const key = recordKey(event.course, answered.lesson, answered.item);
    const before = state.quizAnswers.get(key);
    const isRightAtFirst = before?.hash === answered.hash ? before.isRightAtFirst : answered.isCorrect;
    state.quizAnswers.set(key, { ...answered, isRightAtFirst, time: event.time });
  },
});
