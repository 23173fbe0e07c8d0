import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeModel } from '../../../widgets/engines/inference/onnx/encode-model.ts';
import type { Graph } from '../../../widgets/engines/inference/onnx/graph.ts';
import type { ModelManifest } from '../../../widgets/engines/inference/manifest.ts';
import { measureSessions } from '../../../widgets/engines/inference/measure-session.ts';
import { flatten, type ModelSession, openModel } from '../../../widgets/engines/inference/model-session.ts';
import { spin } from '../../../widgets/engines/inference/spin.ts';
import { starterModel } from '../../../widgets/engines/inference/starter-model.ts';
import { expectedProbabilities } from './expected-probabilities.ts';

const manifest: ModelManifest = JSON.parse(readFileSync('public/models/titanic-mlp.json', 'utf8'));
const examples = manifest.examples.map(({ features }) => features);

async function open(bytes: Uint8Array, featureCount?: number): Promise<ModelSession> {
  const opened = await openModel(ort, bytes, { url: 'model.onnx', featureCount });
  if (!opened.ok) throw new Error(opened.problem.found);
  return opened.session;
}

async function foundIn(bytes: Uint8Array): Promise<string> {
  const opened = await openModel(ort, bytes, { url: 'model.onnx' });
  return opened.ok ? 'a fitting model' : opened.problem.found;
}

/** One node between one input and one output. */
const graph = (operator: string, dims: (number | string)[], extra: Partial<Graph> = {}): Uint8Array =>
  encodeModel({
    name: 'small',
    constants: [],
    nodes: [{ operator, inputs: ['features'], outputs: ['probability'] }],
    inputs: [{ name: 'features', type: 'float32', dims }],
    outputs: [{ name: 'probability', type: 'float32', dims }],
    ...extra,
  });

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  // Refused models are part of these tests.
  ort.env.logLevel = 'fatal';
});

describe('openModel', () => {
  it('opens the shipped model, which predicts the recorded probabilities', async () => {
    const session = await open(readFileSync('public/models/titanic-mlp.onnx'));
    expect(session.featureCount).toBe(7);
    const probabilities = await session.predict(examples);
    expect(probabilities.length).toBe(expectedProbabilities.length);
    for (const [index, expected] of expectedProbabilities.entries())
      expect(Math.abs(probabilities[index]! - expected)).toBeLessThan(1e-6);
  });

  it('gives each row the same answer in a batch as alone', async () => {
    const session = await open(readFileSync('public/models/titanic-mlp.onnx'));
    const together = await session.predict(examples);
    for (const [index, row] of examples.entries()) {
      const [alone] = await session.predict([row]);
      // Other row counts may take another matrix kernel, which adds in another order: float32 has 24 bits.
      expect(Math.abs(alone! - together[index]!)).toBeLessThan(1e-6);
    }
  });

  it('names what it finds in a file that it cannot feed', async () => {
    expect(await foundIn(graph('Relu', ['N', 1]))).toBe('a fitting model');
    expect(await foundIn(graph('Relu', ['N', 'M']))).toBe(
      'inputs "features" float32 [N, M]; outputs "probability" float32 [N, M]',
    );
    expect(
      await foundIn(graph('Relu', ['N', 1], { outputs: [{ name: 'features', type: 'float32', dims: ['N', 1] }] })),
    ).toContain('outputs "features"');
    expect(await foundIn(graph('NoSuchOperator', ['N', 1]))).toContain('NoSuchOperator');
    expect(await foundIn(new Uint8Array([1, 2, 3]))).toMatch(/protobuf/i);
  });

  it('refuses a second input, another element type and another number of features', async () => {
    const features = { name: 'features', type: 'float32', dims: ['N', 1] } as const;
    const two = graph('Add', ['N', 1], {
      inputs: [features, { ...features, name: 'more' }],
      nodes: [{ operator: 'Add', inputs: ['features', 'more'], outputs: ['probability'] }],
    });
    expect(await foundIn(two)).toContain('inputs "features" float32 [N, 1], "more" float32 [N, 1]');
    const whole = { type: 'int64', dims: ['N', 1] } as const;
    const integers = graph('Identity', ['N', 1], {
      inputs: [{ name: 'features', ...whole }],
      outputs: [{ name: 'probability', ...whole }],
    });
    expect(await foundIn(integers)).toContain('inputs "features" int64 [N, 1]');
    await expect(open(graph('Relu', ['N', 1]), 7)).rejects.toThrow('inputs "features" float32 [N, 1]');
  });

  it('rejects an answer of another length than the batch', async () => {
    const session = await open(graph('Relu', ['N', 2]));
    await expect(session.predict([[1, 2]])).rejects.toThrow('where float32 [1, 1] was expected');
  });
});

