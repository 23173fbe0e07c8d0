import { assign, setup } from 'xstate';
import { type GivenAnswer, isRightAnswer } from './judge-answer.ts';
import type { QuizItem } from './quiz-item.ts';
import { readNumber } from './read-number.ts';

/** An answer that was recorded earlier, here or in another tab. */
export interface RecordedAnswer {
  readonly hash: string;
  readonly answer: GivenAnswer;
  readonly attempt: number;
  readonly time: string;
}

export interface AttemptContext {
  readonly item: QuizItem;
  /** Ids of the options that are ticked. */
  readonly chosen: readonly string[];
  /** What stands in the number field. */
  readonly typed: string;
  /** Answers given so far. */
  readonly attempt: number;
  /** Why the answer could not be taken, as a sentence; undefined while there is nothing to say. */
  readonly fault: string | undefined;
  /** When the question was answered in an earlier wording; undefined when that did not happen, or was answered since. */
  readonly outdatedSince: string | undefined;
}

export type AttemptEvent =
  | { readonly type: 'choose'; readonly options: readonly string[] }
  | { readonly type: 'type'; readonly text: string }
  | { readonly type: 'submit' }
  | { readonly type: 'retry' }
  | { readonly type: 'reveal' }
  | { readonly type: 'restore'; readonly recorded: RecordedAnswer };

/** What the learner has answered so far; undefined while the answer is not complete. */
export function givenAnswer({ item, chosen, typed }: AttemptContext): GivenAnswer | undefined {
  if (item.kind !== 'numeric') return chosen.length > 0 ? { options: chosen } : undefined;
  const number = readNumber(typed);
  return number === undefined ? undefined : { number };
}

function missingAnswer({ item, typed }: AttemptContext): string {
  if (item.kind === 'single') return 'Choose one answer, then check it.';
  if (item.kind === 'multiple') return 'Choose at least one answer, then check it.';
  return typed.trim() === ''
    ? 'Write a number, then check it.'
    : 'This is not a number. Write one in digits, for example 12.5.';
}

function isRight(context: AttemptContext): boolean {
  const given = givenAnswer(context);
  return given !== undefined && isRightAnswer(context.item, given);
}

/** The recorded answer put back into the fields, as far as the question still has the options. */
function restored(context: AttemptContext, { hash, answer, attempt, time }: RecordedAnswer): AttemptContext {
  const { item } = context;
  const isOutdated = hash !== item.hash;
  const known =
    'options' in answer ? answer.options.filter((id) => item.options.some((option) => option.id === id)) : [];
  const typed = 'number' in answer ? String(answer.number) : '';
  return {
    item,
    attempt,
    fault: undefined,
    chosen: isOutdated ? [] : known,
    typed: isOutdated ? '' : typed,
    outdatedSince: isOutdated ? time : undefined,
  };
}

/**
 * One learner's way through one question. An answer is `right` or `wrong`; after a wrong one the learner tries again or has the answer `revealed`.
 * An answer recorded earlier is restored in any state, unless the question has changed since: then it is asked anew.
 */
export const attemptMachine = setup({
  types: { context: {} as AttemptContext, events: {} as AttemptEvent, input: {} as { readonly item: QuizItem } },
  guards: {
    isMissing: ({ context }) => givenAnswer(context) === undefined,
    isRight: ({ context }) => isRight(context),
    isOutdated: ({ context, event }) => event.type === 'restore' && event.recorded.hash !== context.item.hash,
    isRestoredRight: ({ context, event }) =>
      event.type === 'restore' && isRightAnswer(context.item, event.recorded.answer),
  },
  actions: {
    count: assign({
      attempt: ({ context }) => context.attempt + 1,
      fault: undefined,
      outdatedSince: undefined,
    }),
    restore: assign(({ context, event }) => (event.type === 'restore' ? restored(context, event.recorded) : context)),
  },
}).createMachine({
  context: ({ input }) => ({
    item: input.item,
    chosen: [],
    typed: '',
    attempt: 0,
    fault: undefined,
    outdatedSince: undefined,
  }),
  initial: 'answering',
  on: {
    restore: [
      { guard: 'isOutdated', target: '.answering', actions: 'restore' },
      { guard: 'isRestoredRight', target: '.right', actions: 'restore' },
      { target: '.wrong', actions: 'restore' },
    ],
  },
  states: {
    answering: {
      on: {
        choose: { actions: assign({ chosen: ({ event }) => event.options, fault: undefined }) },
        type: { actions: assign({ typed: ({ event }) => event.text, fault: undefined }) },
        submit: [
          { guard: 'isMissing', actions: assign({ fault: ({ context }) => missingAnswer(context) }) },
          { guard: 'isRight', target: 'right', actions: 'count' },
          { target: 'wrong', actions: 'count' },
        ],
      },
    },
    right: { on: { retry: { target: 'answering', actions: assign({ chosen: [], typed: '' }) } } },
    wrong: { on: { retry: { target: 'answering', actions: assign({ chosen: [], typed: '' }) }, reveal: 'revealed' } },
    revealed: { on: { retry: { target: 'answering', actions: assign({ chosen: [], typed: '' }) } } },
  },
});
