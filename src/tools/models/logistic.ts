import { sigmoid } from './exponential.ts';
import type { Network } from './network.ts';
import type { TrainingRow } from './train.ts';

/**
 * Logistic regression with a ridge on the weights (not the bias), to its optimum by Newton's method. The ridge also settles what the zeros
 * and ones of a choice leave open, since they sum to one. Gives a network of one layer.
 */
export function fitLogistic(rows: readonly TrainingRow[], ridge: number): Network {
  const inputs = rows[0]!.inputs.length;
  const size = inputs + 1;
  const numbers = new Float64Array(size);
  // Newton's method doubles the right digits at each turn; a dozen turns are plenty from 0.
  for (let turn = 0; turn < 12; turn++) {
    const slope = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    for (let index = 0; index < inputs; index++) {
      slope[index] = ridge * numbers[index]!;
      curvature[index]![index] = ridge;
    }
    for (const row of rows) {
      const values = [...row.inputs, 1];
      const probability = sigmoid(values.reduce((sum, value, index) => sum + value * numbers[index]!, 0));
      const weight = probability * (1 - probability);
      for (let a = 0; a < size; a++) {
        slope[a]! += (probability - row.target) * values[a]!;
        for (let b = 0; b <= a; b++) curvature[a]![b]! += weight * values[a]! * values[b]!;
      }
    }
    const step = solveSymmetric(curvature, slope);
    for (let index = 0; index < size; index++) numbers[index]! -= step[index]!;
  }
  return [{ inputs, outputs: 1, weights: numbers.slice(0, inputs), biases: numbers.slice(inputs) }];
}

/** Solves A x = b by Cholesky's factors; only the lower half of A, which is positive definite, is read, and written over. */
function solveSymmetric(a: readonly Float64Array[], b: Float64Array): Float64Array {
  const size = b.length;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = a[row]![column]!;
      for (let k = 0; k < column; k++) sum -= a[row]![k]! * a[column]![k]!;
      a[row]![column] = row === column ? Math.sqrt(sum) : sum / a[column]![column]!;
    }
  }
  const x = b.slice();
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row]! -= a[row]![k]! * x[k]!;
    x[row]! /= a[row]![row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) x[row]! -= a[k]![row]! * x[k]!;
    x[row]! /= a[row]![row]!;
  }
  return x;
}
