import { Adam } from './adam.ts';
import { addGradient, newDeltas, newGradient } from './gradient.ts';
import { forward, type Network, newActivations, newNetwork } from './network.ts';
import { type RandomSource, randomSource, shuffledIndexes } from './random.ts';

/** How a network is moved towards its targets. */
export interface StepSetting {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Share of a weight that is taken off per step and unit of learning rate; biases keep theirs. */
  readonly weightDecay: number;
  readonly seed: number;
}

export interface TrainingSetting extends StepSetting {
  /** Widths of the layers, the input's first, the last 1. */
  readonly sizes: readonly number[];
}

export interface TrainingRow {
  readonly inputs: readonly number[];
  /** 0 or 1, or a teacher's probability. */
  readonly target: number;
}

/** Trains on the log loss with Adam. The same rows and setting give the same network, bit for bit, on every engine. */
export function trainNetwork(rows: readonly TrainingRow[], setting: TrainingSetting): Network {
  const random = randomSource(setting.seed);
  const network = newNetwork(setting.sizes, random);
  fitNetwork(network, rows, setting, random);
  return network;
}

/** Trains a copy of a network further. Weights that are 0 stay 0, so that what was pruned stays pruned. */
export function fineTune(network: Network, rows: readonly TrainingRow[], setting: StepSetting): Network {
  const copy = network.map((layer) => ({ ...layer, weights: layer.weights.slice(), biases: layer.biases.slice() }));
  const isKept = copy.map(({ weights }) => Uint8Array.from(weights, (weight) => (weight === 0 ? 0 : 1)));
  fitNetwork(copy, rows, setting, randomSource(setting.seed), isKept);
  return copy;
}

function fitNetwork(
  network: Network,
  rows: readonly TrainingRow[],
  setting: StepSetting,
  random: RandomSource,
  isKept?: readonly Uint8Array[],
): void {
  const { batchSize, learningRate, weightDecay } = setting;
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
        const slopes = gradient.weights[index]!;
        const kept = isKept?.[index];
        if (kept) for (let place = 0; place < slopes.length; place++) slopes[place]! *= kept[place]!;
        adams[index]!.weights.step(weights, slopes, batch.length, learningRate, weightDecay);
        adams[index]!.biases.step(biases, gradient.biases[index]!, batch.length, learningRate, 0);
      }
    }
  }
}
