import { fromCallback } from 'xstate';
import type { FeatureRow, InferenceClient, MeasurementQuality, ModelSource } from '../engines/inference/client.ts';

/** The part of `InferenceClient` that a session uses, and a clock in seconds to time an answer with. */
export type InferencePort = Pick<InferenceClient, 'load' | 'predict' | 'measure' | 'end'> & {
  readonly now: () => number;
};

/** A model and the rows that it is timed with. */
export interface ModelToOpen {
  readonly id: string;
  readonly source: ModelSource;
  readonly rows: readonly FeatureRow[];
}

/** One answer of the model. */
export interface Prediction {
  readonly row: FeatureRow;
  readonly probability: number;
  /** From question to answer as the page saw it: the model's work and the way to the worker and back, in seconds. */
  readonly seconds: number;
}

/** How far a measurement is. */
export interface MeasuringProgress {
  /** Share of it that is over, 0 to 1. */
  readonly share: number;
  /** Share of the processor's time that something else took so far, 0 to 1. */
  readonly contentionShare: number;
  /** 1, or 2 where the first was discarded because the device was not steady. */
  readonly attempt: number;
}

interface CallInput {
  readonly port: InferencePort;
  readonly model: ModelToOpen;
}

/** Runs one call as an actor: its end aborts the call, and what an aborted call still says is not passed on. */
export function abortable(run: (signal: AbortSignal) => Promise<void>, broke: (error: unknown) => void): () => void {
  const abort = new AbortController();
  run(abort.signal).catch((error: unknown) => {
    if (!abort.signal.aborted) broke(error);
  });
  return () => abort.abort();
}

export const loadModel = fromCallback<{ type: string }, CallInput>(({ input, sendBack }) =>
  abortable(
    async (signal) => {
      const onProgress = (progress: unknown) => sendBack({ type: 'loadProgressed', progress });
      sendBack({ type: 'loaded', report: await input.port.load(input.model.source, { onProgress, signal }) });
    },
    (error) => sendBack({ type: 'broke', error }),
  ),
);

export const predictOne = fromCallback<{ type: string }, { port: InferencePort; row: FeatureRow }>(
  ({ input, sendBack }) =>
    abortable(
      async (signal) => {
        const { port, row } = input;
        const asked = port.now();
        const [probability] = await port.predict([row], { signal });
        if (probability === undefined) throw new Error('The model gave no answer for the row.');
        sendBack({ type: 'predicted', prediction: { row, probability, seconds: port.now() - asked } });
      },
      (error) => sendBack({ type: 'broke', error }),
    ),
);

export const measureModel = fromCallback<{ type: string }, CallInput>(({ input, sendBack }) =>
  abortable(
    async (signal) => {
      let quality: MeasurementQuality | null = null;
      const curve = await input.port.measure({
        model: input.model.id,
        rows: input.model.rows,
        signal,
        onWaiting: () => sendBack({ type: 'measureWaits' }),
        onProgress: ({ fraction, contentionShare }, attempt) =>
          sendBack({ type: 'measureProgressed', progress: { share: fraction, contentionShare, attempt } }),
        onQuality: (found) => {
          quality = found;
        },
      });
      sendBack({ type: 'measured', curve, quality });
    },
    (error) => sendBack({ type: 'broke', error }),
  ),
);
