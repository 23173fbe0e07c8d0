import { readdirSync, readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel } from '../../../../widgets/engines/inference/onnx/decode-model.ts';
import { encodeModel } from '../../../../widgets/engines/inference/onnx/encode-model.ts';
import type { Graph } from '../../../../widgets/engines/inference/onnx/graph.ts';

const affineGraph: Graph = {
  name: 'affine',
  constants: [
    { name: 'weights', type: 'float32', dims: [2, 1], values: [2, -3] },
    { name: 'biases', type: 'float32', dims: [1], values: [0.5] },
  ],
  nodes: [
    {
      operator: 'Gemm',
      inputs: ['x', 'weights', 'biases'],
      outputs: ['y'],
      attributes: [
        { name: 'alpha', float: 10 },
        { name: 'transA', integer: 0 },
      ],
    },
  ],
  inputs: [{ name: 'x', type: 'float32', dims: ['N', 2] }],
  outputs: [{ name: 'y', type: 'float32', dims: ['N', 1] }],
};

describe('encodeModel', () => {
  beforeAll(() => {
    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = 'error';
  });

  it('makes a file that the runtime opens, with names, shapes, constants and attributes as given', async () => {
    const session = await ort.InferenceSession.create(encodeModel(affineGraph));
    expect(session.inputMetadata).toMatchObject([{ name: 'x', type: 'float32', shape: ['N', 2] }]);
    const { y } = await session.run({ x: new ort.Tensor('float32', Float32Array.of(1, 1, 4, 0), [2, 2]) });
    expect(y!.dims).toEqual([2, 1]);
    expect(Array.from(y!.data as Float32Array)).toEqual([10 * (2 - 3) + 0.5, 10 * 8 + 0.5]);
  });

  it('gives the same bytes for the same graph', () => {
    expect(encodeModel(affineGraph)).toEqual(encodeModel(structuredClone(affineGraph)));
  });

  it('refuses a constant whose shape does not hold its values', () => {
    const graph = {
      ...affineGraph,
      constants: [{ name: 'weights', type: 'float32', dims: [3], values: [1, 2] } as const],
    };
    expect(() => encodeModel(graph)).toThrow('The constant "weights" has 2 values for the shape [3].');
  });
});

describe('decodeModel', () => {
  it('gives the graph that was encoded', () => {
    const decoded = decodeModel(encodeModel(affineGraph));
    expect(decoded.constants.map(({ values }) => Array.from(values))).toEqual([[2, -3], [0.5]]);
    expect({ ...decoded, constants: [] }).toEqual({ ...affineGraph, constants: [] });
  });

  it('and encodeModel give every model of the course back byte for byte', () => {
    const files = readdirSync('public/models').filter((name) => name.endsWith('.onnx'));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const bytes = readFileSync(`public/models/${file}`);
      expect(Buffer.compare(bytes, encodeModel(decodeModel(bytes))), file).toBe(0);
    }
  });

  it('refuses a file without a graph, and one with parts that ours have not', () => {
    expect(() => decodeModel(new Uint8Array())).toThrow('holds no graph');
    // Field 7, the graph, with a field 99.
    expect(() => decodeModel(Uint8Array.of(0x3a, 3, 0x98, 6, 1))).toThrow('Field 99 of a graph');
  });
});
