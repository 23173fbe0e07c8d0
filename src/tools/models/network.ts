import { sigmoid } from './exponential.ts';
import type { RandomSource } from './random.ts';

/** A fully connected layer. `weights[output * inputs + input]`. */
export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** A multi-layer perceptron: ReLU between the layers, a sigmoid after the last, which has one output. */
export type Network = readonly Layer[];

/** Uniform in ±√(6 / inputs) (He et al. 2015, for ReLU); biases 0. */
export function newNetwork(sizes: readonly number[], random: RandomSource): Network {
  return sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index]!;
    const limit = Math.sqrt(6 / inputs);
    return {
      inputs,
      outputs,
      weights: Float64Array.from({ length: inputs * outputs }, () => (2 * random() - 1) * limit),
      biases: new Float64Array(outputs),
    };
  });
}

/** Room for each layer's outputs; `values[0]` is the input. */
export function newActivations(network: Network): Float64Array[] {
  return [new Float64Array(network[0]!.inputs), ...network.map(({ outputs }) => new Float64Array(outputs))];
}

/** Fills `values` from `values[0]` on and gives the probability. */
export function forward(network: Network, values: readonly Float64Array[]): number {
  for (const [index, layer] of network.entries()) {
    const from = values[index]!;
    const to = values[index + 1]!;
    const isLast = index === network.length - 1;
    for (let output = 0; output < layer.outputs; output++) {
      let sum = layer.biases[output]!;
      const start = output * layer.inputs;
      for (let input = 0; input < layer.inputs; input++) sum += layer.weights[start + input]! * from[input]!;
      to[output] = isLast || sum > 0 ? sum : 0;
    }
  }
  return sigmoid(values[network.length]![0]!);
}

/** The probability for one prepared row. */
export function predictPrepared(network: Network, prepared: readonly number[]): number {
  const values = newActivations(network);
  values[0]!.set(prepared);
  return forward(network, values);
}

/** The same network with every number rounded to float32: what the exported file holds. */
export function roundToFloat32(network: Network): Network {
  return network.map((layer) => ({
    ...layer,
    weights: layer.weights.map(Math.fround),
    biases: layer.biases.map(Math.fround),
  }));
}
