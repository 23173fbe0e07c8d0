import { fromCallback } from 'xstate';
import type { FeatureRow, InferenceClient, ModelSource } from '../engines/inference/client.ts';
import { askProbabilities } from './ask-probabilities.ts';
import type { RowTable } from './rows/read-table.ts';
import { scoreRows } from './rows/score-rows.ts';

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

export const loadModel = fromCallback<{ type: string }, { port: InferencePort; source: ModelSource | undefined }>(
  ({ input: { port, source }, sendBack }) =>
    abortable(
      async (signal) => {
        if (!source) throw new Error('No model is chosen.');
        const onProgress = (progress: unknown) => sendBack({ type: 'loadProgressed', progress });
        sendBack({ type: 'loaded', report: await port.load(source, { onProgress, signal }) });
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
