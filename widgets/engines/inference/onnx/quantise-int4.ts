import { type DenseLayer, replaceLayers } from './dense-layers.ts';
import type { Graph } from './graph.ts';
import { roundHalfEven } from './round-half-even.ts';

/** Weights that share a scale. */
export const int4BlockSize = 32;

/** A layer's weights in 4 bits: weight = (nibble − 8) · scale of its block. */
export interface Int4Layer {
  /** [outputs, blocks, 16]: two weights to a byte, the earlier one in the low four bits. */
  readonly packed: Uint8Array;
  /** [outputs · blocks] */
  readonly scales: Float32Array;
}

/** Rounds each block of 32 weights of an output to sixteen steps; the number farthest from 0 becomes −8 steps, which is exact. */
export function quantiseLayerInt4({ weights, inputs, outputs }: DenseLayer): Int4Layer {
  const blocks = Math.ceil(inputs / int4BlockSize);
  const packed = new Uint8Array((outputs * blocks * int4BlockSize) / 2).fill(0x88);
  const scales = new Float32Array(outputs * blocks);
  for (let output = 0; output < outputs; output++) {
    for (let block = 0; block < blocks; block++) {
      const first = block * int4BlockSize;
      const last = Math.min(inputs, first + int4BlockSize);
      let extreme = 0;
      for (let input = first; input < last; input++) {
        const weight = weights.values[output * inputs + input]!;
        if (Math.abs(weight) > Math.abs(extreme)) extreme = weight;
      }
      const place = output * blocks + block;
      const scale = Math.fround(extreme / -8) || 1;
      scales[place] = scale;
      for (let input = first; input < last; input++) {
        const steps = roundHalfEven(weights.values[output * inputs + input]! / scale);
        const nibble = Math.max(0, Math.min(15, steps + 8));
        const at = (place * int4BlockSize + input - first) >> 1;
        packed[at] = input % 2 === 0 ? (packed[at]! & 0xf0) | nibble : (packed[at]! & 0x0f) | (nibble << 4);
      }
    }
  }
  return { packed, scales };
}

/**
 * The graph with its weights in 4 bits, for ONNX Runtime's own operator MatMulNBits
 * (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md): the smallest file. The runtime unpacks the weights at every call,
 * which costs more than the multiplication of a small batch.
 */
export function quantiseInt4(graph: Graph): Graph {
  return replaceLayers(graph, `${graph.name}-int4`, (layer) => {
    const { node, inputs, outputs, biases } = layer;
    const sum = node.outputs[0]!;
    const { packed, scales } = quantiseLayerInt4(layer);
    const blocks = Math.ceil(inputs / int4BlockSize);
    return {
      constants: [
        { name: `${sum}_packed`, type: 'uint8', dims: [outputs, blocks, int4BlockSize / 2], values: packed },
        { name: `${sum}_scales`, type: 'float32', dims: [outputs * blocks], values: scales },
        biases,
      ],
      nodes: [
        {
          operator: 'MatMulNBits',
          domain: 'com.microsoft',
          inputs: [node.inputs[0]!, `${sum}_packed`, `${sum}_scales`],
          outputs: [`${sum}_products`],
          attributes: [
            { name: 'K', integer: inputs },
            { name: 'N', integer: outputs },
            { name: 'bits', integer: 4 },
            { name: 'block_size', integer: int4BlockSize },
          ],
        },
        { operator: 'Add', inputs: [`${sum}_products`, biases.name], outputs: [sum] },
      ],
    };
  });
}
