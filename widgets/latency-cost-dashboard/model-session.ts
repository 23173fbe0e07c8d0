import { assign, setup } from 'xstate';
import type { Problem } from '../kit/problem.ts';
import type { ServiceCurve } from '../kit/service-curve.ts';
import type { LoadProgress, LoadReport, MeasurementQuality } from '../engines/inference/client.ts';
import {
  type InferencePort,
  type MeasuringProgress,
  type ModelToOpen,
  loadModel,
  measureModel,
  predictOne,
  type Prediction,
} from './model-calls.ts';
import { isModelFault, problemOf } from './problem-of.ts';

/** What the learner's model session knows. */
export interface ModelSessionContext {
  readonly port: InferencePort;
  readonly model: ModelToOpen;
  readonly loadProgress: LoadProgress | null;
  readonly report: LoadReport | null;
  readonly prediction: Prediction | null;
  /** Whether a measurement waits for another one, here or in another tab, to end. */
  readonly isWaiting: boolean;
  /** How far the measurement is; null before its first sign. */
  readonly measuring: MeasuringProgress | null;
  readonly curve: ServiceCurve | null;
  readonly quality: MeasurementQuality | null;
  readonly problem: Problem | null;
  /** Why a measurement ended early, as a sentence. */
  readonly notice: string | null;
}

export type ModelSessionEvent =
  | { type: 'start' }
  | { type: 'confirm' }
  | { type: 'cancel' }
  | { type: 'predict'; row: readonly (number | null)[] }
  | { type: 'measure' }
  | { type: 'pageHidden' }
  | { type: 'retry' }
  | { type: 'loadProgressed'; progress: LoadProgress }
  | { type: 'loaded'; report: LoadReport }
  | { type: 'predicted'; prediction: Prediction }
  | { type: 'measureWaits' }
  | { type: 'measureProgressed'; progress: MeasuringProgress }
  | { type: 'measured'; curve: ServiceCurve; quality: MeasurementQuality | null }
  | { type: 'curveOpened'; curve: ServiceCurve }
  | { type: 'broke'; error: unknown };

const cancelledNotice = 'The measurement was cancelled. Nothing was kept from it.';
const hiddenNotice =
  'The measurement was stopped because the page was hidden: browsers slow hidden pages down, so its times would have been wrong. Measure again with the page in view.';

/**
 * A learner's session with one model on this device: the size is shown before anything is downloaded, then the model is loaded, asked and
 * timed. Every call runs as an actor whose end aborts it. A failure is a state with its problem, from which the learner can try again.
 */
export const modelSession = setup({
  types: {
    context: {} as ModelSessionContext,
    events: {} as ModelSessionEvent,
    input: {} as { port: InferencePort; model: ModelToOpen; curve: ServiceCurve | null },
  },
  actors: { loadModel, measureModel, predictOne },
  actions: {
    clear: assign({ problem: null, notice: null, loadProgress: null, isWaiting: false, measuring: null }),
    noteCancelled: assign({ notice: cancelledNotice }),
    noteHidden: assign({ notice: hiddenNotice }),
    keepProblem: assign({
      problem: ({ event, context }) =>
        event.type === 'broke' ? problemOf(event.error, context.model.source.url) : context.problem,
    }),
    noteFailure: assign({
      notice: ({ event, context }) =>
        event.type === 'broke' ? problemOf(event.error, context.model.source.url).found : context.notice,
    }),
    endWorker: ({ context }) => context.port.end(),
  },
  guards: {
    hasCurve: ({ context }) => context.curve !== null,
    isModelFault: ({ event }) => event.type === 'broke' && isModelFault(event.error),
  },
}).createMachine({
  id: 'modelSession',
  context: ({ input }) => ({
    port: input.port,
    model: input.model,
    loadProgress: null,
    report: null,
    prediction: null,
    isWaiting: false,
    measuring: null,
    curve: input.curve,
    quality: null,
    problem: null,
    notice: null,
  }),
  initial: 'idle',
  on: {
    broke: { target: '.failed', actions: 'keepProblem' },
    curveOpened: { actions: assign({ curve: ({ event }) => event.curve, quality: null, notice: null }) },
  },
  states: {
    idle: { on: { start: 'confirming' } },
    confirming: { on: { confirm: 'loading', cancel: 'idle' } },
    loading: {
      entry: 'clear',
      invoke: { src: 'loadModel', input: ({ context }) => context },
      on: {
        loadProgressed: { actions: assign({ loadProgress: ({ event }) => event.progress }) },
        loaded: { target: 'open', actions: assign({ report: ({ event }) => event.report }) },
        cancel: { target: 'idle', actions: 'endWorker' },
      },
    },
    open: {
      initial: 'settled',
      states: {
        settled: { always: [{ guard: 'hasCurve', target: 'measured' }, { target: 'ready' }] },
        ready: { on: { predict: 'predicting', measure: 'measuring' } },
        measured: { on: { predict: 'predicting', measure: 'measuring' } },
        predicting: {
          invoke: {
            src: 'predictOne',
            input: ({ context, event }) => ({ port: context.port, row: event.type === 'predict' ? event.row : [] }),
          },
          on: { predicted: { target: 'settled', actions: assign({ prediction: ({ event }) => event.prediction }) } },
        },
        measuring: {
          entry: 'clear',
          invoke: { src: 'measureModel', input: ({ context }) => context },
          on: {
            measureWaits: { actions: assign({ isWaiting: true }) },
            measureProgressed: { actions: assign({ isWaiting: false, measuring: ({ event }) => event.progress }) },
            measured: {
              target: 'measured',
              actions: assign({ curve: ({ event }) => event.curve, quality: ({ event }) => event.quality }),
            },
            cancel: { target: 'settled', actions: 'noteCancelled' },
            pageHidden: { target: 'settled', actions: 'noteHidden' },
            // A clock or a device that cannot measure is no fault of the model, which goes on answering.
            broke: [
              { guard: 'isModelFault', target: '#modelSession.failed', actions: 'keepProblem' },
              { target: 'settled', actions: 'noteFailure' },
            ],
          },
        },
      },
    },
    failed: { entry: 'endWorker', on: { retry: 'loading', cancel: 'idle' } },
  },
});
