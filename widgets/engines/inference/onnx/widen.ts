import { replaceLayers } from './dense-layers.ts';
import type { Graph } from './graph.ts';

/** Widest hidden layer that is built: two of them hold 16.8 million weights, 67 MB. */
export const widestHiddenLayer = 4096;

/**
 * A wider network that computes the same function (Net2WiderNet: Chen, Goodfellow and Shlens 2016, https://arxiv.org/abs/1511.05641).
 * Every hidden layer gets `width` units, each a copy of one of the old units, and what reads a unit with k copies takes 1/k of its weight
 * from each. It costs what a trained network of that width costs, and predicts what the small one predicts.
 *
 * The paper copies units at random, so that training can go on from there; nothing is trained here, so unit j copies unit j mod the old
 * width. Where the width is the old one times a power of two, 1/k is exact and only the order of additions can change the last bit.
 */
export function widenHiddenLayers(graph: Graph, width: number): Graph {
  if (!Number.isInteger(width) || width < 1 || width > widestHiddenLayer)
    throw new RangeError(`A hidden layer has a whole number of units from 1 to ${widestHiddenLayer}, not ${width}.`);
  let unitsBefore: number | undefined;
  return replaceLayers(graph, `${graph.name}-wide-${width}`, ({ node, weights, biases, inputs, outputs }) => {
    const isLast = outputs === 1;
    if (!isLast && width < outputs)
      throw new RangeError(`A layer of ${outputs} units cannot be widened to ${width}: choose at least ${outputs}.`);
    const newOutputs = isLast ? outputs : width;
    const newInputs = unitsBefore ?? inputs;
    const values = new Float32Array(newOutputs * newInputs);
    for (let input = 0; input < newInputs; input++) {
      const from = input % inputs;
      const copies = Math.ceil((newInputs - from) / inputs);
      for (let output = 0; output < newOutputs; output++)
        values[output * newInputs + input] = weights.values[(output % outputs) * inputs + from]! / copies;
    }
    unitsBefore = newOutputs;
    return {
      nodes: [node],
      constants: [
        { ...weights, dims: [newOutputs, newInputs], values },
        {
          ...biases,
          dims: [newOutputs],
          values: Float32Array.from({ length: newOutputs }, (_, output) => biases.values[output % outputs]!),
        },
      ],
    };
  });
}
