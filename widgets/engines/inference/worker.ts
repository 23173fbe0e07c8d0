/**
 * The inference worker: holds the runtime and one model. It is the only place that imports onnxruntime-web (a second importer would
 * ship its 14 MB again) and, in this engine, the only one that reads the clock and the date.
 */
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import { nextTurn } from '../../kit/next-turn.ts';
import { serveWorker, type WorkerContext } from '../../kit/worker-call.ts';
import { checkBytes } from './check-bytes.ts';
import { describeBrowser, describeDevice } from './device.ts';
import { fetchBytes, modelByteLimit } from './fetch-bytes.ts';
import { measureSessions, type SessionSubject } from './measure-session.ts';
import type {
  FeatureRow,
  LoadAnswer,
  LoadProgress,
  LoadReport,
  MeasureAnswer,
  MeasureInput,
  ModelSource,
  ServeInput,
  SubjectInput,
} from './messages.ts';
import { type ModelSession, type OrtModule, openModel } from './model-session.ts';
import { makeVariant } from './onnx/variant.ts';
import { RequestBatches } from './request-batches.ts';
import { runtimeBytes } from './runtime-size.ts';
import { serveBatches } from './serve-batches.ts';
import { sha256 } from './sha256.ts';
import { spin } from './spin.ts';
import { starterModel } from './starter-model.ts';

const runtimeByteLimit = 40_000_000;

let loaded: { readonly session: ModelSession; readonly report: LoadReport; readonly ort: OrtModule } | undefined;
const clock = () => performance.now() / 1000;

async function load(source: ModelSource, context: WorkerContext): Promise<LoadAnswer> {
  const started = clock();
  // More threads need cross-origin isolation, which would block the lessons' videos, and are slower on a busy device.
  const threads = self.crossOriginIsolated ? (source.threads ?? 1) : 1;
  const runtime = await fetchRuntime(threads, context);
  if (!runtime.ok) return runtime;
  const runtimeFetched = clock();

  const file = await fetchModel(source, context);
  if (!file.ok) return file;
  const downloaded = clock();

  const { ort } = runtime;
  tell(context, 'session')(0, null);
  await (await ort.InferenceSession.create(starterModel(), { executionProviders: ['wasm'] })).release();
  const compiled = clock();
  const model = variantOf(file.bytes, source);
  const opened = await openModel(ort, model, source);
  if (!opened.ok) return opened;
  const created = clock();

  tell(context, 'firstRun')(0, null);
  const { featureCount } = opened.session;
  await opened.session.run(new Float32Array(featureCount), 1);
  const ran = clock();
  const report: LoadReport = {
    url: source.url,
    bytes: file.bytes.length,
    openedBytes: model.length,
    sha256: file.digest,
    featureCount,
    threads,
    runtimeSeconds: runtimeFetched - started,
    downloadSeconds: downloaded - runtimeFetched,
    compileSeconds: compiled - downloaded,
    sessionSeconds: created - compiled,
    firstRunSeconds: ran - created,
    totalSeconds: ran - started,
  };
  loaded = { session: opened.session, report, ort };
  return { ok: true, report };
}

/** Fetches the runtime and tells it where its parts are; it starts with its first session. */
async function fetchRuntime(threads: number, context: WorkerContext) {
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

/** The file of a model, held against what was said of it. */
async function fetchModel(source: ModelSource, context: WorkerContext) {
  const file = await fetchBytes(source.url, modelByteLimit, source.bytes ?? null, tell(context, 'model'));
  if (!file.ok) return file;
  const digest = await sha256(file.bytes);
  const problem = checkBytes(file.bytes, digest, source);
  return problem ? ({ ok: false, problem } as const) : ({ ok: true, bytes: file.bytes, digest } as const);
}

/** The variant that was asked for, made here from the file: a wide model is 16.9 MB that nobody has to download. */
function variantOf(file: Uint8Array<ArrayBuffer>, { variant }: ModelSource): Uint8Array<ArrayBuffer> {
  return variant ? makeVariant(file, variant) : file;
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}

function tell(context: WorkerContext, phase: LoadProgress['phase']) {
  return (loadedBytes: number, totalBytes: number | null) =>
    context.progress({ phase, loadedBytes, totalBytes } satisfies LoadProgress);
}

function predict(rows: readonly FeatureRow[]): Promise<number[]> {
  return loadedModel().session.predict(rows);
}

async function measure({ subjects, ...asked }: MeasureInput, context: WorkerContext): Promise<MeasureAnswer> {
  const { report } = loadedModel();
  const open: SessionSubject[] = [];
  const extra: ModelSession[] = [];
  try {
    for (const subject of subjects) {
      const opened = await openSubject(subject, context);
      if (!opened.ok) return opened;
      open.push(opened.subject);
      if (subject.source) extra.push(opened.subject.session);
      if (context.isCancelled()) throw new DOMException('The measurement was cancelled.', 'AbortError');
    }
    const measured = await measureSessions(open, {
      ...asked,
      clock,
      pause: nextTurn,
      spin,
      isCancelled: () => context.isCancelled(),
      onProgress: (progress) => context.progress(progress),
      circumstances: {
        source: 'measured',
        device: describeDevice(navigator),
        browser: describeBrowser(navigator),
        threads: report.threads,
        isIsolated: self.crossOriginIsolated,
        measuredAt: new Date(performance.timeOrigin + performance.now()).toISOString(),
      },
    });
    return { ok: true, measured };
  } finally {
    for (const session of extra) await session.release();
  }
}

/** The loaded model, or another one beside it. Only the loaded one has a start to tell of: the others find a runtime that is warm. */
async function openSubject({ model, rows, source, rowsPerRequest }: SubjectInput, context: WorkerContext) {
  const { session, report, ort } = loadedModel();
  if (!source) {
    const { runtimeSeconds, downloadSeconds, compileSeconds, sessionSeconds, firstRunSeconds } = report;
    const coldStart = { runtimeSeconds, downloadSeconds, compileSeconds, sessionSeconds, firstRunSeconds };
    return { ok: true, subject: { model, rows, session, rowsPerRequest, coldStart } } as const;
  }
  const file = await fetchModel(source, context);
  if (!file.ok) return file;
  const opened = await openModel(ort, variantOf(file.bytes, source), source);
  return opened.ok
    ? ({ ok: true, subject: { model, rows, session: opened.session, rowsPerRequest } } as const)
    : opened;
}

function loadedModel() {
  if (!loaded) throw new Error('No model is loaded. Load one first.');
  return loaded;
}

/** Scores batches that come over a port of their own from now on, until the worker is ended. */
function serve({ port, rows, rowsPerRequest }: ServeInput): void {
  const { session } = loadedModel();
  serveBatches(port, session, new RequestBatches(rows, session.featureCount, rowsPerRequest), clock);
}

/** Answered as soon as the worker is free to answer anything. */
function ping(): true {
  return true;
}

serveWorker({ load, predict, measure, serve, ping });
