import { pruneUnits } from '../prune.ts';
import { fineTune } from '../train.ts';
import { mlp } from './mlp.ts';
import { attemptsWith, networkOf, type Recipe } from './recipe.ts';

const unitCount = 16;
const fixed = { batchSize: 32, learningRate: 0.001, seed: 2 };

/** The 2×64 network with a quarter of its units, trained on from there: the shape of the distilled one, reached from the other side. */
export const prunedUnits: Recipe = {
  id: 'titanic-pruned-units',
  title: 'Titanic survival, two layers of 64 pruned to 16 units',
  attempts: attemptsWith(
    [
      { weightDecay: 0.3, epochs: 60 },
      { weightDecay: 0.3, epochs: 15 },
      { weightDecay: 0.3, epochs: 30 },
      { weightDecay: 0.1, epochs: 30 },
      { weightDecay: 0.1, epochs: 60 },
      { weightDecay: 0, epochs: 30 },
    ],
    ({ weightDecay, epochs }) =>
      `the ${unitCount} most important units of each hidden layer of titanic-mlp kept, then ${epochs} epochs in batches of ${fixed.batchSize}, Adam, learning rate ${fixed.learningRate}, weight decay ${weightDecay}, seed ${fixed.seed}`,
    ({ prepared, trained }, setting) => ({
      kind: 'network',
      network: fineTune(pruneUnits(networkOf(trained(mlp.attempts[0])), unitCount), prepared, { ...fixed, ...setting }),
    }),
  ),
};
