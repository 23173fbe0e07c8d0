import type { Layer, Network } from './network.ts';

/** Sums of derivatives, in the shape of a network's layers. */
export interface Gradient {
  readonly weights: readonly Float64Array[];
  readonly biases: readonly Float64Array[];
}

/** Zeros in the shape of the network. */
export function newGradient(network: Network): Gradient {
  return {
    weights: network.map(({ weights }) => new Float64Array(weights.length)),
    biases: network.map(({ biases }) => new Float64Array(biases.length)),
  };
}

/** Room for the derivatives by each layer's sums. */
export function newDeltas(network: Network): Float64Array[] {
  return network.map(({ outputs }) => new Float64Array(outputs));
}

/**
 * Adds the derivatives of one row's log loss by back-propagation. `values` are those that `forward` has filled, `deltas` is room that is
 * written over. Behind a sigmoid the derivative of the log loss by the last sum is `error` = probability − target.
 */
export function addGradient(
  gradient: Gradient,
  network: Network,
  values: readonly Float64Array[],
  deltas: readonly Float64Array[],
  error: number,
): void {
  deltas[network.length - 1]![0] = error;
  for (let index = network.length - 1; index >= 0; index--) {
    const layer = network[index]!;
    const delta = deltas[index]!;
    const weightGradient = gradient.weights[index]!;
    const biasGradient = gradient.biases[index]!;
    const from = values[index]!;
    for (let output = 0; output < layer.outputs; output++) {
      const d = delta[output]!;
      if (d === 0) continue;
      biasGradient[output]! += d;
      const start = output * layer.inputs;
      for (let input = 0; input < layer.inputs; input++) weightGradient[start + input]! += d * from[input]!;
    }
    if (index > 0) passBack(layer, delta, from, deltas[index - 1]!);
  }
}

/** Carries a layer's deltas to the layer before it; a ReLU that was shut passes nothing. */
function passBack(layer: Layer, delta: Float64Array, from: Float64Array, before: Float64Array): void {
  before.fill(0);
  for (let output = 0; output < layer.outputs; output++) {
    const d = delta[output]!;
    if (d === 0) continue;
    const start = output * layer.inputs;
    for (let input = 0; input < layer.inputs; input++) before[input]! += d * layer.weights[start + input]!;
  }
  for (let input = 0; input < layer.inputs; input++) if (from[input] === 0) before[input] = 0;
}
