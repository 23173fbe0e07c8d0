import * as z from '../../kit/zod.ts';
import { checkBounds, checkParts, checkPrediction } from './check-challenge.ts';
import { commandSchema } from './command-schema.ts';

const text = z.string().check(z.trim(), z.minLength(1));

/** A predicate over the result of a run, in the form of the scenario's own objectives. */
const predicateShape = { metric: text, atMost: z.optional(z.number()), atLeast: z.optional(z.number()) };

const objective = z
  .object({
    ...predicateShape,
    /** The same as a sentence for the reader. */
    says: text,
    /** Shown on request when this objective was missed. */
    hint: z.optional(text),
  })
  .check(checkBounds);

/** One of the things that may happen when the starting point runs. It is the right one when all of `holds` is true of that run. */
const option = z.object({ text, holds: z.array(z.object(predicateShape).check(checkBounds)).check(z.minLength(1)) });

/** What the learner says of the starting point before it runs: a number, or one of several statements. */
const prediction = z
  .object({
    question: text,
    /** Of a number: the path in the result that answers it. */
    metric: z.optional(text),
    /** What the number is asked in; `value` stands for the unit of the metric itself. */
    unit: z._default(z.enum(['value', 'µs', 'ms', 's', 'min', 'h', '%', 'USD']), 'value'),
    /** Largest distance that counts as close, as a share of the true value. */
    within: z._default(z.number().check(z.gt(0), z.lte(1)), 0.25),
    options: z.optional(z.array(option).check(z.minLength(2), z.maxLength(6))),
    /** Said beside what happened. */
    explain: z.optional(text),
  })
  .check(checkPrediction);

/** A challenge at the pipeline builder as front matter carries it. A fault that involves several keys is an issue with code `custom` and `params` `{ expected, found, fix }`. */
export const builderChallengeSchema = z
  .object({
    widget: text,
    /** Stable name within the lesson; attempts in the learner's record refer to it. */
    id: text,
    title: text,
    /** What is to be reached. */
    task: text,
    /** The scenario that it begins with. The objectives of the challenge become its own. */
    start: z.record(z.string(), z.unknown()),
    /** Parts that stay as they are; or, in place of it, the only parts that are free. */
    locked: z.optional(z.array(text)),
    free: z.optional(z.array(text).check(z.minLength(1))),
    prediction,
    objectives: z.array(objective).check(z.minLength(1)),
    /** Shown one at a time when the learner asks, after the hints of the objectives that were missed. */
    hints: z._default(z.array(text), []),
    /** The edits that lead from the start to a solution. */
    solution: z.array(commandSchema).check(z.minLength(1)),
    /** Said once it is solved. */
    explain: z.optional(text),
  })
  .check(checkParts);

/** A challenge after every accepted form has been brought to one. */
export type Challenge = z.output<typeof builderChallengeSchema>;
export type ChallengePrediction = Challenge['prediction'];
export type ChallengeObjective = Challenge['objectives'][number];
