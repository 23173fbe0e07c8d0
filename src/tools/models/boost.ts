import { sigmoid } from './exponential.ts';
import type { TrainingRow } from './train.ts';
import { roundToLeafStep, type Tree, type TreeEnsemble, treeValue } from './trees.ts';

export interface BoostSetting {
  readonly treeCount: number;
  /** Splits from the root to a leaf at most. */
  readonly depth: number;
  /** Share of each tree's step that is taken. */
  readonly shrinkage: number;
  /** Rows that a leaf holds at least. */
  readonly leafRows: number;
  /** Added to a leaf's curvature: pulls the values of small leaves towards 0. */
  readonly ridge: number;
}

/** Slopes and curvatures of the log loss by the log-odds, one per row. */
interface Derivatives {
  readonly slopes: Float64Array;
  readonly curvatures: Float64Array;
}

/**
 * Gradient-boosted trees on the log loss with second-order steps and exact search for splits (Friedman 2001; Chen and Guestrin 2016,
 * https://arxiv.org/abs/1603.02754, equations 5 to 7). Nothing is random, and rows are summed in a fixed order.
 */
export function boostTrees(rows: readonly TrainingRow[], setting: BoostSetting): TreeEnsemble {
  const base = roundToLeafStep(logOdds(rows.reduce((sum, { target }) => sum + target, 0) / rows.length));
  const scores = new Float64Array(rows.length).fill(base);
  const trees: Tree[] = [];
  const everyRow = rows.map((_, index) => index);
  for (let count = 0; count < setting.treeCount; count++) {
    const derivatives = { slopes: new Float64Array(rows.length), curvatures: new Float64Array(rows.length) };
    for (const [index, { target }] of rows.entries()) {
      const probability = sigmoid(scores[index]!);
      derivatives.slopes[index] = probability - target;
      derivatives.curvatures[index] = probability * (1 - probability);
    }
    const tree = growTree(rows, everyRow, derivatives, setting, setting.depth);
    for (const [index, { inputs }] of rows.entries()) scores[index]! += treeValue(tree, inputs);
    trees.push(tree);
  }
  return { base, trees };
}

function growTree(
  rows: readonly TrainingRow[],
  inside: readonly number[],
  derivatives: Derivatives,
  setting: BoostSetting,
  depth: number,
): Tree {
  const best = depth > 0 ? bestSplit(rows, inside, derivatives, setting) : undefined;
  if (!best) {
    const slope = inside.reduce((sum, index) => sum + derivatives.slopes[index]!, 0);
    const curvature = inside.reduce((sum, index) => sum + derivatives.curvatures[index]!, 0);
    return { value: roundToLeafStep((-setting.shrinkage * slope) / (curvature + setting.ridge)) };
  }
  const { feature, threshold } = best;
  const isBelow = (index: number) => rows[index]!.inputs[feature]! <= threshold;
  const grow = (part: readonly number[]) => growTree(rows, part, derivatives, setting, depth - 1);
  return {
    feature,
    threshold,
    below: grow(inside.filter(isBelow)),
    above: grow(inside.filter((index) => !isBelow(index))),
  };
}

/** The split that lowers the loss most; of equals the first feature and the lowest threshold. */
function bestSplit(
  rows: readonly TrainingRow[],
  inside: readonly number[],
  { slopes, curvatures }: Derivatives,
  { leafRows, ridge }: BoostSetting,
): { readonly feature: number; readonly threshold: number } | undefined {
  const slope = inside.reduce((sum, index) => sum + slopes[index]!, 0);
  const curvature = inside.reduce((sum, index) => sum + curvatures[index]!, 0);
  const gainOf = (g: number, h: number) => (g * g) / (h + ridge);
  // A split has to gain more than rounding could.
  let bestGain = gainOf(slope, curvature) + 1e-9;
  let best: { feature: number; threshold: number } | undefined;
  for (const feature of rows[0]!.inputs.keys()) {
    const featureOf = (index: number) => rows[index]!.inputs[feature]!;
    const sorted = [...inside].sort((a, b) => featureOf(a) - featureOf(b) || a - b);
    let slopeBelow = 0;
    let curvatureBelow = 0;
    for (let count = 1; count <= sorted.length - leafRows; count++) {
      const last = sorted[count - 1]!;
      slopeBelow += slopes[last]!;
      curvatureBelow += curvatures[last]!;
      const [below, above] = [featureOf(last), featureOf(sorted[count]!)];
      if (count < leafRows || below === above) continue;
      const gain = gainOf(slopeBelow, curvatureBelow) + gainOf(slope - slopeBelow, curvature - curvatureBelow);
      if (gain <= bestGain) continue;
      bestGain = gain;
      const middle = Math.fround((below + above) / 2);
      best = { feature, threshold: middle < above ? middle : below };
    }
  }
  return best;
}

/** The log-odds of a share by Newton's method: `Math.log` may differ in its last digit between engines. */
function logOdds(share: number): number {
  let x = 0;
  for (let turn = 0; turn < 40; turn++) {
    const probability = sigmoid(x);
    x += Math.max(-1, Math.min(1, (share - probability) / (probability * (1 - probability))));
  }
  return x;
}
