import { logLoss } from './metrics.ts';
import { predictPrepared } from './network.ts';
import { learnPreparation } from './preparation.ts';
import type { Passenger } from './titanic-data.ts';
import { trainingRows } from './titanic-model.ts';
import { type TrainingSetting, trainNetwork } from './train.ts';

const foldCount = 5;

/**
 * Mean log loss over the held-out fifths of the training rows, after each epoch: `result[epoch − 1]`. Each fold learns its own fills and
 * scales, so that nothing of the held-out rows is seen.
 */
export function crossValidate(train: readonly Passenger[], setting: TrainingSetting): number[] {
  const totals = new Array<number>(setting.epochs).fill(0);
  for (let fold = 0; fold < foldCount; fold++) {
    const kept = train.filter((_, index) => index % foldCount !== fold);
    const preparation = learnPreparation(kept);
    const heldOut = trainingRows(
      train.filter((_, index) => index % foldCount === fold),
      preparation,
    );
    trainNetwork(trainingRows(kept, preparation), setting, (network, epoch) => {
      totals[epoch - 1]! += logLoss(
        heldOut.map(({ inputs, target }) => ({ probability: predictPrepared(network, inputs), outcome: target })),
      );
    });
  }
  return totals.map((total) => total / foldCount);
}
