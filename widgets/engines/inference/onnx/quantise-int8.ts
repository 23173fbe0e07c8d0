import { type DenseLayer, type LayerReplacement, replaceLayers } from './dense-layers.ts';
import { type Constant, elementTypes, type Graph } from './graph.ts';
import { roundHalfEven } from './round-half-even.ts';

/** Smallest and largest number that entered a layer over the training rows. */
export type InputRange = readonly [minimum: number, maximum: number];

/** A layer in 8-bit numbers: an input x is read as round(x / inputScale) + inputZero within 0 to 255. */
export interface Int8Layer {
  readonly inputScale: number;
  readonly inputZero: number;
  /** [inputs, outputs], from −63 to 63. */
  readonly weights: Int8Array;
  /** For each output what one unit of a sum of products is worth: inputScale times the scale of the output's weights. */
  readonly outputScales: Float32Array;
  readonly biases: Float32Array;
}

/**
 * Largest weight, 63: with inputs up to 255 two products then sum to at most 32,130, within 16 bits. Kernels for x86 without VNNI add
 * pairs of products in 16 bits and cut off what is larger, so that eight-bit weights give other answers there than in WebAssembly
 * (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html, "reduce_range").
 */
const largestWeight = 63;

/** Quantises one layer: inputs by their range with a zero point, weights symmetrically with one scale for each output. */
export function quantiseLayer(layer: DenseLayer, [minimum, maximum]: InputRange): Int8Layer {
  const { inputs, outputs, weights, biases } = layer;
  const low = Math.min(0, minimum);
  const inputScale = Math.fround((Math.max(0, maximum) - low) / 255) || 1;
  const quantised = new Int8Array(inputs * outputs);
  const outputScales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const start = output * inputs;
    let largest = 0;
    for (let input = 0; input < inputs; input++) largest = Math.max(largest, Math.abs(weights.values[start + input]!));
    const scale = largest / largestWeight || 1;
    outputScales[output] = inputScale * scale;
    for (let input = 0; input < inputs; input++)
      quantised[input * outputs + output] = roundHalfEven(weights.values[start + input]! / scale);
  }
  return {
    inputScale,
    inputZero: Math.min(255, roundHalfEven(-low / inputScale)),
    weights: quantised,
    outputScales,
    biases: Float32Array.from(biases.values),
  };
}

/**
 * The graph with its layers in 8-bit integers, one range for each layer's input. The ranges are fixed beforehand: with
 * `DynamicQuantizeLinear`, which takes them from each call, the answer for a row would depend on the other rows of its batch.
 */
export function quantiseInt8(graph: Graph, inputRanges: readonly InputRange[]): Graph {
  return replaceLayers(graph, `${graph.name}-int8`, (layer, index) => {
    const range = inputRanges[index];
    if (!range) throw new RangeError(`Layer ${index + 1} has no range of its inputs.`);
    return int8Nodes(layer, quantiseLayer(layer, range));
  });
}

function int8Nodes({ node, inputs, outputs }: DenseLayer, layer: Int8Layer): LayerReplacement {
  const [from, sum] = [node.inputs[0]!, node.outputs[0]!];
  const scalar = (suffix: string, type: Constant['type'], value: number): Constant => ({
    name: sum + suffix,
    type,
    dims: [],
    values: [value],
  });
  return {
    constants: [
      scalar('_scale', 'float32', layer.inputScale),
      scalar('_zero', 'uint8', layer.inputZero),
      { name: `${sum}_weights`, type: 'int8', dims: [inputs, outputs], values: layer.weights },
      { name: `${sum}_scales`, type: 'float32', dims: [outputs], values: layer.outputScales },
      { name: `${sum}_biases`, type: 'float32', dims: [outputs], values: layer.biases },
    ],
    nodes: [
      { operator: 'QuantizeLinear', inputs: [from, `${sum}_scale`, `${sum}_zero`], outputs: [`${sum}_input`] },
      {
        operator: 'MatMulInteger',
        inputs: [`${sum}_input`, `${sum}_weights`, `${sum}_zero`],
        outputs: [`${sum}_whole`],
      },
      {
        operator: 'Cast',
        inputs: [`${sum}_whole`],
        outputs: [`${sum}_float`],
        attributes: [{ name: 'to', integer: elementTypes.float32 }],
      },
      { operator: 'Mul', inputs: [`${sum}_float`, `${sum}_scales`], outputs: [`${sum}_scaled`] },
      { operator: 'Add', inputs: [`${sum}_scaled`, `${sum}_biases`], outputs: [sum] },
    ],
  };
}
