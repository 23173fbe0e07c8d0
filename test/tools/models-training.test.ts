import { describe, expect, it } from 'vitest';
import { Adam } from '../../src/tools/models/adam.ts';
import { addGradient, newDeltas, newGradient } from '../../src/tools/models/gradient.ts';
import {
  forward,
  newActivations,
  newNetwork,
  predictPrepared,
  roundToFloat32,
} from '../../src/tools/models/network.ts';
import { randomSource } from '../../src/tools/models/random.ts';
import { fineTune, trainNetwork } from '../../src/tools/models/train.ts';

const xor = [0, 1, 2, 3].map((n) => ({ inputs: [n & 1, n >> 1], target: (n & 1) ^ (n >> 1) }));
const setting = { sizes: [2, 8, 1], epochs: 400, batchSize: 4, learningRate: 0.02, weightDecay: 0, seed: 3 };

describe('addGradient', () => {
  it('agrees with finite differences of the log loss for every weight and bias', () => {
    const network = newNetwork([3, 5, 4, 1], randomSource(5));
    for (const { biases } of network) biases.fill(0.1);
    const values = newActivations(network);
    const inputs = [0.3, -1.2, 0.7];
    const lossNow = () => {
      values[0]!.set(inputs);
      return -Math.log(forward(network, values));
    };
    const gradient = newGradient(network);
    lossNow();
    addGradient(gradient, network, values, newDeltas(network), forward(network, values) - 1);
    const step = 1e-5;
    for (const [index, layer] of network.entries()) {
      for (const kind of ['weights', 'biases'] as const) {
        for (let place = 0; place < layer[kind].length; place++) {
          const kept = layer[kind][place]!;
          layer[kind][place] = kept + step;
          const above = lossNow();
          layer[kind][place] = kept - step;
          const below = lossNow();
          layer[kind][place] = kept;
          // A central difference is off by step² times a third derivative of order one, and by rounding, 2^-53 / step.
          expect(Math.abs(gradient[kind][index]![place]! - (above - below) / (2 * step))).toBeLessThan(1e-8);
        }
      }
    }
  });
});

describe('Adam', () => {
  it('first moves each number by the learning rate against its slope, whatever the size of the slope', () => {
    const numbers = Float64Array.of(1, 1, 1);
    const sums = Float64Array.of(6, -0.003, 0);
    new Adam(3).step(numbers, sums, 3, 0.1, 0);
    expect(numbers[0]).toBeCloseTo(0.9, 6);
    expect(numbers[1]).toBeCloseTo(1.1, 5);
    expect(numbers[2]).toBe(1);
    expect(Array.from(sums)).toEqual([0, 0, 0]);
  });

  it('takes the decay off the number itself', () => {
    const numbers = Float64Array.of(2);
    new Adam(1).step(numbers, Float64Array.of(0), 1, 0.1, 0.5);
    expect(numbers[0]).toBeCloseTo(2 - 0.1 * 0.5 * 2, 12);
  });
});

describe('trainNetwork', () => {
  it('learns exclusive or, which no straight line can', () => {
    const network = trainNetwork(xor, setting);
    for (const { inputs, target } of xor) expect(Math.abs(predictPrepared(network, inputs) - target)).toBeLessThan(0.1);
  });

  it('gives the same numbers for the same seed', () => {
    const short = { ...setting, epochs: 3 };
    const first = trainNetwork(xor, short);
    expect(trainNetwork(xor, short)).toEqual(first);
    expect(trainNetwork(xor, { ...short, seed: 4 })).not.toEqual(first);
  });
});

describe('fineTune', () => {
  it('leaves zeros at zero, moves the others, and does not touch the network it starts from', () => {
    const start = newNetwork([2, 8, 1], randomSource(4));
    start[0]!.weights[3] = 0;
    const before = structuredClone(start);
    const tuned = fineTune(start, xor, { ...setting, epochs: 20, weightDecay: 0.1 });
    expect(start).toEqual(before);
    expect(tuned[0]!.weights[3]).toBe(0);
    for (const [place, weight] of tuned[0]!.weights.entries())
      if (place !== 3) expect(weight).not.toBe(before[0]!.weights[place]);
  });
});

describe('roundToFloat32', () => {
  it('leaves only numbers that a float32 holds', () => {
    const rounded = roundToFloat32(newNetwork([2, 3, 1], randomSource(1)));
    for (const { weights } of rounded) for (const weight of weights) expect(Math.fround(weight)).toBe(weight);
  });
});
