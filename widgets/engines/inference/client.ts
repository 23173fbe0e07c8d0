import type { Problem } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { startTrustedWorker } from '../../kit/trusted-worker.ts';
import { type CallOptions, WorkerCaller, WorkerHungError } from '../../kit/worker-call.ts';
import { measureAlone } from './measure-alone.ts';
import type {
  FeatureRow,
  LoadAnswer,
  LoadProgress,
  LoadReport,
  MeasureAnswer,
  MeasureInput,
  MeasurementQuality,
  MeasureProgress,
  ModelSource,
} from './messages.ts';
import { ModelFileError } from './model-file-error.ts';
import workerUrl from './worker.ts?worker&url';

export { ModelFileError } from './model-file-error.ts';
export type {
  FeatureRow,
  LoadProgress,
  LoadReport,
  MeasurementQuality,
  MeasureProgress,
  ModelSource,
} from './messages.ts';

export { runtimeBytes } from './runtime-size.ts';

/** Batch sizes measured unless told otherwise. */
export const defaultBatchSizes: readonly number[] = [1, 2, 4, 8, 16, 32, 64];

/** A model that gives no sign of life for this long is ended, in milliseconds. */
export const silenceLimitMs = 8000;

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface MeasureOptions {
  /** Id of the model, written into the curve, for example `titanic-mlp`. */
  readonly model: string;
  /** Real rows to make the batches from, at least one; they are used in turn. */
  readonly rows: readonly FeatureRow[];
  /** Whole numbers of at least 1, rising; 1 is always measured. Default {@link defaultBatchSizes}. */
  readonly batchSizes?: readonly number[];
  readonly onProgress?: (progress: MeasureProgress) => void;
  /** Called when another measurement, here or in another tab, has to end first. */
  readonly onWaiting?: () => void;
  /** Called once, just before the promise resolves. */
  readonly onQuality?: (quality: MeasurementQuality) => void;
  readonly signal?: AbortSignal;
}

/**
 * Real inference in a worker of its own. One client holds one model at a time; every `load` starts a new worker, so that a bad model
 * leaves nothing behind. After any failure the client can load again.
 *
 * The caller's part: start a measurement on a click, abort it when the page is hidden (`visibilitychange`, `pagehide`: a hidden page
 * is throttled and its times mean nothing).
 */
export class InferenceClient {
  readonly #caller: WorkerCaller;
  /** Counts loads and ends, so that a late failure knows whether it is still the latest. */
  #turn = 0;
  #loaded: { readonly url: string; readonly report: LoadReport } | undefined;

  /** `makeWorker` is given only by tests. */
  constructor(makeWorker: () => Worker = () => startTrustedWorker(workerUrl)) {
    this.#caller = new WorkerCaller(makeWorker);
  }

  /** The report of the model that is loaded now, if one is. */
  get loaded(): LoadReport | undefined {
    return this.#loaded?.report;
  }

  /**
   * Fetches, checks and opens a model, and makes one first prediction.
   * Rejects with `ModelFileError` (missing, truncated, altered, over 50 MB, not ONNX, other inputs, or without an answer for 8 s), or `AbortError`.
   */
  async load(model: ModelSource, options: LoadOptions = {}): Promise<LoadReport> {
    this.end();
    const turn = this.#turn;
    const source = { ...model, url: new URL(model.url, globalThis.location?.href).href };
    try {
      const answer = await this.#call<LoadAnswer, LoadProgress>('load', source, source.url, options);
      if (!answer.ok) throw new ModelFileError(answer.problem);
      this.#loaded = { url: source.url, report: answer.report };
      return answer.report;
    } catch (error) {
      // A cancelled or failed load leaves no worker behind; one that a newer load has replaced must not end that one's.
      if (turn === this.#turn) this.end();
      throw error;
    }
  }

  /**
   * One probability per row, in the order of the rows. Rejects when no model is loaded, when a row has another length than the model
   * expects, or with `ModelFileError` when the model gives no answer for 8 s.
   */
  predict(rows: readonly FeatureRow[], options: { readonly signal?: AbortSignal } = {}): Promise<number[]> {
    return this.#withModel((url) => this.#call<number[], never>('predict', plainRows(rows), url, options));
  }

  /** Times the loaded model on this device: about 6 to 10 s, with progress, once no other tab of the site does. Rejects as `predict` does, with `AbortError`, or when the clock is too coarse. */
  measure(options: MeasureOptions): Promise<ServiceCurve> {
    const { model, batchSizes = defaultBatchSizes, rows } = options;
    const input: MeasureInput = { model, batchSizes: [...batchSizes], rows: plainRows(rows) };
    return this.#withModel(async (url) => {
      const { curve, quality } = await measureAlone(
        () => this.#call<MeasureAnswer, MeasureProgress>('measure', input, url, options),
        options,
      );
      options.onQuality?.(quality);
      return curve;
    });
  }

  /** Ends the worker and forgets the model; whatever is under way rejects with `AbortError`. */
  end(): void {
    this.#turn++;
    this.#loaded = undefined;
    this.#caller.end();
  }

  async #withModel<T>(run: (url: string) => Promise<T>): Promise<T> {
    if (!this.#loaded) throw new Error('No model is loaded. Load one first.');
    return run(this.#loaded.url);
  }

  async #call<Output, Progress>(
    kind: 'load' | 'predict' | 'measure',
    input: unknown,
    url: string,
    options: CallOptions<Progress>,
  ): Promise<Output> {
    let phase: string = kind === 'load' ? 'runtime' : kind;
    const onProgress = (progress: Progress) => {
      phase = (progress as { readonly phase: string }).phase;
      options.onProgress?.(progress);
    };
    try {
      return await this.#caller.call<Output, Progress>(kind, input, {
        silenceMs: silenceLimitMs,
        onProgress,
        ...(options.signal ? { signal: options.signal } : {}),
      });
    } catch (error) {
      if (!(error instanceof WorkerHungError)) throw error;
      this.#loaded = undefined;
      throw new ModelFileError(hungProblem(url, phase), { cause: error });
    }
  }
}

/** Copies: a Svelte state proxy cannot be sent to a worker. */
function plainRows(rows: readonly FeatureRow[]): FeatureRow[] {
  return rows.map((row) => [...row]);
}

function hungProblem(url: string, phase: string): Problem {
  const isDownload = phase === 'runtime' || phase === 'model';
  return {
    path: url,
    expected: `a sign of life within ${silenceLimitMs / 1000} s`,
    found: isDownload ? 'a download that stands still, which was ended' : 'a run that does not end, which was ended',
    fix: isDownload
      ? 'Check the connection and load the model again.'
      : 'Load another model: this one gives no answer. Everything else on the page goes on working.',
  };
}
