import { afterEach, describe, expect, it } from 'vitest';
import { encodeModel } from '../../../widgets/engines/inference/onnx/encode-model.ts';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import {
  InferenceClient,
  type LoadProgress,
  type MeasurementQuality,
  ModelFileError,
  UnsteadyDeviceError,
} from '../../../widgets/engines/inference/client.ts';
import { type ModelManifest, modelSource, parseManifest } from '../../../widgets/engines/inference/manifest.ts';
import { longestTaskMs } from '../../kit/thread-tasks.ts';
import { endlessGraph } from './endless-graph.ts';
import { expectedProbabilities } from './expected-probabilities.ts';

const clients: InferenceClient[] = [];
function newClient(): InferenceClient {
  const client = new InferenceClient();
  clients.push(client);
  return client;
}
afterEach(() => {
  for (const client of clients.splice(0)) client.end();
});

async function shippedManifest(): Promise<ModelManifest> {
  const parsed = parseManifest(await (await fetch('/models/titanic-mlp.json')).json());
  if (!parsed.ok) throw new Error('The shipped manifest is not valid.');
  return parsed.value;
}

/** A file made in the test, at an address of its own. */
function addressOf(bytes: BlobPart): string {
  return URL.createObjectURL(new Blob([bytes]));
}

async function modelBytes(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch('/models/titanic-mlp.onnx')).arrayBuffer());
}

async function faultOf(loading: Promise<unknown>): Promise<ModelFileError> {
  const error = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelFileError)) throw new Error(`A ModelFileError was expected, not ${error}.`);
  return error;
}

/** Measures again where the device was not steady: the tests run on machines that do other work. */
async function steadily<T>(measure: () => Promise<T>): Promise<T> {
  for (let left = 4; ; left--) {
    try {
      return await measure();
    } catch (error) {
      if (!(error instanceof UnsteadyDeviceError) || left === 0) throw error;
    }
  }
}

