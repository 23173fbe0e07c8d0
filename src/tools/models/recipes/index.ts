import { distilled } from './distilled.ts';
import { logistic } from './logistic.ts';
import { mlp } from './mlp.ts';
import { prunedUnits } from './pruned-units.ts';
import { prunedWeights } from './pruned-weights.ts';
import type { Recipe } from './recipe.ts';
import { trees } from './trees.ts';

/** The models of the course, from the plainest. */
export const recipes: readonly Recipe[] = [logistic, trees, mlp, distilled, prunedWeights, prunedUnits];

/** The model that the others are compared with. */
export const reference = mlp;
