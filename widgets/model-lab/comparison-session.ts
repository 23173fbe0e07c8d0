import { assign, fromCallback, setup } from 'xstate';
import { compareAnswers, type Disagreement } from '../engines/evaluation/mcnemar.ts';
import { type Evaluation, evaluate } from '../engines/evaluation/evaluate.ts';
import type { Problem } from '../kit/problem.ts';
import { type HeldOut, rowGroups } from './held-out.ts';
import type { InferencePort } from './lab-calls.ts';
import type { LabModel } from './lab-model.ts';
import { problemOf } from './problem-of.ts';
import { scoreRows } from './rows/score-rows.ts';

/** Two models, for example the chosen one and the one to compare it with. */
export type Pair = readonly [LabModel, LabModel];

/** Two models on the same held-out rows. */
export interface ModelComparison {
  readonly models: Pair;
  readonly evaluations: readonly [Evaluation, Evaluation];
  readonly disagreement: Disagreement;
}

interface ComparisonInput {
  readonly port: InferencePort;
  readonly heldOut: HeldOut;
}

interface ComparisonContext extends ComparisonInput {
  readonly pair: Pair | null;
  /** What is under way, as a sentence. */
  readonly step: string;
  readonly result: ModelComparison | null;
  readonly problem: Problem | null;
}

type ComparisonEvent =
  | { type: 'compare'; pair: Pair }
  | { type: 'cancel' }
  | { type: 'stepped'; step: string }
  | { type: 'compared'; result: ModelComparison }
  | { type: 'broke'; problem: Problem };

/** Loads one model after the other and asks it for every held-out row, so that never more than one is in memory. The worker is ended afterwards. */
const compareModels = fromCallback<{ type: string }, ComparisonInput & { pair: Pair | null }>(({ input, sendBack }) => {
  const { port, heldOut, pair } = input;
  const abort = new AbortController();
  const { signal } = abort;
  let current = pair?.[0];
  const answersOf = async (model: LabModel) => {
    current = model;
    sendBack({ type: 'stepped', step: `Loading “${model.title}”` });
    await port.load({ ...model.source, featureCount: heldOut.features.length }, { signal });
    sendBack({ type: 'stepped', step: `Asking “${model.title}” for ${heldOut.rows.length} rows` });
    return scoreRows(port, heldOut.rows, { signal });
  };
  const run = async () => {
    if (!pair) return;
    const first = await answersOf(pair[0]);
    const second = await answersOf(pair[1]);
    port.end();
    const groups = rowGroups(heldOut);
    const { outcomes } = heldOut;
    const result: ModelComparison = {
      models: pair,
      evaluations: [evaluate(first, outcomes, groups), evaluate(second, outcomes, groups)],
      disagreement: compareAnswers(first, second, outcomes),
    };
    sendBack({ type: 'compared', result });
  };
  run().catch((error: unknown) => {
    if (!signal.aborted) sendBack({ type: 'broke', problem: problemOf(error, current?.title ?? 'the model') });
  });
  return () => {
    abort.abort();
    port.end();
  };
});

/** Comparing two models: idle, running, and again idle with a result or a problem. The old result stays until the new one is there. */
export const comparisonSession = setup({
  types: { context: {} as ComparisonContext, events: {} as ComparisonEvent, input: {} as ComparisonInput },
  actors: { compareModels },
}).createMachine({
  id: 'comparisonSession',
  context: ({ input }) => ({ ...input, pair: null, step: '', result: null, problem: null }),
  initial: 'idle',
  states: {
    idle: {
      on: { compare: { target: 'running', actions: assign({ pair: ({ event }) => event.pair, problem: null }) } },
    },
    running: {
      invoke: { src: 'compareModels', input: ({ context }) => context },
      on: {
        stepped: { actions: assign({ step: ({ event }) => event.step }) },
        compared: { target: 'idle', actions: assign({ result: ({ event }) => event.result }) },
        broke: { target: 'idle', actions: assign({ problem: ({ event }) => event.problem }) },
        cancel: 'idle',
      },
    },
  },
});