describe('starterModel', () => {
  it('is what the encoder writes, and the runtime opens it', async () => {
    const port = { type: 'float32', dims: [1] } as const;
    const bytes = encodeModel({
      name: 'starter',
      constants: [],
      nodes: [{ operator: 'Identity', inputs: ['x'], outputs: ['y'] }],
      inputs: [{ name: 'x', ...port }],
      outputs: [{ name: 'y', ...port }],
    });
    expect([...starterModel()]).toEqual([...bytes]);
    await expect(ort.InferenceSession.create(starterModel())).resolves.toMatchObject({ inputNames: ['x'] });
  });
});

describe('flatten', () => {
  it('lays rows end to end with NaN for unknown, and counts the numbers of each row', () => {
    expect(
      Array.from(
        flatten(
          [
            [1, null],
            [Number.NaN, 4],
          ],
          2,
        ),
      ),
    ).toEqual([1, Number.NaN, Number.NaN, 4]);
    expect(() => flatten([[1, 2], [3]], 2)).toThrow('Row 2 has 1 numbers; the model takes 2.');
  });
});

describe('measureSessions', () => {
  const setting = {
    clock: () => performance.now() / 1000,
    pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
    spin,
    batchSizes: [64],
    isCancelled: () => false,
    onProgress: () => {},
    timingSeconds: 0.5,
    circumstances: {
      source: 'measured',
      device: 'test',
      browser: 'Node',
      threads: 1,
      measuredAt: '2026-11-22T00:00:00.000Z',
    } as const,
  };

  it('times the real model: a batch of 64 takes longer than one row, and less than 64 of them', async () => {
    const session = await open(readFileSync('public/models/titanic-mlp.onnx'));
    const [measured] = await measureSessions([{ model: 'titanic-mlp', session, rows: examples }], setting);
    const { curve, quality } = measured!;
    const [one, many] = curve.points;
    expect([one!.batchSize, many!.batchSize]).toEqual([1, 64]);
    expect(many!.medianSeconds).toBeGreaterThan(one!.medianSeconds);
    expect(many!.medianSeconds).toBeLessThan(64 * one!.medianSeconds);
    expect(curve.samplesSeconds.length).toBeGreaterThan(4);
    expect(curve.fit.baseSeconds).toBeGreaterThan(0);
    const { driftRelative, contentionShare } = quality;
    expect(curve.quality).toEqual({ driftRelative, contentionShare });
  });

  it('refuses no rows and odd batch sizes before it runs anything', async () => {
    const session = await open(graph('Relu', ['N', 1]));
    const subject = { model: 'x', session, rows: [[1]] };
    await expect(measureSessions([{ ...subject, rows: [] }], setting)).rejects.toThrow('at least one row');
    await expect(measureSessions([subject], { ...setting, batchSizes: [1.5] })).rejects.toThrow('not 1.5');
    await expect(measureSessions([], setting)).rejects.toThrow('at least one model');
    await expect(measureSessions([subject, subject], setting)).rejects.toThrow('the same id');
  });
});
