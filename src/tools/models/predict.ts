import { predictPrepared, roundToFloat32 } from './network.ts';
import { fillGaps, type Preparation, prepare } from './preparation.ts';
import type { Trained } from './recipes/recipe.ts';
import { predictTrees } from './trees.ts';

/** The trained model's own answer for a row of features, without ONNX. */
export function predictTrained(trained: Trained, preparation: Preparation, features: readonly number[]): number {
  return trained.kind === 'network'
    ? predictPrepared(trained.network, prepare(features, preparation))
    : predictTrees(trained.ensemble, fillGaps(features, preparation));
}

/** The model with the float32 numbers that its file holds; those of trees are float32 from the start. */
export function roundTrained(trained: Trained): Trained {
  return trained.kind === 'network' ? { kind: 'network', network: roundToFloat32(trained.network) } : trained;
}
