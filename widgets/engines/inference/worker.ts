/**
 * The inference worker: holds the runtime and one model. It is the only place that imports onnxruntime-web (a second importer would
 * ship its 14 MB again) and, in this engine, the only one that reads the clock and the date.
 */
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import { serveWorker, type WorkerContext } from '../../kit/worker-call.ts';
import { checkBytes } from './check-bytes.ts';
import { describeBrowser, describeDevice } from './device.ts';
import { fetchBytes, modelByteLimit } from './fetch-bytes.ts';
import { measureSession } from './measure-session.ts';
import type { FeatureRow, LoadAnswer, LoadProgress, MeasureAnswer, MeasureInput, ModelSource } from './messages.ts';
import { type ModelSession, openModel } from './model-session.ts';
import { nextMacrotask } from './next-macrotask.ts';
import { runtimeBytes } from './runtime-size.ts';
import { sha256 } from './sha256.ts';

/** One thread: more need cross-origin isolation, which would block the lessons' videos, and are slower on a busy device. */
const threads = 1;
const runtimeByteLimit = 40_000_000;

let model: ModelSession | undefined;
const clock = () => performance.now() / 1000;

async function load(source: ModelSource, context: WorkerContext): Promise<LoadAnswer> {
  const started = clock();
  const runtime = await fetchRuntime(context);
  if (!runtime.ok) return runtime;
  const runtimeFetched = clock();

  const file = await fetchBytes(source.url, modelByteLimit, source.bytes ?? null, tell(context, 'model'));
  if (!file.ok) return file;
  const digest = await sha256(file.bytes);
  const fault = checkBytes(file.bytes, digest, source);
  if (fault) return { ok: false, problem: fault };
  const downloaded = clock();

  tell(context, 'session')(0, null);
  const opened = await openModel(runtime.ort, file.bytes, source);
  if (!opened.ok) return opened;
  const created = clock();

  tell(context, 'firstRun')(0, null);
  const { featureCount } = opened.session;
  await opened.session.run(new Float32Array(featureCount), 1);
  const ran = clock();
  model = opened.session;
  return {
    ok: true,
    report: {
      url: source.url,
      bytes: file.bytes.length,
      sha256: digest,
      featureCount,
      runtimeSeconds: runtimeFetched - started,
      downloadSeconds: downloaded - runtimeFetched,
      sessionSeconds: created - downloaded,
      firstRunSeconds: ran - created,
      totalSeconds: ran - started,
    },
  };
}

/** Fetches the runtime and tells it where its parts are; it starts with its first session. */
async function fetchRuntime(context: WorkerContext) {
  const [wasm, ort] = await Promise.all([
    fetchBytes(absolute(wasmUrl), runtimeByteLimit, runtimeBytes.raw, tell(context, 'runtime')),
    import('onnxruntime-web/wasm'),
  ]);
  if (!wasm.ok) return wasm;
  // Handed over as bytes, because the runtime's own fetch tells no progress.
  ort.env.wasm.wasmBinary = wasm.bytes;
  ort.env.wasm.wasmPaths = { mjs: absolute(glueUrl) };
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return { ok: true, ort } as const;
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}

function tell(context: WorkerContext, phase: LoadProgress['phase']) {
  return (loadedBytes: number, totalBytes: number | null) =>
    context.progress({ phase, loadedBytes, totalBytes } satisfies LoadProgress);
}

function predict(rows: readonly FeatureRow[]): Promise<number[]> {
  return loadedModel().predict(rows);
}

function measure(input: MeasureInput, context: WorkerContext): Promise<MeasureAnswer> {
  return measureSession(loadedModel(), input, {
    clock,
    pause: nextMacrotask,
    isCancelled: () => context.isCancelled(),
    onProgress: (progress) => context.progress(progress),
    circumstances: {
      source: 'measured',
      device: describeDevice(navigator),
      browser: describeBrowser(navigator),
      threads,
      measuredAt: new Date(performance.timeOrigin + performance.now()).toISOString(),
    },
  });
}

function loadedModel(): ModelSession {
  if (!model) throw new Error('No model is loaded. Load one first.');
  return model;
}

serveWorker({ load, predict, measure });
