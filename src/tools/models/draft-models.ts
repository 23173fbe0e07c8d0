import { denseLayers } from '../../../widgets/engines/inference/onnx/dense-layers.ts';
import type { Graph } from '../../../widgets/engines/inference/onnx/graph.ts';
import { type InputRange, quantiseInt8, quantiseLayer } from '../../../widgets/engines/inference/onnx/quantise-int8.ts';
import { layerInputRanges } from './input-ranges.ts';
import { predictTrained, roundTrained } from './predict.ts';
import { predictInt8 } from './predict-int8.ts';
import type { Preparation } from './preparation.ts';
import { recipes } from './recipes/index.ts';
import { makeTrainingSet, type Recipe, type Trained, type TrainingSet } from './recipes/recipe.ts';
import type { Passenger } from './titanic-data.ts';
import { networkGraph, treesGraph } from './titanic-graph.ts';

/** A file under construction: a graph and what it should predict. */
export interface Draft {
  /** Id of the model, the name of its files. */
  readonly id: string;
  readonly recipe: Recipe;
  readonly precision: 'float32' | 'int8';
  readonly graph: Graph;
  readonly predict: (features: readonly number[]) => number;
  /** Only of a float32 network. */
  readonly inputRanges?: readonly InputRange[];
}

/** Trains every model of the course. Nothing here needs Node: a test trains them in Chromium and gets the same bytes. */
export function draftModels(train: readonly Passenger[]): Draft[] {
  const set = makeTrainingSet(train);
  return recipes.flatMap((recipe) => draftModel(recipe, set));
}

/** The float32 file, and for a network the int8 file. Trees have no weights to multiply: their thresholds are compared, and nothing is gained. */
function draftModel(recipe: Recipe, set: TrainingSet): Draft[] {
  const { preparation } = set;
  const trained = roundTrained(set.trained(recipe.attempts[0]));
  const graph = graphOf(recipe.id, preparation, trained);
  const float32: Draft = {
    id: recipe.id,
    recipe,
    precision: 'float32',
    graph,
    predict: (features) => predictTrained(trained, preparation, features),
  };
  if (trained.kind === 'trees') return [float32];
  const inputRanges = layerInputRanges(trained.network, set.prepared);
  const layers = denseLayers(graph).map((layer, index) => quantiseLayer(layer, inputRanges[index]!));
  const int8: Draft = {
    id: `${recipe.id}-int8`,
    recipe,
    precision: 'int8',
    graph: quantiseInt8(graph, inputRanges),
    predict: (features) => predictInt8(layers, preparation, features),
  };
  return [{ ...float32, inputRanges }, int8];
}

function graphOf(name: string, preparation: Preparation, trained: Trained): Graph {
  return trained.kind === 'network'
    ? networkGraph(name, preparation, trained.network)
    : treesGraph(name, preparation, trained.ensemble);
}
