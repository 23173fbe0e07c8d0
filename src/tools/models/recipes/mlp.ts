import { preparedCount } from '../preparation.ts';
import { trainNetwork } from '../train.ts';
import { attemptsWith, type Recipe } from './recipe.ts';

const fixed = { sizes: [preparedCount, 64, 64, 1], batchSize: 32, learningRate: 0.001, seed: 1 };

/** The multi-layer perceptron that the others are compared with and that three of them come from. */
export const mlp: Recipe = {
  id: 'titanic-mlp',
  title: 'Titanic survival, two layers of 64',
  attempts: attemptsWith(
    [
      { weightDecay: 0.3, epochs: 15 },
      { weightDecay: 0.3, epochs: 10 },
      { weightDecay: 0.3, epochs: 30 },
      { weightDecay: 0.1, epochs: 10 },
      { weightDecay: 0.1, epochs: 15 },
      { weightDecay: 0.01, epochs: 10 },
      { weightDecay: 0.01, epochs: 15 },
    ],
    ({ weightDecay, epochs }) =>
      `Adam, learning rate ${fixed.learningRate}, weight decay ${weightDecay}, ${epochs} epochs in batches of ${fixed.batchSize}, seed ${fixed.seed}`,
    ({ prepared }, { weightDecay, epochs }) => ({
      kind: 'network',
      network: trainNetwork(prepared, { ...fixed, weightDecay, epochs }),
    }),
  ),
};
