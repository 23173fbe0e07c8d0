import type { GraphNode } from '../../../widgets/engines/inference/onnx/graph.ts';
import { sigmoid } from './exponential.ts';

/** Goes to `below` where the feature is at most `threshold` (a float32), else to `above`. */
export interface Split {
  readonly feature: number;
  readonly threshold: number;
  readonly below: Tree;
  readonly above: Tree;
}

export interface Leaf {
  /** Added to the log-odds, a multiple of `leafStep`. */
  readonly value: number;
}

export type Tree = Split | Leaf;

/** A sum of trees: log-odds = base + the value of the leaf that the row reaches in each tree. */
export interface TreeEnsemble {
  readonly base: number;
  readonly trees: readonly Tree[];
}

/**
 * Leaves and base are multiples of this. While the absolute values sum to less than 64 every partial sum is a float32, so the sum is exact
 * in whatever order a runtime adds, and so the same everywhere.
 */
export const leafStep = 2 ** -18;

export function roundToLeafStep(value: number): number {
  return Math.round(value / leafStep) * leafStep;
}

/** The value that the tree gives to a row of filled features. */
export function treeValue(tree: Tree, features: readonly number[]): number {
  let at = tree;
  while ('feature' in at) at = features[at.feature]! <= at.threshold ? at.below : at.above;
  return at.value;
}

/** The probability for one row of filled features. */
export function predictTrees({ base, trees }: TreeEnsemble, features: readonly number[]): number {
  return sigmoid(trees.reduce((sum, tree) => sum + treeValue(tree, features), base));
}

/** The ensemble as one node that gives the log-odds, [N, 1]. */
export function treeNode(from: string, to: string, { base, trees }: TreeEnsemble): GraphNode {
  const nodes = trees.flatMap((tree, treeId) => {
    const flat: { treeId: number; nodeId: number; tree: Tree; below: number; above: number }[] = [];
    const add = (part: Tree): number => {
      const node = { treeId, nodeId: flat.length, tree: part, below: 0, above: 0 };
      flat.push(node);
      if ('feature' in part) {
        node.below = add(part.below);
        node.above = add(part.above);
      }
      return node.nodeId;
    };
    add(tree);
    return flat;
  });
  const leaves = nodes.filter(({ tree }) => 'value' in tree);
  return {
    operator: 'TreeEnsembleRegressor',
    domain: 'ai.onnx.ml',
    inputs: [from],
    outputs: [to],
    attributes: [
      { name: 'n_targets', integer: 1 },
      { name: 'base_values', floats: [base] },
      { name: 'nodes_treeids', integers: nodes.map(({ treeId }) => treeId) },
      { name: 'nodes_nodeids', integers: nodes.map(({ nodeId }) => nodeId) },
      { name: 'nodes_modes', texts: nodes.map(({ tree }) => ('feature' in tree ? 'BRANCH_LEQ' : 'LEAF')) },
      { name: 'nodes_featureids', integers: nodes.map(({ tree }) => ('feature' in tree ? tree.feature : 0)) },
      { name: 'nodes_values', floats: nodes.map(({ tree }) => ('feature' in tree ? tree.threshold : 0)) },
      { name: 'nodes_truenodeids', integers: nodes.map(({ below }) => below) },
      { name: 'nodes_falsenodeids', integers: nodes.map(({ above }) => above) },
      { name: 'target_treeids', integers: leaves.map(({ treeId }) => treeId) },
      { name: 'target_nodeids', integers: leaves.map(({ nodeId }) => nodeId) },
      { name: 'target_ids', integers: leaves.map(() => 0) },
      { name: 'target_weights', floats: leaves.map(({ tree }) => ('value' in tree ? tree.value : 0)) },
    ],
  };
}
