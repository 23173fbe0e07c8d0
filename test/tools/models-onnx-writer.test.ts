import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeModel, type Graph } from '../../src/tools/models/onnx-writer.ts';
import { MessageWriter } from '../../src/tools/models/wire.ts';

const hexOf = (message: MessageWriter) => Buffer.from(message.finish()).toString('hex');

describe('MessageWriter', () => {
  it('writes the examples of the Protocol Buffers documentation', () => {
    // https://protobuf.dev/programming-guides/encoding/: field 1 = 150; field 2 = "testing"; field 3 = a message with field 1 = 150.
    expect(hexOf(new MessageWriter().integer(1, 150))).toBe('089601');
    expect(hexOf(new MessageWriter().text(2, 'testing'))).toBe('120774657374696e67');
    expect(hexOf(new MessageWriter().message(3, new MessageWriter().integer(1, 150)))).toBe('1a03089601');
    expect(hexOf(new MessageWriter().integer(1, -2))).toBe('08feffffffffffffffff01');
  });

  it('writes large field numbers, long lengths and floats', () => {
    expect(hexOf(new MessageWriter().integer(20, 7))).toBe('a00107');
    expect(hexOf(new MessageWriter().bytes(1, new Uint8Array(300))).slice(0, 6)).toBe('0aac02');
    expect(hexOf(new MessageWriter().float(2, 1))).toBe('150000803f');
  });
});

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
