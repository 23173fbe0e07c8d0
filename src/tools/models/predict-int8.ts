import type { Int8Layer } from '../../../widgets/engines/inference/onnx/quantise-int8.ts';
import { roundHalfEven } from '../../../widgets/engines/inference/onnx/round-half-even.ts';
import { sigmoid } from './exponential.ts';
import { fillGaps, type Preparation, prepareFilled } from './preparation.ts';

/**
 * What the int8 graph computes for a row, step by step in float32 where the runtime is in float32: a rounding that differs there would move an
 * input by a whole quantum. Sums of products are whole numbers and exact.
 */
export function predictInt8(
  layers: readonly Int8Layer[],
  preparation: Preparation,
  features: readonly number[],
): number {
  let values: readonly number[] = prepareFilled(fillGaps(features, preparation), preparation, Math.fround);
  for (const [index, layer] of layers.entries()) {
    const isLast = index === layers.length - 1;
    values = layerSums(layer, values).map((sum) => (isLast || sum > 0 ? sum : 0));
  }
  return sigmoid(values[0]!);
}

function layerSums(layer: Int8Layer, values: readonly number[]): number[] {
  const { inputScale, inputZero, weights, outputScales, biases } = layer;
  const quantised = values.map((value) => {
    const rounded = roundHalfEven(Math.fround(value / inputScale)) + inputZero;
    return Math.max(0, Math.min(255, rounded)) - inputZero;
  });
  return Array.from(biases, (bias, output) => {
    let sum = 0;
    for (const [input, value] of quantised.entries()) sum += value * weights[input * biases.length + output]!;
    return Math.fround(Math.fround(Math.fround(sum) * outputScales[output]!) + bias);
  });
}
