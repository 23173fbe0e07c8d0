import { boostTrees } from '../boost.ts';
import { attemptsWith, type Recipe } from './recipe.ts';

const fixed = { leafRows: 10, ridge: 1 };

/** Gradient-boosted trees: comparisons instead of multiplications. */
export const trees: Recipe = {
  id: 'titanic-trees',
  title: 'Titanic survival, gradient-boosted trees',
  attempts: attemptsWith(
    [
      { treeCount: 50, depth: 3, shrinkage: 0.1 },
      { treeCount: 100, depth: 3, shrinkage: 0.1 },
      { treeCount: 200, depth: 3, shrinkage: 0.1 },
      { treeCount: 100, depth: 2, shrinkage: 0.1 },
      { treeCount: 200, depth: 2, shrinkage: 0.1 },
      { treeCount: 100, depth: 4, shrinkage: 0.05 },
      { treeCount: 100, depth: 3, shrinkage: 0.05 },
    ],
    ({ treeCount, depth, shrinkage }) =>
      `${treeCount} trees of depth ${depth}, shrinkage ${shrinkage}, at least ${fixed.leafRows} rows in a leaf, ridge ${fixed.ridge}`,
    ({ filled }, setting) => ({ kind: 'trees', ensemble: boostTrees(filled, { ...fixed, ...setting }) }),
  ),
};
