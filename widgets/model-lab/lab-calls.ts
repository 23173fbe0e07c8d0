import { fromCallback } from 'xstate';
import type { FeatureRow, InferenceClient, ModelSource } from '../engines/inference/client.ts';
import { askProbabilities } from './ask-probabilities.ts';
import type { LabModel } from './lab-model.ts';
import type { RowTable } from './rows/read-table.ts';
import { scoreRows } from './rows/score-rows.ts';
import { changeOf } from './variant-change.ts';

/** The part of `InferenceClient` that the lab uses, and a clock in seconds to time an answer with. */
export type InferencePort = Pick<InferenceClient, 'load' | 'predict' | 'end'> & { readonly now: () => number };

/** Answers of the model to one question: the row itself, and the variations on it that explain it. */
export interface Answer {
  readonly row: FeatureRow;
  readonly probabilities: readonly number[];
  /** From question to answer as the page saw it, in seconds. */
  readonly seconds: number;
}

/** Runs one call as an actor: its end aborts the call, and what an aborted call still says is not passed on. */
function abortable(run: (signal: AbortSignal) => Promise<void>, broke: (error: unknown) => void): () => void {
  const abort = new AbortController();
  run(abort.signal).catch((error: unknown) => {
    if (!abort.signal.aborted) broke(error);
  });
  return () => abort.abort();
}

interface LoadInput {
  readonly port: InferencePort;
  readonly model: LabModel;
  /** Rows that a variant and the model it is made of are both asked for. */
  readonly rows: readonly FeatureRow[];
}

/** Loads a model; a variant after the model it is made of, so that their answers can be held against each other. */
export const loadModel = fromCallback<{ type: string }, LoadInput>(({ input: { port, model, rows }, sendBack }) =>
  abortable(
    async (signal) => {
      const open = (source: ModelSource) =>
        port.load(source, { onProgress: (progress) => sendBack({ type: 'loadProgressed', progress }), signal });
      const { variant } = model;
      if (variant) await open(variant.of.source);
      const before = variant && (await scoreRows(port, rows, { signal }));
      const report = await open(model.source);
      const change = before && changeOf(before, await scoreRows(port, rows, { signal }));
      sendBack({ type: 'loaded', report, change });
    },
    (error) => sendBack({ type: 'broke', error }),
  ),
);

export const askModel = fromCallback<{ type: string }, { port: InferencePort; rows: readonly FeatureRow[] }>(
  ({ input: { port, rows }, sendBack }) =>
    abortable(
      async (signal) => {
        const asked = port.now();
        const probabilities = await askProbabilities(port, rows, { signal });
        sendBack({ type: 'answered', answer: { row: rows[0]!, probabilities, seconds: port.now() - asked } });
      },
      (error) => sendBack({ type: 'broke', error }),
    ),
);

export const scoreTable = fromCallback<{ type: string }, { port: InferencePort; table: RowTable | undefined }>(
  ({ input: { port, table }, sendBack }) =>
    abortable(
      async (signal) => {
        if (!table) throw new Error('There is no table.');
        const onProgress = (share: number) => sendBack({ type: 'scoreProgressed', share });
        const probabilities = await scoreRows(port, table.rows, { signal, onProgress });
        sendBack({ type: 'scored', scored: { table, probabilities } });
      },
      (error) => sendBack({ type: 'broke', error }),
    ),
);
