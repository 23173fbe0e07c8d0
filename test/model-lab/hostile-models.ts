import { encodeModel } from '../../widgets/engines/inference/onnx/encode-model.ts';
import type { Graph } from '../../widgets/engines/inference/onnx/graph.ts';
import { MessageWriter } from '../../widgets/engines/inference/onnx/wire-writer.ts';

/** Models that nobody should meet, made as files. */

const plain: Graph = {
  name: 'plain',
  constants: [{ name: 'second', type: 'int64', dims: [1], values: [1] }],
  nodes: [
    {
      operator: 'Gather',
      inputs: ['features', 'second'],
      outputs: ['probability'],
      attributes: [{ name: 'axis', integer: 1 }],
    },
  ],
  inputs: [{ name: 'features', type: 'float32', dims: ['N', 7] }],
  outputs: [{ name: 'probability', type: 'float32', dims: ['N', 1] }],
};

/** Answers with its second number, which is 1 for a woman and 0 for a man: harmless. */
export const harmless = () => encodeModel(plain);

/** Takes three numbers and answers with the second. */
export const threeInputs = () =>
  encodeModel({ ...plain, inputs: [{ name: 'features', type: 'float32', dims: ['N', 3] }] });

/** Answers with a number that is no probability. */
export const twelve = () =>
  encodeModel({
    ...plain,
    constants: [...plain.constants, { name: 'twelve', type: 'float32', dims: [1], values: [12] }],
    nodes: [
      {
        operator: 'Gather',
        inputs: ['features', 'second'],
        outputs: ['column'],
        attributes: [{ name: 'axis', integer: 1 }],
      },
      { operator: 'Add', inputs: ['column', 'twelve'], outputs: ['probability'] },
    ],
  });

/** Takes pictures, not rows. */
export const pictures = () =>
  encodeModel({
    ...plain,
    nodes: [{ operator: 'Relu', inputs: ['features'], outputs: ['probability'] }],
    inputs: [{ name: 'features', type: 'float32', dims: ['N', 3, 8, 8] }],
    outputs: [{ name: 'probability', type: 'float32', dims: ['N', 3, 8, 8] }],
  });

/** Says that it gives one number a row, and gives seven. */
export const sevenAnswers = () =>
  encodeModel({
    ...plain,
    nodes: [{ operator: 'Relu', inputs: ['features'], outputs: ['probability'] }],
    outputs: [{ name: 'probability', type: 'float32', dims: ['N', 'M'] }],
  });

/** Makes a constant of 100,000 by 100,000 float32 (40 GB) out of two numbers. */
export const fortyGigabytes = () =>
  encodeModel({
    ...plain,
    constants: [...plain.constants, { name: 'shape', type: 'int64', dims: [2], values: [100_000, 100_000] }],
    nodes: [
      { operator: 'ConstantOfShape', inputs: ['shape'], outputs: ['large'] },
      { operator: 'ReduceSum', inputs: ['large'], outputs: ['sum'], attributes: [{ name: 'keepdims', integer: 0 }] },
      {
        operator: 'Gather',
        inputs: ['features', 'second'],
        outputs: ['column'],
        attributes: [{ name: 'axis', integer: 1 }],
      },
      { operator: 'Add', inputs: ['column', 'sum'], outputs: ['probability'] },
    ],
  });

/** Adds the sum of "weights", written by hand, since our writer writes no such thing. */
function withWeights(weights: MessageWriter): Uint8Array<ArrayBuffer> {
  const bytes = encodeModel({
    ...plain,
    nodes: [
      { operator: 'ReduceSum', inputs: ['weights'], outputs: ['sum'], attributes: [{ name: 'keepdims', integer: 0 }] },
      {
        operator: 'Gather',
        inputs: ['features', 'second'],
        outputs: ['column'],
        attributes: [{ name: 'axis', integer: 1 }],
      },
      { operator: 'Add', inputs: ['column', 'sum'], outputs: ['probability'] },
    ],
  });
  // A second graph is merged with the first by every reader of protocol buffers.
  const more = new MessageWriter().message(7, new MessageWriter().message(5, weights.text(8, 'weights'))).finish();
  return Uint8Array.from([...bytes, ...more]);
}

/** Its weights lie in another file, which a browser must not go and get. */
export const externalData = () =>
  withWeights(
    new MessageWriter()
      .integer(1, 4)
      .integer(2, 1)
      .message(13, new MessageWriter().text(1, 'location').text(2, '../../etc/passwd'))
      .integer(14, 1),
  );

/** Says that it holds 10,000,000,000 numbers, and holds none. */
export const emptyPromise = () =>
  withWeights(new MessageWriter().integer(1, 100_000).integer(1, 100_000).integer(2, 1));
