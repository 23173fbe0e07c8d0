import { afterEach, describe, expect, it } from 'vitest';
import { encodeModel } from '../../../src/tools/models/onnx-writer.ts';
import { parseServiceCurve } from '../../../widgets/engines/inference/curve.ts';
import {
  InferenceClient,
  type LoadProgress,
  type MeasurementQuality,
  ModelFileError,
} from '../../../widgets/engines/inference/client.ts';
import { type ModelManifest, modelSource, parseManifest } from '../../../widgets/engines/inference/manifest.ts';
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

describe('InferenceClient', () => {
  it('loads the course’s model with progress in bytes and predicts what Node predicts', async () => {
    const manifest = await shippedManifest();
    const client = newClient();
    const progress: LoadProgress[] = [];
    const report = await client.load(modelSource(manifest, '/models/'), { onProgress: (step) => progress.push(step) });
    expect(report).toMatchObject({ bytes: manifest.bytes, sha256: manifest.sha256, featureCount: 7 });
    const { runtimeSeconds, downloadSeconds, sessionSeconds, firstRunSeconds, totalSeconds } = report;
    expect(runtimeSeconds + downloadSeconds + sessionSeconds + firstRunSeconds).toBeCloseTo(totalSeconds, 6);
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
    const started = performance.now();
    const curve = await client.measure({
      model: manifest.id,
      batchSizes: [1, 8, 64],
      rows: manifest.examples.map(({ features }) => features),
      onProgress: ({ fraction }) => fractions.push(fraction),
      onQuality: (seen) => {
        quality = seen;
      },
    });
    expect((performance.now() - started) / 1000).toBeLessThan(15);
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
    expect(fractions.at(-1)).toBe(1);
  });

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
