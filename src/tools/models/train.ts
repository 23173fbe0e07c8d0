import { Adam } from './adam.ts';
import { addGradient, newDeltas, newGradient } from './gradient.ts';
import { forward, type Network, newActivations, newNetwork } from './network.ts';
import { randomSource, shuffledIndexes } from './random.ts';

export interface TrainingSetting {
  /** Widths of the layers, the input's first, the last 1. */
  readonly sizes: readonly number[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Share of a weight that is taken off per step and unit of learning rate; biases keep theirs. */
  readonly weightDecay: number;
  readonly seed: number;
}

export interface TrainingRow {
  readonly inputs: readonly number[];
  /** 0 or 1. */
  readonly target: number;
}

/** Trains on the log loss with Adam. The same rows and setting give the same network, bit for bit, on every engine. */
export function trainNetwork(
  rows: readonly TrainingRow[],
  setting: TrainingSetting,
  afterEpoch?: (network: Network, epoch: number) => void,
): Network {
  const { batchSize, learningRate, weightDecay } = setting;
  const random = randomSource(setting.seed);
  const network = newNetwork(setting.sizes, random);
  const gradient = newGradient(network);
  const adams = network.map(({ weights, biases }) => ({
    weights: new Adam(weights.length),
    biases: new Adam(biases.length),
  }));
  const values = newActivations(network);
  const deltas = newDeltas(network);
  for (let epoch = 1; epoch <= setting.epochs; epoch++) {
    const order = shuffledIndexes(rows.length, random);
    for (let start = 0; start < order.length; start += batchSize) {
      const batch = order.slice(start, start + batchSize);
      for (const index of batch) {
        const { inputs, target } = rows[index]!;
        values[0]!.set(inputs);
        addGradient(gradient, network, values, deltas, forward(network, values) - target);
      }
      for (const [index, { weights, biases }] of network.entries()) {
        adams[index]!.weights.step(weights, gradient.weights[index]!, batch.length, learningRate, weightDecay);
        adams[index]!.biases.step(biases, gradient.biases[index]!, batch.length, learningRate, 0);
      }
    }
    afterEpoch?.(network, epoch);
  }
  return network;
}
