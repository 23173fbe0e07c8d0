import { assign, setup } from 'xstate';
import type { FeatureRow, LoadProgress, LoadReport } from '../engines/inference/client.ts';
import type { Problem } from '../kit/problem.ts';
import { type Answer, askModel, type InferencePort, loadModel, scoreTable } from './lab-calls.ts';
import type { LabModel } from './lab-model.ts';
import { problemOf } from './problem-of.ts';
import type { RowTable } from './rows/read-table.ts';
import type { ScoredTable } from './rows/rows-report.ts';
import type { VariantChange } from './variant-change.ts';

export interface LabContext {
  readonly port: InferencePort;
  readonly model: LabModel;
  /** Rows on which a variant is held against the model it is made of. */
  readonly rows: readonly FeatureRow[];
  readonly loadProgress: LoadProgress | null;
  readonly report: LoadReport | null;
  /** What making the variant did to its answers; null for a model that is opened as it is. */
  readonly change: VariantChange | null;
  readonly answer: Answer | null;
  /** Share of a table's rows that are scored, 0 to 1. */
  readonly scoredShare: number;
  readonly scored: ScoredTable | null;
  readonly problem: Problem | null;
}

export type LabEvent =
  | { type: 'choose'; model: LabModel }
  | { type: 'load' }
  | { type: 'cancel' }
  /** The row itself first, then variations on it. */
  | { type: 'ask'; rows: readonly FeatureRow[] }
  | { type: 'score'; table: RowTable }
  | { type: 'loadProgressed'; progress: LoadProgress }
  | { type: 'loaded'; report: LoadReport; change: VariantChange | null }
  | { type: 'answered'; answer: Answer }
  | { type: 'scoreProgressed'; share: number }
  | { type: 'scored'; scored: ScoredTable }
  | { type: 'broke'; error: unknown };

const nothingKnown = {
  loadProgress: null,
  report: null,
  change: null,
  answer: null,
  scoredShare: 0,
  scored: null,
  problem: null,
} as const;

/**
 * A learner's session with one model at a time: `offered` shows its size, and nothing is downloaded before `load`. Every call is an actor whose end
 * aborts it. Whatever breaks ends the worker and leads to `failed`, from where the model can be loaded again or another one chosen.
 */
export const labSession = setup({
  types: {
    context: {} as LabContext,
    events: {} as LabEvent,
    input: {} as Pick<LabContext, 'port' | 'model' | 'rows'>,
  },
  actors: { loadModel, askModel, scoreTable },
  actions: {
    forget: assign(nothingKnown),
    endWorker: ({ context }) => context.port.end(),
  },
}).createMachine({
  id: 'labSession',
  context: ({ input }) => ({
    ...input,
    ...nothingKnown,
  }),
  initial: 'offered',
  on: {
    choose: {
      target: '.offered',
      actions: ['endWorker', 'forget', assign({ model: ({ event }) => event.model })],
    },
    broke: {
      target: '.failed',
      actions: assign({ problem: ({ event, context }) => problemOf(event.error, context.model.title) }),
    },
  },
  states: {
    offered: { on: { load: 'loading' } },
    loading: {
      entry: 'forget',
      invoke: { src: 'loadModel', input: ({ context }) => context },
      on: {
        loadProgressed: { actions: assign({ loadProgress: ({ event }) => event.progress }) },
        loaded: {
          target: 'open',
          actions: assign({ report: ({ event }) => event.report, change: ({ event }) => event.change }),
        },
        cancel: { target: 'offered', actions: 'endWorker' },
      },
    },
    open: {
      initial: 'ready',
      states: {
        ready: { on: { ask: 'asking', score: 'scoring' } },
        asking: {
          invoke: {
            src: 'askModel',
            input: ({ context, event }) => ({ port: context.port, rows: event.type === 'ask' ? event.rows : [] }),
          },
          on: { answered: { target: 'ready', actions: assign({ answer: ({ event }) => event.answer }) } },
        },
        scoring: {
          entry: assign({ scoredShare: 0, scored: null }),
          invoke: {
            src: 'scoreTable',
            input: ({ context, event }) => ({
              port: context.port,
              table: event.type === 'score' ? event.table : undefined,
            }),
          },
          on: {
            scoreProgressed: { actions: assign({ scoredShare: ({ event }) => event.share }) },
            scored: { target: 'ready', actions: assign({ scored: ({ event }) => event.scored }) },
            cancel: 'ready',
          },
        },
      },
    },
    failed: { entry: 'endWorker', on: { load: 'loading' } },
  },
});
