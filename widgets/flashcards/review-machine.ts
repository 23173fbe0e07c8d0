import { assign, setup } from 'xstate';

export interface ReviewContext {
  /** Ids of the cards of this round, in order. A card graded "again" stands in it once more, at the end. */
  readonly queue: readonly string[];
  /** Index in `queue` of the card that is shown. */
  readonly position: number;
  /** The queue before each card that was graded or set aside in this round, and whether the card was turned, the latest last. */
  readonly past: readonly { readonly queue: readonly string[]; readonly isTurned: boolean }[];
}

/** 1 again, 2 hard, 3 good, 4 easy. */
export type ReviewGrade = 1 | 2 | 3 | 4;

export type ReviewEvent =
  | { readonly type: 'start'; readonly queue: readonly string[] }
  | { readonly type: 'turn' }
  | { readonly type: 'grade'; readonly grade: ReviewGrade }
  /** Sets the card aside: the round goes on without it. */
  | { readonly type: 'suspend' }
  /** Back to the card before, on the side that it was on. */
  | { readonly type: 'undo' };

const isLast = ({ queue, position }: ReviewContext): boolean => position + 1 >= queue.length;

function advanced(
  { context, event }: { context: ReviewContext; event: ReviewEvent },
  isTurned: boolean,
): ReviewContext {
  const current = context.queue[context.position]!;
  const comesBack = event.type === 'grade' && event.grade === 1;
  const rest = event.type === 'suspend' ? without(context, current) : context.queue;
  return {
    queue: comesBack ? [...rest, current] : rest,
    position: context.position + 1,
    past: [...context.past, { queue: context.queue, isTurned }],
  };
}

/** The queue without the later turns of a card: one that was graded "again" and is then set aside does not come back. */
function without({ queue, position }: ReviewContext, id: string): readonly string[] {
  return queue.filter((one, index) => index <= position || one !== id);
}

const leaveFront = { type: 'advance', params: { isTurned: false } } as const;
const leaveBack = { type: 'advance', params: { isTurned: true } } as const;

/** One round through the cards: the `front` is shown, turned to the `back`, graded, and the next one comes, until the round is `done`. */
export const reviewMachine = setup({
  types: { context: {} as ReviewContext, events: {} as ReviewEvent },
  guards: {
    isEmpty: ({ event }) => event.type === 'start' && event.queue.length === 0,
    endsRound: ({ context, event }) => {
      if (event.type === 'suspend')
        return without(context, context.queue[context.position]!).length <= context.position + 1;
      return event.type === 'grade' && event.grade !== 1 && isLast(context);
    },
    wasTurned: ({ context }) => context.past.at(-1)?.isTurned === true,
    hasPast: ({ context }) => context.past.length > 0,
  },
  actions: {
    start: assign(({ context, event }) =>
      event.type === 'start' ? { queue: event.queue, position: 0, past: [] } : context,
    ),
    advance: assign((step, { isTurned }: { isTurned: boolean }) => advanced(step, isTurned)),
    goBack: assign(({ context }) => ({
      queue: context.past.at(-1)!.queue,
      position: context.position - 1,
      past: context.past.slice(0, -1),
    })),
  },
}).createMachine({
  context: { queue: [], position: 0, past: [] },
  initial: 'waiting',
  on: {
    start: [
      { guard: 'isEmpty', target: '.done', actions: 'start' },
      { target: '.front', actions: 'start' },
    ],
    undo: [
      { guard: 'wasTurned', target: '.back', actions: 'goBack' },
      { guard: 'hasPast', target: '.front', actions: 'goBack' },
    ],
  },
  states: {
    /** Until the record is open. */
    waiting: {},
    front: {
      on: {
        turn: 'back',
        suspend: [
          { guard: 'endsRound', target: 'done', actions: leaveFront },
          { target: 'front', reenter: true, actions: leaveFront },
        ],
      },
    },
    back: {
      on: {
        grade: [
          { guard: 'endsRound', target: 'done', actions: leaveBack },
          { target: 'front', actions: leaveBack },
        ],
        suspend: [
          { guard: 'endsRound', target: 'done', actions: leaveBack },
          { target: 'front', actions: leaveBack },
        ],
      },
    },
    done: {},
  },
});
