import { pruneWeights } from '../prune.ts';
import { fineTune } from '../train.ts';
import { mlp } from './mlp.ts';
import { attemptsWith, networkOf, type Recipe } from './recipe.ts';

const prunedShare = 0.9;
const fixed = { batchSize: 32, learningRate: 0.003, seed: 2 };

/** The 2×64 network with nine of ten weights at 0 (Han, Pool, Tran and Dally 2015, https://arxiv.org/abs/1506.02626), trained on from there. */
export const prunedWeights: Recipe = {
  id: 'titanic-pruned-weights',
  title: 'Titanic survival, two layers of 64 with nine of ten weights pruned',
  attempts: attemptsWith(
    [
      { weightDecay: 0.1, epochs: 120 },
      { weightDecay: 0.1, epochs: 60 },
      { weightDecay: 0.1, epochs: 30 },
      { weightDecay: 0.3, epochs: 60 },
      { weightDecay: 0, epochs: 60 },
    ],
    ({ weightDecay, epochs }) =>
      `the ${prunedShare * 100} % smallest weights of titanic-mlp set to 0, then ${epochs} epochs in batches of ${fixed.batchSize} that leave them at 0, Adam, learning rate ${fixed.learningRate}, weight decay ${weightDecay}, seed ${fixed.seed}`,
    ({ prepared, trained }, setting) => ({
      kind: 'network',
      network: fineTune(pruneWeights(networkOf(trained(mlp.attempts[0])), prunedShare), prepared, {
        ...fixed,
        ...setting,
      }),
    }),
  ),
};