describe('InferenceClient', () => {
  it('loads the course’s model with progress in bytes and predicts what Node predicts', async () => {
    const manifest = await shippedManifest();
    const client = newClient();
    const progress: LoadProgress[] = [];
    const report = await client.load(modelSource(manifest, '/models/'), { onProgress: (step) => progress.push(step) });
    expect(report).toMatchObject({ bytes: manifest.bytes, sha256: manifest.sha256, featureCount: 7 });
    const { runtimeSeconds, downloadSeconds, compileSeconds, sessionSeconds, firstRunSeconds, totalSeconds } = report;
    const parts = [runtimeSeconds, downloadSeconds, compileSeconds, sessionSeconds, firstRunSeconds];
    expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(totalSeconds, 6);
    // Compiling 14 MB takes longer than opening 20 kB, by an order of magnitude on any device.
    expect(compileSeconds).toBeGreaterThan(sessionSeconds);
    // This page is not isolated: asked for or not, there is one thread.
    expect(report.threads).toBe(1);
    expect(progress.filter(({ phase }) => phase === 'runtime').at(-1)!.loadedBytes).toBeGreaterThan(10e6);
    expect(progress.filter(({ phase }) => phase === 'model').at(-1)!.loadedBytes).toBe(manifest.bytes);
    expect(new Set(progress.map(({ phase }) => phase))).toEqual(new Set(['runtime', 'model', 'session', 'firstRun']));

    const probabilities = await client.predict(manifest.examples.map(({ features }) => features));
    expect(probabilities).toHaveLength(expectedProbabilities.length);
    for (const [index, expected] of expectedProbabilities.entries())
      expect(Math.abs(probabilities[index]! - expected)).toBeLessThan(1e-6);
    expect(await client.predict([])).toEqual([]);
    await expect(client.predict([[1, 2, 3]])).rejects.toThrow('Row 1 has 3 numbers; the model takes 7.');
  });

  it('measures this device: a curve with device, clock, counts and quality, which is a valid service curve', async () => {
    const manifest = await shippedManifest();
    const client = newClient();
    await client.load(modelSource(manifest, '/models/'));
    const fractions: number[] = [];
    let quality: MeasurementQuality | undefined;
    const curve = await steadily(() =>
      client.measure({
        model: manifest.id,
        batchSizes: [1, 8, 64],
        rows: manifest.examples.map(({ features }) => features),
        onProgress: ({ fraction }) => fractions.push(fraction),
        onQuality: (seen) => {
          quality = seen;
        },
      }),
    );
    expect(parseServiceCurve(curve)).toEqual({ ok: true, value: curve });
    expect(curve).toMatchObject({
      model: 'titanic-mlp',
      source: 'measured',
      threads: 1,
      device: expect.stringMatching(/^Linux, \d+ cores?$/),
      browser: expect.stringMatching(/^Chrom\w+ \d+$/),
    });
    expect(curve.points.map(({ batchSize }) => batchSize)).toEqual([1, 8, 64]);
    for (const { runs, medianSeconds } of curve.points) expect(runs * medianSeconds).toBeGreaterThan(5 * 0.02 * 0.5);
    expect(curve.points[2]!.medianSeconds).toBeGreaterThan(curve.points[0]!.medianSeconds);
    expect(quality!.blockSpread).toHaveLength(3);
    expect(curve).toMatchObject({ isIsolated: crossOriginIsolated, coldStart: { compileSeconds: expect.any(Number) } });
    expect(quality!.contentionShare).toBeGreaterThanOrEqual(0);
    expect(quality!.contentionShare).toBeLessThan(1);
    expect(fractions.at(-1)).toBe(1);
  }, 120_000);

  it('stops measuring when asked to, and predicts afterwards', async () => {
    const manifest = await shippedManifest();
    const client = newClient();
    await client.load(modelSource(manifest, '/models/'));
    const abort = new AbortController();
    const measuring = client.measure({
      model: manifest.id,
      rows: [manifest.examples[0]!.features],
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
    const started = performance.now();
    expect(await client.predict([manifest.examples[0]!.features])).toHaveLength(1);
    // The measurement would have gone on for five seconds.
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('refuses to predict or measure before a model is loaded', async () => {
    const client = newClient();
    await expect(client.predict([[0]])).rejects.toThrow('No model is loaded.');
    await expect(client.measure({ model: 'x', rows: [[0]] })).rejects.toThrow('No model is loaded.');
  });

  it('says what is wrong with a missing, truncated, altered, foreign or unfitting file, and loads a good one afterwards', async () => {
    const manifest = await shippedManifest();
    const good = modelSource(manifest, '/models/');
    const whole = await modelBytes();
    const altered = whole.slice();
    altered[20_000]! ^= 1;
    const otherNames = encodeModel({
      ...endlessGraph,
      nodes: [{ operator: 'Relu', inputs: ['x'], outputs: ['y'] }],
      constants: [],
      inputs: [{ name: 'x', type: 'float32', dims: ['N', 3] }],
      outputs: [{ name: 'y', type: 'float32', dims: ['N', 3] }],
    });
    const client = newClient();

    const missing = await faultOf(client.load({ ...good, url: '/models/no-such-model.onnx' }));
    expect(missing.problem).toMatchObject({
      path: new URL('/models/no-such-model.onnx', location.href).href,
      expected: 'a file',
      found: expect.stringContaining('there is no such file'),
    });
    const truncated = await faultOf(client.load({ ...good, url: addressOf(whole.slice(0, 9000)) }));
    expect(truncated.problem).toMatchObject({
      expected: `${manifest.bytes} bytes`,
      found: 'a truncated file of 9000 bytes',
    });
    const wrong = await faultOf(client.load({ ...good, url: addressOf(altered) }));
    expect(wrong.problem.found).toMatch(/^SHA-256 [0-9a-f]{12}…: the file was altered$/);
    const foreign = await faultOf(client.load({ url: addressOf('This is no model.') }));
    expect(foreign.problem).toMatchObject({ expected: 'a model in the ONNX format' });
    const cut = await faultOf(client.load({ url: addressOf(whole.slice(0, 9000)) }));
    expect(cut.problem).toMatchObject({ expected: 'a model in the ONNX format' });
    const unfitting = await faultOf(client.load({ url: addressOf(otherNames) }));
    expect(unfitting.problem).toMatchObject({
      expected: 'one input "features", float32 [rows, features], and an output "probability"',
      found: 'inputs "x" float32 [N, 3]; outputs "y" float32 [N, 3]',
    });
    const large = await faultOf(client.load({ url: addressOf(new Uint8Array(50_000_001)) }));
    expect(large.problem).toMatchObject({ expected: 'at most 50 MB', found: 'a larger file' });
    for (const { problem } of [missing, truncated, wrong, foreign, cut, unfitting, large])
      expect(problem.fix).toMatch(/^[A-Z].*\.$/);

    expect(client.loaded).toBeUndefined();
    await client.load(good);
    expect(
      Math.abs((await client.predict([manifest.examples[0]!.features]))[0]! - expectedProbabilities[0]!),
    ).toBeLessThan(1e-6);
  });

  it('ends a model that never answers after 8 s, says so, and loads a good one afterwards', async () => {
    const manifest = await shippedManifest();
    const client = newClient();
    await client.load({ url: addressOf(encodeModel(endlessGraph)) });
    expect(await client.predict([[0, 0, 0, 0, 0, 0, 0]])).toEqual([0]);
    const started = performance.now();
    const hung = await faultOf(client.predict([[1, 0, 0, 0, 0, 0, 0]]));
    const seconds = (performance.now() - started) / 1000;
    expect(seconds).toBeGreaterThan(7.9);
    expect(seconds).toBeLessThan(10);
    expect(hung.problem).toMatchObject({
      expected: 'a sign of life within 8 s',
      found: 'a run that does not end, which was ended',
    });
    await expect(client.predict([[0, 0, 0, 0, 0, 0, 0]])).rejects.toThrow('No model is loaded.');
    await client.load(modelSource(manifest, '/models/'));
    expect(await client.predict([manifest.examples[0]!.features])).toHaveLength(1);
  });
});

describe('InferenceClient.measureTogether', () => {
  it('measures two models in turn, each with its own curve, and refuses a second one that is faulty', async () => {
    const manifest = await shippedManifest();
    const source = modelSource(manifest, '/models/');
    const rows = manifest.examples.map(({ features }) => features);
    const client = newClient();
    await client.load(source);
    const options = { batchSizes: [1, 16], timingSeconds: 0.5 };
    const seen = new Set<string>();
    const subjects = [
      { model: 'one', rows },
      { model: 'other', rows, source: { ...source, url: '/models/titanic-mlp.onnx' } },
    ];
    const [one, other] = await steadily(() =>
      client.measureTogether({
        ...options,
        subjects,
        onProgress: ({ model }) => seen.add(model),
      }),
    );
    expect([one!.curve.model, other!.curve.model, ...seen]).toEqual(['one', 'other', 'one', 'other']);
    // The same file twice, in turns: what differs is noise. Half of a size's blocks lie within its spread, so the medians of two such lots lie within
    // both spreads of each other; a tenth is left for the two sessions' places in memory.
    for (const [index, { medianSeconds }] of one!.curve.points.entries()) {
      const spread = one!.quality.blockSpread[index]!.relative + other!.quality.blockSpread[index]!.relative;
      const apart = Math.abs(Math.log(medianSeconds / other!.curve.points[index]!.medianSeconds));
      expect(apart).toBeLessThan(Math.log(1.1 + spread));
    }
    const foreign = { model: 'foreign', rows, source: { url: addressOf('This is no model.') } };
    const fault = await faultOf(client.measureTogether({ ...options, subjects: [{ model: 'one', rows }, foreign] }));
    expect(fault.problem).toMatchObject({ expected: 'a model in the ONNX format' });
    expect(await client.predict(rows)).toHaveLength(rows.length);
  });
});

describe('a cancelled measurement', () => {
  it('is over within 100 ms for the page, and gives the processor back though one call takes seconds', async () => {
    const client = newClient();
    // Its first run ends; a row with a number above one half keeps it busy for ever, as a very large model would for seconds.
    await client.load({ url: addressOf(encodeModel(endlessGraph)) });
    const abort = new AbortController();
    const measuring = client.measure({ model: 'endless', rows: [[1, 0, 0, 0, 0, 0, 0]], signal: abort.signal });
    const refused = expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const cancelled = performance.now();
    abort.abort();
    await refused;
    expect(performance.now() - cancelled).toBeLessThan(100);
    // Its worker was ended, so the model is loaded anew: it answers again instead of hanging.
    expect(await client.predict([[0, 0, 0, 0, 0, 0, 0]])).toEqual([0]);
    expect(client.loaded).toBeDefined();
  });
});

describe('a measurement', () => {
  it('leaves the page free: no task of the main thread takes it for 50 ms', async () => {
    const manifest = await shippedManifest();
    const client = newClient();
    await client.load(modelSource(manifest, '/models/'));
    const rows = manifest.examples.map(({ features }) => features);
    const longest = await longestTaskMs(async () => {
      await steadily(() => client.measure({ model: manifest.id, rows, batchSizes: [1, 64], timingSeconds: 1 }));
    });
    expect(longest).toBeLessThan(50);
  }, 60_000);
});

describe('InferenceClient.load', () => {
  it('can be cancelled and replaced: only the latest load counts', async () => {
    const manifest = await shippedManifest();
    const source = modelSource(manifest, '/models/');
    const client = newClient();
    const abort = new AbortController();
    const cancelled = client.load(source, { signal: abort.signal });
    abort.abort();
    const replaced = client.load(source);
    const latest = client.load(source);
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await expect(replaced).rejects.toMatchObject({ name: 'AbortError' });
    expect((await latest).bytes).toBe(manifest.bytes);
    expect(client.loaded).toMatchObject({ bytes: manifest.bytes });
    expect(await client.predict([manifest.examples[0]!.features])).toHaveLength(1);
  });
});
