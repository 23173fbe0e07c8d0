import { fromCallback } from 'xstate';
import type { FeatureRow, InferenceClient, LoadReport } from '../../engines/inference/client.ts';
import type { ColdStartParts, ServiceCurve } from '../../kit/service-curve.ts';
import type { LabModel } from '../lab-model.ts';
import { problemOf } from '../problem-of.ts';

/** The part of `InferenceClient` that measures. */
export type MeasuringPort = Pick<InferenceClient, 'load' | 'measureTogether' | 'end'>;

/** Models that can be measured together: more would not be told apart in one picture, and would take minutes. */
export const subjectLimit = 4;

/** Time for the timed blocks of one model, in seconds. */
const secondsPerModel = 3;

/** What is asked for. */
export interface MeasureRequest {
  /** One to {@link subjectLimit}, no two alike. */
  readonly models: readonly LabModel[];
  /** Threads of the runtime; more than one only where the page is cross-origin isolated. */
  readonly threads: number;
}

interface MeasureCall {
  readonly port: MeasuringPort;
  readonly rows: readonly FeatureRow[];
  readonly request: MeasureRequest | null;
}

/**
 * Loads each model once, in a worker of its own, to time its start; then times all of them in turns in one worker. The first model is loaded last, because
 * it is the one that stays. The worker is ended afterwards, whatever happens.
 */
export const measureModels = fromCallback<{ type: string }, MeasureCall>(({ input, sendBack }) => {
  const { port, rows, request } = input;
  const abort = new AbortController();
  const { signal } = abort;
  let current = request?.models[0];
  const run = async ({ models, threads }: MeasureRequest) => {
    const reports = new Map<string, LoadReport>();
    for (const model of models.toReversed()) {
      current = model;
      sendBack({ type: 'stepped', step: `Starting “${model.label}”` });
      reports.set(model.id, await port.load({ ...model.source, threads }, { signal }));
    }
    sendBack({ type: 'stepped', step: 'Measuring batches of 1 to 64 rows, the models in turn' });
    const measured = await port.measureTogether({
      subjects: models.map((model, index) => ({
        model: model.id,
        rows: rowsOf(rows, reports.get(model.id)!.featureCount),
        ...(index > 0 && { source: model.source }),
      })),
      timingSeconds: secondsPerModel * models.length,
      signal,
      onWaiting: () => sendBack({ type: 'waits' }),
      onProgress: ({ fraction, contentionShare }, attempt) =>
        sendBack({ type: 'progressed', progress: { share: fraction, contentionShare, attempt } }),
    });
    const curves = measured.map(
      ({ curve }): ServiceCurve => ({ ...curve, coldStart: startOf(reports.get(curve.model)!) }),
    );
    sendBack({ type: 'measured', curves });
  };
  if (request)
    run(request)
      .catch((error: unknown) => {
        if (!signal.aborted)
          sendBack({ type: 'broke', error, problem: problemOf(error, current?.title ?? 'the model') });
      })
      .finally(() => port.end());
  return () => {
    abort.abort();
    port.end();
  };
});

/** Real rows in as many columns as the model takes: of a file of one's own, which may take others, the columns are used in turn. */
function rowsOf(rows: readonly FeatureRow[], featureCount: number): readonly FeatureRow[] {
  if (rows[0]?.length === featureCount) return rows;
  return rows.map((row) => Array.from({ length: featureCount }, (_, column) => row[column % row.length] ?? 0));
}

function startOf(report: LoadReport): ColdStartParts {
  const { runtimeSeconds, downloadSeconds, compileSeconds, sessionSeconds, firstRunSeconds } = report;
  return { runtimeSeconds, downloadSeconds, compileSeconds, sessionSeconds, firstRunSeconds };
}
