import type { ModelManifest } from '../../../widgets/engines/inference/manifest.ts';
import {
  accuracy,
  areaUnderCurve,
  brierScore,
  calibration,
  logLoss,
  mean,
  type Scored,
} from '../../../widgets/engines/evaluation/metrics.ts';
import { wilsonInterval95 } from '../../../widgets/kit/wilson-interval.ts';
import type { Passenger } from './titanic-data.ts';

const isWoman = (passenger: Passenger) => passenger.features[1] === 1;
const ofClass = (wanted: number) => (passenger: Passenger) => passenger.features[0] === wanted;

/** Groups whose accuracy is told apart in the model card. */
const groups: readonly { readonly label: string; readonly has: (passenger: Passenger) => boolean }[] = [
  { label: 'Women and girls', has: isWoman },
  { label: 'Men and boys', has: (passenger) => !isWoman(passenger) },
  { label: 'First class', has: ofClass(1) },
  { label: 'Second class', has: ofClass(2) },
  { label: 'Third class', has: ofClass(3) },
  { label: 'Age unknown', has: (passenger) => Number.isNaN(passenger.features[2]) },
];

/** Everything the manifest says about how good the model is. `probabilities` are those of the test rows, in their order. */
export function titanicMetrics(
  train: readonly Passenger[],
  test: readonly Passenger[],
  probabilities: readonly number[],
): ModelManifest['metrics'] {
  const scored = test.map(({ survived }, index): Scored => ({ probability: probabilities[index]!, outcome: survived }));
  const commoner = mean(train.map(({ survived }) => survived)) >= 0.5 ? 1 : 0;
  const share = accuracy(scored);
  return {
    trainRows: train.length,
    testRows: test.length,
    accuracy: rounded(share),
    accuracyInterval95: interval(share, test.length),
    baselineAccuracy: rounded(mean(test.map(({ survived }) => (survived === commoner ? 1 : 0)))),
    auc: rounded(areaUnderCurve(scored)),
    logLoss: rounded(logLoss(scored)),
    brierScore: rounded(brierScore(scored)),
    groups: groups.map(({ label, has }) => {
      const inside = scored.filter((_, index) => has(test[index]!));
      const groupShare = accuracy(inside);
      return {
        label,
        testRows: inside.length,
        accuracy: rounded(groupShare),
        accuracyInterval95: interval(groupShare, inside.length),
        observedShare: rounded(mean(inside.map(({ outcome }) => outcome))),
        meanProbability: rounded(mean(inside.map(({ probability }) => probability))),
      };
    }),
    calibration: calibration(scored, 5).map((bin) => ({
      ...bin,
      meanProbability: rounded(bin.meanProbability),
      observedShare: rounded(bin.observedShare),
    })),
  };
}

function interval(share: number, count: number): [number, number] {
  const [low, high] = wilsonInterval95(share, count);
  return [rounded(low), rounded(high)];
}

/** Four decimals: beyond them there is nothing but noise, and the last digit of a logarithm may differ between engines. */
export function rounded(value: number): number {
  return Number(value.toFixed(4));
}
