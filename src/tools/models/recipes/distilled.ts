import { predictPrepared } from '../network.ts';
import { preparedCount } from '../preparation.ts';
import { trainNetwork } from '../train.ts';
import { mlp } from './mlp.ts';
import { attemptsWith, networkOf, type Recipe } from './recipe.ts';

const fixed = { sizes: [preparedCount, 16, 16, 1], batchSize: 32, learningRate: 0.003, weightDecay: 0.1, seed: 1 };

/** A small network that learns the large one's probabilities beside the outcomes (Hinton, Vinyals and Dean 2015, https://arxiv.org/abs/1503.02531, temperature 1). */
export const distilled: Recipe = {
  id: 'titanic-distilled',
  title: 'Titanic survival, two layers of 16 distilled',
  attempts: attemptsWith(
    [
      { teacherShare: 0.5, epochs: 40 },
      { teacherShare: 0.5, epochs: 20 },
      { teacherShare: 0.5, epochs: 60 },
      { teacherShare: 0, epochs: 20 },
      { teacherShare: 0, epochs: 40 },
      { teacherShare: 0, epochs: 60 },
      { teacherShare: 1, epochs: 20 },
      { teacherShare: 1, epochs: 40 },
      { teacherShare: 1, epochs: 60 },
    ],
    ({ teacherShare, epochs }) =>
      `targets of ${teacherShare * 100} % the probabilities of titanic-mlp and the rest the outcomes, Adam, learning rate ${fixed.learningRate}, weight decay ${fixed.weightDecay}, ${epochs} epochs in batches of ${fixed.batchSize}, seed ${fixed.seed}`,
    ({ prepared, trained }, { teacherShare, epochs }) => {
      const teacher = networkOf(trained(mlp.attempts[0]));
      const rows = prepared.map(({ inputs, target }) => ({
        inputs,
        target: teacherShare * predictPrepared(teacher, inputs) + (1 - teacherShare) * target,
      }));
      return { kind: 'network', network: trainNetwork(rows, { ...fixed, epochs }) };
    },
  ),
};
