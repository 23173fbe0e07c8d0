import { assign, setup } from 'xstate';

export interface ReviewContext {
  /** Ids of the cards of this round, in order. A card graded "again" stands in it once more, at the end. */
  readonly queue: readonly string[];
  /** Index in `queue` of the card that is shown. */
  readonly position: number;
}

/** 1 again, 2 hard, 3 good, 4 easy. */
export type ReviewGrade = 1 | 2 | 3 | 4;

export type ReviewEvent =
  | { readonly type: 'start'; readonly queue: readonly string[] }
  | { readonly type: 'turn' }
  | { readonly type: 'grade'; readonly grade: ReviewGrade };

const isLast = ({ queue, position }: ReviewContext): boolean => position + 1 >= queue.length;

/** One round through the cards: the `front` is shown, turned to the `back`, graded, and the next one comes, until the round is `done`. */
export const reviewMachine = setup({
  types: { context: {} as ReviewContext, events: {} as ReviewEvent },
  guards: {
    isEmpty: ({ event }) => event.type === 'start' && event.queue.length === 0,
    endsRound: ({ context, event }) => event.type === 'grade' && event.grade !== 1 && isLast(context),
  },
  actions: {
    start: assign(({ context, event }) => (event.type === 'start' ? { queue: event.queue, position: 0 } : context)),
    advance: assign(({ context, event }) => {
      const current = context.queue[context.position]!;
      const comesBack = event.type === 'grade' && event.grade === 1;
      return { queue: comesBack ? [...context.queue, current] : context.queue, position: context.position + 1 };
    }),
  },
}).createMachine({
  context: { queue: [], position: 0 },
  initial: 'waiting',
  on: {
    start: [
      { guard: 'isEmpty', target: '.done', actions: 'start' },
      { target: '.front', actions: 'start' },
    ],
  },
  states: {
    /** Until the record is open. */
    waiting: {},
    front: { on: { turn: 'back' } },
    back: {
      on: {
        grade: [
          { guard: 'endsRound', target: 'done', actions: 'advance' },
          { target: 'front', actions: 'advance' },
        ],
      },
    },
    done: {},
  },
});
