import { fitLogistic } from '../logistic.ts';
import { attemptsWith, type Recipe } from './recipe.ts';

/** The plainest model: one weighted sum. What a larger one costs has to be worth it beside this. */
export const logistic: Recipe = {
  id: 'titanic-logistic',
  title: 'Titanic survival, logistic regression',
  attempts: attemptsWith(
    [1, 0.1, 3, 10, 30],
    (ridge) => `Newton's method to the optimum, ridge ${ridge}`,
    ({ prepared }, ridge) => ({ kind: 'network', network: fitLogistic(prepared, ridge) }),
  ),
};
