import { assign, fromCallback, setup } from 'xstate';
import type { ServiceCurve } from '../kit/service-curve.ts';
import type { SimulationResult } from '../engines/simulator/result.ts';
import type { Scenario } from '../engines/simulator/scenario.ts';
import type { Command } from './commands/command.ts';
import { applyWithin, type Lock } from './commands/lock.ts';
import { concludeRun } from './conclude-run.ts';
import type { Draft } from './draft.ts';
import { followRename, type HandPositions } from './hand-positions.ts';
import { type History, moveOn, redo, startHistory, step, undo } from './history.ts';

/** What a run needs: the parsed scenario, the draft it came from, and the service curve that `measured` service times are drawn from. */
export interface RunRequest {
  readonly draft: Draft;
  readonly scenario: Scenario;
  readonly curve: ServiceCurve | null;
}

export interface PipelineRun extends RunRequest {
  readonly result: SimulationResult;
}

export interface SimulateOptions {
  readonly curves: Readonly<Record<string, ServiceCurve>>;
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** The simulator, wherever it runs: in a worker on the page, in the same thread in a test. */
export type Simulate = (scenario: Scenario, options: SimulateOptions) => Promise<SimulationResult>;

export interface PipelineContext {
  readonly history: History;
  /** What of the pipeline may not be changed; null where everything may. */
  readonly lock: Lock | null;
  /** Latest run first, at most two. */
  readonly runs: readonly PipelineRun[];
  /** Share of the run under way that is done, 0 to 1. */
  readonly share: number;
  readonly failure: string | null;
  /** The sentence for the live region. */
  readonly message: string;
}

export type PipelineEvent =
  /** `positions`: where components stand in the diagram after it, where the edit was made by moving them. */
  | { readonly type: 'edit'; readonly command: Command; readonly positions?: HandPositions }
  /** Components were moved in the diagram; `isFurther` is one more press of the key that moves them. */
  | {
      readonly type: 'arrange';
      readonly positions: HandPositions;
      readonly message: string;
      readonly isFurther?: boolean;
    }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  /** A scenario from outside (the data file, the kept record): starts a new history. */
  | {
      readonly type: 'open';
      readonly scenario: Draft;
      readonly message: string;
      readonly lock?: Lock | null;
      readonly positions?: HandPositions;
    }
  | { readonly type: 'run'; readonly request: RunRequest }
  | { readonly type: 'cancel' }
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'finished'; readonly run: PipelineRun }
  | { readonly type: 'failed'; readonly message: string };

type Change = Partial<PipelineContext>;

function edited({ context, event }: { context: PipelineContext; event: PipelineEvent }): Change {
  if (event.type !== 'edit') return {};
  const { history, lock } = context;
  const { scenario, message } = applyWithin(lock, history.present, event.command);
  // Refused: what was dragged goes back, so the diagram needs its positions once more.
  if (scenario === history.present && event.positions)
    return { history: { ...history, positions: new Map(history.positions) }, message };
  const positions = event.positions ?? history.positions;
  const kept = scenario === history.present ? positions : followRename(positions, event.command);
  return { history: step(history, scenario, message, kept), message };
}

function arranged({ context, event }: { context: PipelineContext; event: PipelineEvent }): Change {
  if (event.type !== 'arrange') return {};
  const { positions, message, isFurther } = event;
  const { history } = context;
  const moved = isFurther ? moveOn(history, positions, message) : step(history, history.present, message, positions);
  return { history: moved, message };
}

function undone({ context }: { context: PipelineContext }): Change {
  return { history: undo(context.history), message: `Undid: ${context.history.past.at(-1)?.message ?? ''}` };
}

function redone({ context }: { context: PipelineContext }): Change {
  return { history: redo(context.history), message: `Did again: ${context.history.future[0]?.message ?? ''}` };
}

function opened({ event }: { event: PipelineEvent }): Change {
  if (event.type !== 'open') return {};
  // Runs of another pipeline are no runs of this one.
  return {
    history: startHistory(event.scenario, event.positions),
    lock: event.lock ?? null,
    runs: [],
    message: event.message,
  };
}

function finished({ context, event }: { context: PipelineContext; event: PipelineEvent }): Change {
  if (event.type !== 'finished') return {};
  return {
    runs: [event.run, ...context.runs].slice(0, 2),
    message: `The run has finished. ${concludeRun(event.run.result)}`,
  };
}

function requestOf(event: PipelineEvent): RunRequest {
  if (event.type !== 'run') throw new Error(`A run is started by the event "run", not by "${event.type}".`);
  return event.request;
}

/** Runs the simulator as long as the machine stays in `running`; leaving that state cancels it. */
function simulationLogic(simulate: Simulate) {
  return fromCallback<PipelineEvent, RunRequest>(({ input, sendBack }) => {
    const cancelled = new AbortController();
    const options = {
      curves: input.curve ? { [input.curve.model]: input.curve } : {},
      onProgress: (share: number) => sendBack({ type: 'progress', share }),
      signal: cancelled.signal,
    };
    simulate(input.scenario, options).then(
      (result) => !cancelled.signal.aborted && sendBack({ type: 'finished', run: { ...input, result } }),
      (error: unknown) => {
        if (cancelled.signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        sendBack({
          type: 'failed',
          message: `The simulation failed: ${reason} The pipeline is as it was; change it or run it again.`,
        });
      },
    );
    return () => cancelled.abort();
  });
}

/**
 * The builder as steps a person takes: `editing`, `running` (an edit or `cancel` ends the run), `failed` (the pipeline can still be edited and run
 * again). Knows no browser: time and the simulator come from outside.
 */
export function createPipelineMachine(simulate: Simulate) {
  return setup({
    types: { context: {} as PipelineContext, events: {} as PipelineEvent, input: {} as { scenario: Draft } },
    actors: { simulation: simulationLogic(simulate) },
    actions: {
      edit: assign(edited),
      undo: assign(undone),
      redo: assign(redone),
      open: assign(opened),
      arrange: assign(arranged),
    },
    guards: {
      canUndo: ({ context }) => context.history.past.length > 0,
      canRedo: ({ context }) => context.history.future.length > 0,
    },
  }).createMachine({
    id: 'pipeline',
    initial: 'editing',
    context: ({ input }) => ({
      history: startHistory(input.scenario),
      lock: null,
      runs: [],
      share: 0,
      failure: null,
      message: '',
    }),
    on: {
      edit: { target: '.editing', actions: 'edit' },
      // Where a box stands changes no result, so a run goes on.
      arrange: { actions: 'arrange' },
      undo: { target: '.editing', guard: 'canUndo', actions: 'undo' },
      redo: { target: '.editing', guard: 'canRedo', actions: 'redo' },
      open: { target: '.editing', actions: 'open' },
      run: { target: '.running' },
    },
    states: {
      editing: { entry: assign({ failure: null }) },
      running: {
        entry: assign({ share: 0, failure: null, message: 'The simulation is running.' }),
        invoke: { src: 'simulation', input: ({ event }) => requestOf(event) },
        on: {
          run: {},
          progress: { actions: assign({ share: ({ event }) => event.share }) },
          cancel: { target: 'editing', actions: assign({ message: 'The run was cancelled.' }) },
          finished: {
            target: 'editing',
            actions: assign(finished),
          },
          failed: {
            target: 'failed',
            actions: assign({ failure: ({ event }) => event.message, message: ({ event }) => event.message }),
          },
        },
      },
      failed: {},
    },
  });
}
