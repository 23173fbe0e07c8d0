import { assign, setup } from 'xstate';
import type { FeatureRow } from '../../engines/inference/client.ts';
import { UnsteadyDeviceError } from '../../engines/inference/unsteady-device-error.ts';
import type { Problem } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { measureModels, type MeasureRequest, type MeasuringPort } from './measure-models.ts';

interface Progress {
  /** Share that is over, 0 to 1. */
  readonly share: number;
  /** Share of the processor's time that something else took so far, 0 to 1. */
  readonly contentionShare: number;
  /** 1, or 2 where the first was discarded because the device was not steady. */
  readonly attempt: number;
}

interface MeasuringContext {
  readonly port: MeasuringPort;
  readonly rows: readonly FeatureRow[];
  readonly request: MeasureRequest | null;
  /** What is under way, as a sentence. */
  readonly step: string;
  /** Null before the first sign of the measurement itself. */
  readonly progress: Progress | null;
  /** What was measured last, in the order that was asked for. It stays until the next measurement is whole. */
  readonly curves: readonly ServiceCurve[] | null;
  /** Why a measurement ended early though no model is at fault, as a sentence. */
  readonly notice: string | null;
  readonly problem: Problem | null;
}

type MeasuringEvent =
  | ({ type: 'measure' } & MeasureRequest)
  | { type: 'cancel' }
  | { type: 'pageHidden' }
  | { type: 'stepped'; step: string }
  | { type: 'waits' }
  | { type: 'progressed'; progress: Progress }
  | { type: 'measured'; curves: readonly ServiceCurve[] }
  | { type: 'broke'; error: unknown; problem: Problem };

const cancelled = 'The measurement was cancelled. Nothing was kept from it.';
const hidden =
  'The measurement was stopped because the page was hidden: browsers slow hidden pages down, so its times would have been wrong. Measure again with the page in view.';
const waiting = 'Another measurement is under way, on this page or in another tab. Yours begins when it is over';

/** Measuring some models together: idle, running, and idle again with curves, a notice or a problem. */
export const measuringSession = setup({
  types: {
    context: {} as MeasuringContext,
    events: {} as MeasuringEvent,
    input: {} as Pick<MeasuringContext, 'port' | 'rows'>,
  },
  actors: { measureModels },
  guards: {
    // A device or a clock that cannot measure is no fault of a model.
    isOfDevice: ({ event }) =>
      event.type === 'broke' && (event.error instanceof UnsteadyDeviceError || event.error instanceof RangeError),
  },
}).createMachine({
  id: 'measuringSession',
  context: ({ input }) => ({
    ...input,
    request: null,
    step: '',
    progress: null,
    curves: null,
    notice: null,
    problem: null,
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        measure: {
          target: 'running',
          actions: assign({
            request: ({ event }) => ({ models: event.models, threads: event.threads }),
            step: 'Starting',
            progress: null,
            notice: null,
            problem: null,
          }),
        },
      },
    },
    running: {
      invoke: { src: 'measureModels', input: ({ context }) => context },
      on: {
        stepped: { actions: assign({ step: ({ event }) => event.step }) },
        waits: { actions: assign({ step: waiting }) },
        progressed: {
          actions: assign({
            progress: ({ event }) => event.progress,
            step: ({ event }) =>
              event.progress.attempt > 1
                ? 'The device was not steady; measuring once more'
                : 'Measuring batches of 1 to 64 rows, the models in turn',
          }),
        },
        measured: { target: 'idle', actions: assign({ curves: ({ event }) => event.curves }) },
        broke: [
          { guard: 'isOfDevice', target: 'idle', actions: assign({ notice: ({ event }) => messageOf(event.error) }) },
          { target: 'idle', actions: assign({ problem: ({ event }) => event.problem }) },
        ],
        cancel: { target: 'idle', actions: assign({ notice: cancelled }) },
        pageHidden: { target: 'idle', actions: assign({ notice: hidden }) },
      },
    },
  },
});

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
