import type { InputRange } from '../../../widgets/engines/inference/onnx/quantise-int8.ts';
import { forward, type Network, newActivations } from './network.ts';

/** Smallest and largest number that enters each layer over the rows: what fixes the scales of an int8 graph. */
export function layerInputRanges(
  network: Network,
  rows: readonly { readonly inputs: readonly number[] }[],
): InputRange[] {
  const values = newActivations(network);
  const ranges = network.map((): [number, number] => [0, 0]);
  for (const { inputs } of rows) {
    values[0]!.set(inputs);
    forward(network, values);
    for (const [layer, range] of ranges.entries()) {
      for (const value of values[layer]!) {
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
      }
    }
  }
  // Five digits are plenty for a scale, and keep the manifest readable.
  return ranges.map(([low, high]) => [Number(low.toPrecision(5)), Number(high.toPrecision(5))]);
}
