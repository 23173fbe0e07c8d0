import { InferenceClient } from '../../engines/inference/client.ts';
import { measureAlone } from '../../engines/inference/measure-alone.ts';
import { type ModelManifest, modelSource } from '../../engines/inference/manifest.ts';
import type { Overhead } from '../../engines/simulator/reality/overhead.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { startTrustedWorker } from '../../kit/trusted-worker.ts';
import { WorkerCaller } from '../../kit/worker-call.ts';
import workerUrl from './reality-worker.ts?worker&url';
import { rowsPerRequest } from './request-size.ts';
import type {
  CalibrateInput,
  Predicted,
  PredictInput,
  RunComparison,
  RunInput,
  RunProgress,
} from './worker-messages.ts';

/** What was measured before a run, in the worker that serves in it. */
export interface Prepared {
  /** Over batches of requests. */
  readonly curve: ServiceCurve;
  readonly overhead: Overhead;
  /** Rows that one request asks for. */
  readonly rowsPerRequest: number;
}

/** How far the preparation is. */
export interface PrepareProgress {
  readonly step: 'loading' | 'waiting' | 'timing' | 'spacing';
  /** Share of the step that is over, 0 to 1. */
  readonly share: number;
}

export interface CallOptions<Progress> {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** What a session of real runs needs of the world. */
export interface RealityPort {
  /** Measures batches of so many requests. */
  prepare(batchSizes: readonly number[], options: CallOptions<PrepareProgress>): Promise<Prepared>;
  predict(prepared: Prepared, scenario: Scenario, signal: AbortSignal): Promise<Predicted>;
  run(prepared: Prepared, scenario: Scenario, options: CallOptions<RunProgress | 'waiting'>): Promise<RunComparison>;
}

/** Time for the timed blocks of the curve, in seconds; the harness takes what it needs beyond. */
const TIMING_SECONDS = 2;
/** A driver that says nothing for so long has hung, in milliseconds: it drains for 5 s at most. */
const SILENCE_MS = 15_000;

/**
 * Real runs of one model: one worker holds the model, another drives, and a port joins the two, so that the page is on no request's way. The model is loaded
 * a second time, from the browser's own store: the session above may load and end its own as it likes.
 */
export class RealityRunner implements RealityPort {
  readonly #client = new InferenceClient();
  readonly #driver = new WorkerCaller(() => startTrustedWorker(workerUrl));
  readonly #manifest: ModelManifest;
  readonly #base: string;
  readonly #curve: () => ServiceCurve;

  /** `curve` gives the learner's curve of single rows, which says how many of them make a request. */
  constructor(manifest: ModelManifest, base: string, curve: () => ServiceCurve) {
    this.#manifest = manifest;
    this.#base = base;
    this.#curve = curve;
  }

  async prepare(
    batchSizes: readonly number[],
    { signal, onProgress }: CallOptions<PrepareProgress>,
  ): Promise<Prepared> {
    onProgress({ step: 'loading', share: 0 });
    const rows = rowsPerRequest(this.#curve());
    if (!this.#client.loaded) await this.#client.load(modelSource(this.#manifest, `${this.#base}models/`), { signal });
    const [measured] = await this.#client.measureTogether({
      subjects: [{ model: this.#manifest.id, rows: this.#examples(), rowsPerRequest: rows }],
      batchSizes,
      timingSeconds: TIMING_SECONDS,
      signal,
      onWaiting: () => onProgress({ step: 'waiting', share: 0 }),
      onProgress: ({ fraction }) => onProgress({ step: 'timing', share: fraction }),
    });
    const { curve } = measured!;
    const overhead = await measureAlone(
      async () => {
        onProgress({ step: 'spacing', share: 0 });
        return this.#drive<Overhead>('calibrate', { curve }, rows, { signal, onProgress: () => {} });
      },
      { signal },
    );
    return { curve, overhead, rowsPerRequest: rows };
  }

  predict({ curve, overhead }: Prepared, scenario: Scenario, signal: AbortSignal): Promise<Predicted> {
    const input: PredictInput = { scenario, curve, overhead };
    return this.#driver.call('predict', input, { signal, silenceMs: SILENCE_MS });
  }

  run(
    { curve, overhead, rowsPerRequest: rows }: Prepared,
    scenario: Scenario,
    { signal, onProgress }: CallOptions<RunProgress | 'waiting'>,
  ): Promise<RunComparison> {
    const begin = () => this.#drive<RunComparison>('run', { scenario, curve, overhead }, rows, { signal, onProgress });
    return measureAlone(begin, { signal, onWaiting: () => onProgress('waiting') });
  }

  /** Ends both workers. */
  end(): void {
    this.#client.end();
    this.#driver.end();
  }

  /** One call of the driver with a port of the model. A cancelled one takes its worker with it: nothing is sent any more, and the next call starts another. */
  async #drive<Output>(
    kind: 'calibrate' | 'run',
    input: Omit<CalibrateInput, 'port'> | Omit<RunInput, 'port'>,
    rows: number,
    { signal, onProgress }: CallOptions<RunProgress>,
  ): Promise<Output> {
    const port = await this.#client.openBatchPort(this.#examples(), rows);
    try {
      const options = { transfer: [port], silenceMs: SILENCE_MS, signal, onProgress };
      return await this.#driver.call<Output, RunProgress>(kind, { ...input, port }, options);
    } catch (error) {
      this.#driver.end();
      throw error;
    }
  }

  #examples() {
    return this.#manifest.examples.map(({ features }) => features);
  }
}
