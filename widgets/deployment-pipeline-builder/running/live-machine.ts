import { assign, setup } from 'xstate';

/** Simulated seconds per second that a person can choose; Infinity is as fast as this device can. */
export const speeds = [1, 10, 60, 600, Infinity] as const;

export interface LiveContext {
  /** Simulated seconds per second. */
  readonly speed: number;
  readonly durationSeconds: number;
  /** Up to when everything has been simulated. */
  readonly reachedSeconds: number;
  /** The moment that is looked back at; null when what is shown is now. */
  readonly lookedAtSeconds: number | null;
  readonly failure: string | null;
}

export type LiveEvent =
  /** A run begins, or begins anew and is simulated up to `fromSeconds` at once. */
  | { readonly type: 'begin'; readonly isPaused: boolean }
  | { readonly type: 'begun'; readonly durationSeconds: number; readonly reachedSeconds: number }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** One second of simulated time. */
  | { readonly type: 'step' }
  | { readonly type: 'reached'; readonly seconds: number; readonly hasEnded: boolean; readonly isStepOver: boolean }
  | { readonly type: 'setSpeed'; readonly speed: number }
  | { readonly type: 'lookAt'; readonly seconds: number }
  | { readonly type: 'backToNow' }
  | { readonly type: 'failed'; readonly message: string }
  /** The run is given up: what it ran is no longer there. */
  | { readonly type: 'stop' };

const start: LiveContext = {
  speed: 10,
  durationSeconds: 0,
  reachedSeconds: 0,
  lookedAtSeconds: null,
  failure: null,
};

/**
 * A run that a person watches: `idle`, `beginning` (the worker builds it, and simulates its past where it has one), `running`, `paused`, `stepping`,
 * `scrubbing` (an earlier moment is looked at; nothing goes on meanwhile), `ended`. Knows neither worker nor clock.
 */
export const liveMachine = setup({
  types: { context: {} as LiveContext, events: {} as LiveEvent },
  guards: {
    hasEnded: ({ event }) => event.type === 'reached' && event.hasEnded,
    isStepOver: ({ event }) => event.type === 'reached' && event.isStepOver,
    wasOver: ({ context }) => context.durationSeconds > 0 && context.reachedSeconds >= context.durationSeconds,
    isOver: ({ event }) => event.type === 'begun' && event.reachedSeconds >= event.durationSeconds,
  },
  actions: {
    takeBegun: assign(({ event }) =>
      event.type === 'begun' ? { durationSeconds: event.durationSeconds, reachedSeconds: event.reachedSeconds } : {},
    ),
    takeReached: assign(({ event }) => (event.type === 'reached' ? { reachedSeconds: event.seconds } : {})),
    lookAt: assign(({ event, context }) =>
      event.type === 'lookAt' ? { lookedAtSeconds: Math.min(Math.max(0, event.seconds), context.reachedSeconds) } : {},
    ),
    backToNow: assign({ lookedAtSeconds: null }),
  },
}).createMachine({
  id: 'live',
  initial: 'idle',
  context: start,
  on: {
    begin: [
      { guard: ({ event }) => event.isPaused, target: '.beginning.thenPaused' },
      { target: '.beginning.thenRunning' },
    ],
    setSpeed: { actions: assign({ speed: ({ event }) => event.speed }) },
    failed: { target: '.idle', actions: assign({ failure: ({ event }) => event.message }) },
    stop: { target: '.idle' },
  },
  states: {
    idle: {},
    beginning: {
      initial: 'thenRunning',
      entry: assign({ failure: null, lookedAtSeconds: null }),
      states: {
        thenRunning: {
          on: {
            pause: { target: 'thenPaused' },
            begun: [
              { guard: 'isOver', target: '#live.ended', actions: 'takeBegun' },
              { target: '#live.running', actions: 'takeBegun' },
            ],
          },
        },
        thenPaused: {
          on: {
            resume: { target: 'thenRunning' },
            begun: [
              { guard: 'isOver', target: '#live.ended', actions: 'takeBegun' },
              { target: '#live.paused', actions: 'takeBegun' },
            ],
          },
        },
      },
    },
    running: {
      on: {
        pause: { target: 'paused' },
        reached: [{ guard: 'hasEnded', target: 'ended', actions: 'takeReached' }, { actions: 'takeReached' }],
        lookAt: { target: 'scrubbing', actions: 'lookAt' },
      },
    },
    paused: {
      on: {
        resume: { target: 'running' },
        step: { target: 'stepping' },
        // The answer to what was under way when the run was paused.
        reached: [{ guard: 'hasEnded', target: 'ended', actions: 'takeReached' }, { actions: 'takeReached' }],
        lookAt: { target: 'scrubbing', actions: 'lookAt' },
      },
    },
    stepping: {
      on: {
        reached: [
          { guard: 'hasEnded', target: 'ended', actions: 'takeReached' },
          { guard: 'isStepOver', target: 'paused', actions: 'takeReached' },
          { actions: 'takeReached' },
        ],
        pause: { target: 'paused' },
      },
    },
    scrubbing: {
      exit: 'backToNow',
      on: {
        lookAt: { actions: 'lookAt' },
        reached: { actions: 'takeReached' },
        backToNow: [{ guard: 'wasOver', target: 'ended' }, { target: 'paused' }],
        resume: [{ guard: 'wasOver', target: 'ended' }, { target: 'running' }],
      },
    },
    ended: { on: { lookAt: { target: 'scrubbing', actions: 'lookAt' } } },
  },
});
