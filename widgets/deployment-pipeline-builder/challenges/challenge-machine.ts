import { assign, fromPromise, setup } from 'xstate';
import type { SimulationResult } from '../../engines/simulator/result.ts';
import type { Challenge } from './challenge.ts';
import { type GivenPrediction, hintsFor, judgeRun, type Verdict } from './judge-challenge.ts';

export interface ChallengeContext {
  readonly challenge: Challenge;
  readonly given: GivenPrediction | null;
  /** What the starting point did; null until it has run. */
  readonly startResult: SimulationResult | null;
  /** Why the starting point could not be run. */
  readonly failure: string | null;
  /** Of the latest run. */
  readonly verdict: Verdict | null;
  /** Hints of the latest run that were asked for. */
  readonly hintCount: number;
}

export type ChallengeEvent =
  | { readonly type: 'predict'; readonly given: GivenPrediction }
  | { readonly type: 'reveal' }
  | { readonly type: 'run' }
  | { readonly type: 'stopped' }
  | { readonly type: 'edited' }
  | { readonly type: 'finished'; readonly result: SimulationResult }
  | { readonly type: 'hint' };

interface Input {
  readonly challenge: Challenge;
  /** A prediction that was made before, on an earlier visit. */
  readonly given: GivenPrediction | null;
}

/** Runs the challenge's starting point, wherever the simulator is. */
export type SimulateStart = (challenge: Challenge) => Promise<SimulationResult>;

type Given = { readonly context: ChallengeContext; readonly event: ChallengeEvent };

const predicted = ({ event }: Given) => (event.type === 'predict' ? { given: event.given } : {});

function judged({ context, event }: Given): Partial<ChallengeContext> {
  return event.type === 'finished' ? { verdict: judgeRun(context.challenge, event.result), hintCount: 0 } : {};
}

/**
 * A challenge as steps a person takes: `predicting` (nothing else can be done), `revealing` (the starting point runs), `building`, `running`, `judged`.
 * The prediction is made once: what has been seen cannot be foretold. Knows no browser; the simulator comes from outside.
 */
export function createChallengeMachine(simulateStart: SimulateStart) {
  return setup({
    types: { context: {} as ChallengeContext, events: {} as ChallengeEvent, input: {} as Input },
    actors: { start: fromPromise<SimulationResult, Challenge>(({ input }) => simulateStart(input)) },
    actions: { predict: assign(predicted), judge: assign(judged) },
    guards: {
      isForetold: ({ context }) => context.given !== null,
      hasHint: ({ context }) =>
        context.verdict !== null &&
        !context.verdict.isPassed &&
        context.hintCount < hintsFor(context.challenge, context.verdict).length,
    },
  }).createMachine({
    id: 'challenge',
    initial: 'begun',
    context: ({ input }) => ({ ...input, startResult: null, failure: null, verdict: null, hintCount: 0 }),
    states: {
      begun: { always: [{ guard: 'isForetold', target: 'revealing' }, { target: 'predicting' }] },
      predicting: { on: { predict: { target: 'revealing', actions: 'predict' } } },
      revealing: {
        entry: assign({ failure: null }),
        invoke: {
          src: 'start',
          input: ({ context }) => context.challenge,
          onDone: { target: 'building', actions: assign({ startResult: ({ event }) => event.output }) },
          onError: {
            target: 'building',
            actions: assign({
              failure: ({ event }) => (event.error instanceof Error ? event.error.message : String(event.error)),
            }),
          },
        },
      },
      building: { on: { run: 'running', reveal: 'revealing', finished: { target: 'judged', actions: 'judge' } } },
      running: { on: { finished: { target: 'judged', actions: 'judge' }, stopped: 'building', edited: 'building' } },
      judged: {
        on: {
          run: 'running',
          edited: 'building',
          finished: { target: 'judged', actions: 'judge' },
          hint: { guard: 'hasHint', actions: assign({ hintCount: ({ context }) => context.hintCount + 1 }) },
        },
      },
    },
  });
}
