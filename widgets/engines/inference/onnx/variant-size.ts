import { int4BlockSize } from './quantise-int4.ts';
import type { Precision } from './precision.ts';

/** Bytes of one layer's weights, with what a precision keeps beside them: biases always, a scale of each output (int8) or of each block (int4). */
const layerBytes: Readonly<Record<Precision, (inputs: number, outputs: number) => number>> = {
  float32: (inputs, outputs) => 4 * outputs * (inputs + 1),
  float16: (inputs, outputs) => outputs * (2 * inputs + 4),
  int8: (inputs, outputs) => outputs * (inputs + 8),
  int4: (inputs, outputs) => outputs * (Math.ceil(inputs / int4BlockSize) * (int4BlockSize / 2 + 4) + 4),
};

/** Names and nodes that a precision adds to a layer, in bytes, as the encoder writes them for the course's models. */
const nodeBytes: Readonly<Record<Precision, number>> = { float32: 0, float16: 80, int8: 430, int4: 195 };

function weightBytes(units: readonly number[], precision: Precision): number {
  return units
    .slice(1)
    .reduce((sum, outputs, index) => sum + layerBytes[precision](units[index]!, outputs) + nodeBytes[precision], 0);
}

/**
 * About how large the file of a variant is, in bytes, before it is made: the weights are counted, everything else is taken from the float32 file of
 * `fileBytes`. `units` are those of the float32 file, input first.
 */
export function variantBytes(
  fileBytes: number,
  units: readonly number[],
  { hiddenUnits, precision }: { readonly hiddenUnits?: number | undefined; readonly precision: Precision },
): number {
  const wide = units.map((count, index) =>
    index === 0 || index === units.length - 1 ? count : (hiddenUnits ?? count),
  );
  return fileBytes - weightBytes(units, 'float32') + weightBytes(wide, precision);
}
