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
  MeasuredSubject,
  MeasureInput,
  MeasurementQuality,
  MeasureProgress,
  ModelSource,
  ServeInput,
} from './messages.ts';
import { ModelFileError } from './model-file-error.ts';
import { type StopPort, stopWithin } from './stop-within.ts';
import { UnsteadyDeviceError } from './unsteady-device-error.ts';
import workerUrl from './worker.ts?worker&url';

export { ModelFileError } from './model-file-error.ts';
export { UnsteadyDeviceError } from './unsteady-device-error.ts';
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

/** A measurement that was cancelled has given the processor back after so long, in milliseconds. */
export const stopLimitMs = 100;

/** A measurement whose device changed meanwhile is made once more; then it is given up. */
const attemptLimit = 2;

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

interface TimingOptions {
  /** Whole numbers of at least 1, rising; 1 is always measured. Default {@link defaultBatchSizes}. */
  readonly batchSizes?: readonly number[];
  /** Time for the timed blocks, in seconds. Default 5 for each model. */
  readonly timingSeconds?: number;
  /** `attempt` counts from 1; above 1 the measurement before was discarded because the device was not steady. */
  readonly onProgress?: (progress: MeasureProgress, attempt: number) => void;
  /** Called when another measurement, here or in another tab, has to end first. */
  readonly onWaiting?: () => void;
  readonly signal?: AbortSignal;
}

export interface MeasureOptions extends TimingOptions {
  /** Id of the model, written into the curve, for example `titanic-mlp`. */
  readonly model: string;
  /** Real rows to make the batches from, at least one; they are used in turn. */
  readonly rows: readonly FeatureRow[];
  /** Called once, just before the promise resolves. */
  readonly onQuality?: (quality: MeasurementQuality) => void;
}

export interface MeasureTogetherOptions extends TimingOptions {
  /** Models or precisions, each with an id of its own. One without a source is the loaded one. */
  readonly subjects: MeasureInput['subjects'];
}

/**
 * Real inference in a worker of its own. One client holds one model at a time; every `load` starts a new worker, so that a bad model
 * leaves nothing behind. After any failure the client can load again.
 *
 * The caller's part: start a measurement on a click, abort it when the page is hidden (`visibilitychange`, `freeze`, `pagehide`: a hidden page
 * is throttled and its times mean nothing).
 */
export class InferenceClient {
  readonly #caller: WorkerCaller;
  /** Counts loads and ends, so that a late failure knows whether it is still the latest. */
  #turn = 0;
  #loaded: { readonly source: ModelSource; readonly report: LoadReport } | undefined;
  /** Resolves when a cancelled measurement has stopped: to whether its worker had to be ended, so that the model must be loaded anew. */
  #stopping: Promise<boolean> = Promise.resolve(false);
  #reloading: Promise<unknown> | undefined;

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
    const source = absolute(model);
    try {
      const answer = await this.#call<LoadAnswer, LoadProgress>('load', source, source.url, options);
      if (!answer.ok) throw new ModelFileError(answer.problem);
      this.#loaded = { source, report: answer.report };
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

  /**
   * Times the loaded model on this device: about 7 to 20 s, with progress, once no other tab of the site does. Rejects as `predict` does, with
   * `AbortError`, with `UnsteadyDeviceError` where the device changed twice while it was timed, or when the clock is too coarse.
   */
  async measure({ model, rows, ...options }: MeasureOptions): Promise<ServiceCurve> {
    const [measured] = await this.measureTogether({ ...options, subjects: [{ model, rows }] });
    options.onQuality?.(measured!.quality);
    return measured!.curve;
  }

  /** Times several models or precisions, their calls in turn, so that they can be compared. A model must be loaded; rejects as `measure` does. */
  measureTogether(options: MeasureTogetherOptions): Promise<readonly MeasuredSubject[]> {
    const { batchSizes = defaultBatchSizes, timingSeconds } = options;
    const subjects = options.subjects.map(({ model, rows, source, rowsPerRequest }) => ({
      model,
      rows: plainRows(rows),
      rowsPerRequest,
      ...(source && { source: absolute(source) }),
    }));
    const input: MeasureInput = { subjects, batchSizes: [...batchSizes], timingSeconds };
    return this.#withModel((url) => measureAlone(() => this.#measureSteadily(input, url, options), options));
  }

  /**
   * A port over which another thread orders batches of requests and hears what the model took (`BatchOrder`, `BatchAnswer`), one at a time, without this
   * thread on the way. Each request asks for `rowsPerRequest` of the rows in turn. The port is dead once the worker was ended.
   */
  openBatchPort(rows: readonly FeatureRow[], rowsPerRequest: number): Promise<MessagePort> {
    return this.#withModel(async (url) => {
      const { port1, port2 } = new MessageChannel();
      const input: ServeInput = { port: port1, rows: plainRows(rows), rowsPerRequest };
      await this.#call<undefined, never>('serve', input, url, { transfer: [port1] });
      return port2;
    });
  }

  /** Ends the worker and forgets the model; whatever is under way rejects with `AbortError`. */
  end(): void {
    this.#turn++;
    this.#loaded = undefined;
    this.#stopping = Promise.resolve(false);
    this.#caller.end();
  }

  async #measureSteadily(
    input: MeasureInput,
    url: string,
    { signal, onProgress }: TimingOptions,
  ): Promise<readonly MeasuredSubject[]> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#call<MeasureAnswer, MeasureProgress | LoadProgress>('measure', input, url, {
        // What is told while further models are fetched is a sign of life, and no part of the measurement.
        onProgress: (progress) => 'fraction' in progress && onProgress?.(progress, attempt),
        ...(signal && { signal }),
      });
      if (!answer.ok) throw new ModelFileError(answer.problem);
      const drifted = answer.measured.find(({ quality }) => !quality.isSteady);
      if (!drifted) return answer.measured;
      if (attempt === attemptLimit) throw new UnsteadyDeviceError(drifted.quality);
    }
  }

  async #withModel<T>(run: (url: string) => Promise<T>): Promise<T> {
    await this.#reloadWhereEnded();
    if (!this.#loaded) throw new Error('No model is loaded. Load one first.');
    return run(this.#loaded.source.url);
  }

  /** Loads the model again, from the browser's own store, where stopping its measurement took its worker. */
  async #reloadWhereEnded(): Promise<void> {
    const source = this.#loaded?.source;
    if ((await this.#stopping) && source)
      this.#reloading ??= this.load(source).finally(() => {
        this.#reloading = undefined;
      });
    await this.#reloading;
  }

  async #call<Output, Progress>(
    kind: 'load' | 'predict' | 'measure' | 'serve',
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
        ...(options.transfer ? { transfer: options.transfer } : {}),
        ...(options.signal ? { signal: options.signal } : {}),
      });
    } catch (error) {
      if (kind === 'measure' && options.signal?.aborted && this.#loaded)
        this.#stopping = stopWithin(this.#stopPort(), stopLimitMs);
      if (!(error instanceof WorkerHungError)) throw error;
      this.#loaded = undefined;
      throw new ModelFileError(hungProblem(url, phase), { cause: error });
    }
  }

  #stopPort(): StopPort {
    return { answer: () => this.#caller.call('ping', null), end: () => this.#caller.end() };
  }
}

/** The source with an address that holds in a worker too. */
function absolute(source: ModelSource): ModelSource {
  return { ...source, url: new URL(source.url, globalThis.location?.href).href };
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
