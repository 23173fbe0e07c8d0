import { logLoss, type Scored } from '../../../widgets/engines/evaluation/metrics.ts';
import { predictTrained } from './predict.ts';
import { type Attempt, makeTrainingSet } from './recipes/recipe.ts';
import type { Passenger } from './titanic-data.ts';

const foldCount = 5;

/**
 * Mean log loss of each attempt over the held-out fifths of the training rows. Each fold learns its own fills and scales, and a model that
 * starts from another starts from one trained on the fold, so that nothing of the held-out rows is seen.
 */
export function crossValidate(train: readonly Passenger[], attempts: readonly Attempt[]): number[] {
  const scored = attempts.map((): Scored[] => []);
  for (let fold = 0; fold < foldCount; fold++) {
    const set = makeTrainingSet(train.filter((_, index) => index % foldCount !== fold));
    const heldOut = train.filter((_, index) => index % foldCount === fold);
    for (const [index, attempt] of attempts.entries()) {
      const trained = set.trained(attempt);
      for (const { features, survived } of heldOut)
        scored[index]!.push({ probability: predictTrained(trained, set.preparation, features), outcome: survived });
    }
  }
  return scored.map(logLoss);
}
