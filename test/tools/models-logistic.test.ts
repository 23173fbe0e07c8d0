import { describe, expect, it } from 'vitest';
import { sigmoid } from '../../src/tools/models/exponential.ts';
import { fitLogistic } from '../../src/tools/models/logistic.ts';
import { predictPrepared } from '../../src/tools/models/network.ts';
import { randomSource } from '../../src/tools/models/random.ts';

describe('fitLogistic', () => {
  it('gives the log-odds of a two-by-two table', () => {
    // Survived 3 of 4 where the input is 1, and 1 of 4 where it is 0: bias ln(1/3), weight ln(3) − ln(1/3) = 2 ln 3.
    const rows = [0, 0, 0, 0, 1, 1, 1, 1].map((x, index) => ({
      inputs: [x],
      target: [1, 0, 0, 0, 1, 1, 1, 0][index]!,
    }));
    const [layer] = fitLogistic(rows, 0);
    // Newton's method stops within rounding: some 2^-52 times the condition of a two-by-two matrix.
    expect(Math.abs(layer!.biases[0]! + Math.log(3))).toBeLessThan(1e-12);
    expect(Math.abs(layer!.weights[0]! - 2 * Math.log(3))).toBeLessThan(1e-12);
  });

  it('is where the slope of the penalised log loss is zero, for every number', () => {
    const random = randomSource(7);
    const ridge = 2;
    const rows = Array.from({ length: 200 }, () => {
      const inputs = [random(), random() * 2 - 1, random() < 0.5 ? 1 : 0];
      return { inputs, target: random() < sigmoid(inputs[0]! - 2 * inputs[1]!) ? 1 : 0 };
    });
    const network = fitLogistic(rows, ridge);
    const errors = rows.map(({ inputs, target }) => predictPrepared(network, inputs) - target);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    // 200 terms of at most 1, each rounded to 2^-53: some 1e-14.
    expect(Math.abs(sum(errors))).toBeLessThan(1e-11);
    for (const [input, weight] of network[0]!.weights.entries())
      expect(
        Math.abs(sum(errors.map((error, index) => error * rows[index]!.inputs[input]!)) + ridge * weight),
      ).toBeLessThan(1e-11);
  });
});
