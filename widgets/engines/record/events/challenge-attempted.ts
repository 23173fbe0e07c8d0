import * as z from '../../../kit/zod.ts';
import { defineEvent } from '../define-event.ts';
import { recordKey } from '../learner-state.ts';

const body = z.object({
  lesson: z.string(),
  /** The challenge's stable name within the lesson. */
  challenge: z.string(),
  /** The scenario that was run, as its own schema has it: with the seed in it, enough for anybody to come to the same verdict. */
  scenario: z.unknown(),
  /** Each objective with the value that the run gave it; null where the run has no such number. */
  objectives: z.array(z.object({ metric: z.string(), value: z.nullable(z.number()), isMet: z.boolean() })),
  isPassed: z.boolean(),
});

export type ChallengeAttempted = z.output<typeof body>;

/** A run was held against the objectives of a challenge. A challenge once passed stays passed. */
export const challengeAttempted = defineEvent({
  version: 1,
  body,
  reduce: (state, attempted, event) => {
    const key = recordKey(event.course, attempted.lesson, attempted.challenge);
    const before = state.challenges.get(key);
    state.challenges.set(key, {
      attemptCount: (before?.attemptCount ?? 0) + 1,
      passedAt: before?.passedAt ?? (attempted.isPassed ? event.time : undefined),
    });
  },
});
