import { assign, setup } from 'xstate';
import type { ImportAnswer, ImportRefusal, ImportReport } from '../engines/record/index.ts';

export interface ImportContext {
  /** The file in hand: kept after a refusal, so that its intact entries can be taken. */
  readonly file: File | undefined;
  /** Entries read, then stored. */
  readonly entryCount: number;
  readonly report: ImportReport | undefined;
  readonly refusal: ImportRefusal | undefined;
  /** Why the record could not take the file at all. */
  readonly problem: string | undefined;
}

export type ImportEvent =
  | { readonly type: 'choose'; readonly file: File }
  | { readonly type: 'salvage' }
  | { readonly type: 'progress'; readonly entryCount: number }
  | { readonly type: 'answer'; readonly answer: ImportAnswer }
  | { readonly type: 'fail'; readonly problem: string }
  | { readonly type: 'cancel' };

const nothing: ImportContext = {
  file: undefined,
  entryCount: 0,
  report: undefined,
  refusal: undefined,
  problem: undefined,
};

/** The way of one file into the record: chosen, read, and then joined, refused with the choice of its intact entries, failed or cancelled. */
export const importMachine = setup({
  types: { context: {} as ImportContext, events: {} as ImportEvent },
  guards: { isTaken: ({ event }) => event.type === 'answer' && event.answer.ok },
  actions: {
    start: assign(({ context, event }) => ({ ...nothing, file: event.type === 'choose' ? event.file : context.file })),
    report: assign(({ event }) => (event.type === 'answer' && event.answer.ok ? { report: event.answer.report } : {})),
    refuse: assign(({ event }) =>
      event.type === 'answer' && !event.answer.ok ? { refusal: event.answer.refusal } : {},
    ),
  },
}).createMachine({
  context: nothing,
  initial: 'idle',
  on: { choose: { target: '.reading', actions: 'start' } },
  states: {
    idle: {},
    reading: {
      on: {
        progress: { actions: assign({ entryCount: ({ event }) => event.entryCount }) },
        answer: [
          { guard: 'isTaken', target: 'taken', actions: 'report' },
          { target: 'refused', actions: 'refuse' },
        ],
        fail: { target: 'failed', actions: assign({ problem: ({ event }) => event.problem }) },
        cancel: 'cancelled',
      },
    },
    taken: {},
    refused: { on: { salvage: { target: 'reading', actions: 'start' } } },
    failed: {},
    cancelled: {},
  },
});
