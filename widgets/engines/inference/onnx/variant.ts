import { decodeModel } from './decode-model.ts';
import { encodeModel } from './encode-model.ts';
import { halveWeights } from './float16.ts';
import type { Graph } from './graph.ts';
import type { Precision } from './precision.ts';
import { type InputRange, quantiseInt8 } from './quantise-int8.ts';
import { quantiseInt4 } from './quantise-int4.ts';
import { widenHiddenLayers } from './widen.ts';

export interface VariantSetting {
  /** Units of every hidden layer; absent leaves them as they are. */
  readonly hiddenUnits?: number | undefined;
  readonly precision: Precision;
  /** For each layer, over the training rows; a manifest's `layerInputRanges`. Needed for int8. Widening leaves them as they are. */
  readonly layerInputRanges: readonly InputRange[];
}

/**
 * Another variant of a network, from the bytes of its float32 file: what `npm run models` writes, and what a worker makes where the file
 * would be too large to ship. Pure and deterministic: the same file and setting give the same bytes everywhere.
 */
export function makeVariant(file: Uint8Array, setting: VariantSetting): Uint8Array<ArrayBuffer> {
  return encodeModel(varyGraph(decodeModel(file), setting));
}

/** As `makeVariant`, from graph to graph. */
export function varyGraph(graph: Graph, { hiddenUnits, precision, layerInputRanges }: VariantSetting): Graph {
  const wide = hiddenUnits === undefined ? graph : widenHiddenLayers(graph, hiddenUnits);
  if (precision === 'int8') return quantiseInt8(wide, layerInputRanges);
  if (precision === 'float16') return halveWeights(wide);
  if (precision === 'int4') return quantiseInt4(wide);
  return wide;
}
