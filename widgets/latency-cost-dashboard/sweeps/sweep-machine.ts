import { assign, fromCallback, setup } from 'xstate';
import type { SweepPlan } from './run-sweep.ts';
import { mostSecondsUnasked, type SweepForecast } from './sweep-forecast.ts';
import type { SweepRow } from './sweep-row.ts';

export interface SweepContext {
  /** What runs or ran last; null before the first. */
  readonly plan: SweepPlan | null;
  readonly forecast: SweepForecast | null;
  /** In the order of the plan, as far as they have run. */
  readonly rows: readonly SweepRow[];
  readonly failure: string | null;
}

export type SweepEvent =
  | { readonly type: 'start'; readonly plan: SweepPlan; readonly forecast: SweepForecast }
  | { readonly type: 'confirm' }
  | { readonly type: 'cancel' }
  | { readonly type: 'rows'; readonly rows: readonly SweepRow[] }
  | { readonly type: 'done' }
  | { readonly type: 'fail'; readonly reason: string };

/** Runs a plan, wherever the simulator is, and tells `send` of its rows and its end; gives what ends it early. */
export type StartSweep = (plan: SweepPlan, send: (event: SweepEvent) => void) => () => void;

const nothing: SweepContext = { plan: null, forecast: null, rows: [], failure: null };

/** A sweep as steps a person takes: a long one is announced and waits in `asking`; one that was cancelled keeps the rows that it has. */
export function createSweepMachine(start: StartSweep) {
  return setup({
    types: { context: {} as SweepContext, events: {} as SweepEvent },
    actors: {
      sweep: fromCallback<SweepEvent, SweepPlan>(({ input, sendBack }) => start(input, sendBack)),
    },
    actions: {
      plan: assign(({ event }) =>
        event.type === 'start' ? { ...nothing, plan: event.plan, forecast: event.forecast } : {},
      ),
    },
    guards: {
      isLong: ({ event }) => event.type === 'start' && event.forecast.seconds > mostSecondsUnasked,
    },
  }).createMachine({
    context: nothing,
    initial: 'idle',
    on: {
      start: [
        { guard: 'isLong', target: '.asking', actions: 'plan' },
        { target: '.running', actions: 'plan', reenter: true },
      ],
    },
    states: {
      idle: {},
      asking: { on: { confirm: 'running', cancel: 'idle' } },
      running: {
        invoke: { src: 'sweep', input: ({ context }) => context.plan! },
        on: {
          rows: { actions: assign({ rows: ({ event }) => event.rows }) },
          done: 'done',
          fail: { target: 'failed', actions: assign({ failure: ({ event }) => event.reason }) },
          cancel: 'cancelled',
        },
      },
      done: {},
      cancelled: {},
      failed: {},
    },
  });
}
