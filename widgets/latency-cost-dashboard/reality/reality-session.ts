import { assign, setup } from 'xstate';
import { FIRST_CHOICE, type RealChoice } from './real-choice.ts';
import { type Preparation, prepareRun, runForReal } from './reality-calls.ts';
import type { PrepareProgress, RealityPort } from './reality-runner.ts';
import type { RunComparison, RunProgress } from './worker-messages.ts';

/** A run that is over, with everything that was settled before it. */
export interface RealOutcome extends Preparation {
  /** What the student expected of the 95th percentile, in seconds; null where they did not say. */
  readonly guessSeconds: number | null;
  readonly result: RunComparison;
}

export interface RealityContext {
  readonly port: RealityPort;
  readonly choice: RealChoice;
  /** Of the next preparation: each has arrivals of its own. */
  readonly seed: number;
  readonly preparing: PrepareProgress | null;
  readonly preparation: Preparation | null;
  readonly guessSeconds: number | null;
  /** How far the run is; `waiting` while another measurement has to end first, null before the first sign. */
  readonly running: RunProgress | 'waiting' | null;
  /** The last run that came to its end: it stays until the next does. */
  readonly outcome: RealOutcome | null;
  /** Why a step ended early, as a sentence. */
  readonly notice: string | null;
}

export type RealityEvent =
  | { type: 'choose'; choice: RealChoice }
  | { type: 'prepare' }
  | { type: 'guess'; seconds: number | null }
  | { type: 'run' }
  | { type: 'cancel' }
  | { type: 'pageHidden' }
  | { type: 'prepareProgressed'; progress: PrepareProgress }
  | { type: 'prepared'; preparation: Preparation }
  | { type: 'runProgressed'; progress: RunProgress | 'waiting' }
  | { type: 'compared'; comparison: RunComparison }
  | { type: 'broke'; error: unknown };

const cancelledNotice = 'The run was cancelled. Nothing was kept from it.';
const hiddenNotice =
  'The run was stopped because the page was hidden: browsers slow hidden pages down, so its times would have been wrong. Run it again with the page in view.';

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * A student's real runs: choose, measure, say what will happen, see what the simulator says, run, compare. The prediction is settled before the run and cannot
 * know it. Every step runs as an actor whose end aborts it.
 */
export const realitySession = setup({
  types: {
    context: {} as RealityContext,
    events: {} as RealityEvent,
    input: {} as { port: RealityPort },
  },
  actors: { prepareRun, runForReal },
  actions: {
    noteCancelled: assign({ notice: cancelledNotice }),
    noteHidden: assign({ notice: hiddenNotice }),
    noteFailure: assign({
      notice: ({ event, context }) =>
        event.type === 'broke' ? `The run ended early: ${wordsOf(event.error)}` : context.notice,
    }),
    keepChoice: assign({
      choice: ({ event, context }) => (event.type === 'choose' ? event.choice : context.choice),
      notice: null,
    }),
  },
}).createMachine({
  id: 'realitySession',
  context: ({ input }) => ({
    port: input.port,
    choice: FIRST_CHOICE,
    seed: 1,
    preparing: null,
    preparation: null,
    guessSeconds: null,
    running: null,
    outcome: null,
    notice: null,
  }),
  initial: 'choosing',
  states: {
    choosing: { on: { choose: { actions: 'keepChoice' }, prepare: 'preparing' } },
    preparing: {
      entry: assign({ preparing: null, preparation: null, guessSeconds: null, notice: null }),
      exit: assign({ seed: ({ context }) => context.seed + 1 }),
      invoke: { src: 'prepareRun', input: ({ context }) => context },
      on: {
        prepareProgressed: { actions: assign({ preparing: ({ event }) => event.progress }) },
        prepared: { target: 'asking', actions: assign({ preparation: ({ event }) => event.preparation }) },
        cancel: { target: 'choosing', actions: 'noteCancelled' },
        pageHidden: { target: 'choosing', actions: 'noteHidden' },
        broke: { target: 'choosing', actions: 'noteFailure' },
      },
    },
    asking: {
      on: {
        guess: { target: 'predicted', actions: assign({ guessSeconds: ({ event }) => event.seconds }) },
        cancel: 'choosing',
      },
    },
    predicted: { on: { run: 'running', cancel: 'choosing' } },
    running: {
      entry: assign({ running: null, notice: null }),
      invoke: {
        src: 'runForReal',
        input: ({ context }) => ({ port: context.port, preparation: context.preparation! }),
      },
      on: {
        runProgressed: { actions: assign({ running: ({ event }) => event.progress }) },
        compared: {
          target: 'choosing',
          actions: assign({
            outcome: ({ context, event }) => ({
              ...context.preparation!,
              guessSeconds: context.guessSeconds,
              result: event.comparison,
            }),
          }),
        },
        cancel: { target: 'predicted', actions: 'noteCancelled' },
        pageHidden: { target: 'predicted', actions: 'noteHidden' },
        broke: { target: 'choosing', actions: 'noteFailure' },
      },
    },
  },
});
