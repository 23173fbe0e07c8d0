import type { ModelManifest } from '../../../widgets/engines/inference/manifest.ts';
import { rounded } from './titanic-metrics.ts';
import type { Passenger } from './titanic-data.ts';

/**
 * A model beside another on the same rows. Their intervals of the accuracy each carry the luck of the rows drawn, which both share; what tells
 * them apart is only the rows where one is right and the other wrong.
 */
export function compareAnswers(
  otherId: string,
  test: readonly Passenger[],
  answers: readonly number[],
  otherAnswers: readonly number[],
): NonNullable<ModelManifest['comparison']> {
  const isRight = (list: readonly number[], index: number) => (list[index]! >= 0.5 ? 1 : 0) === test[index]!.survived;
  let onlyThisRight = 0;
  let onlyOtherRight = 0;
  for (const index of test.keys()) {
    const [here, there] = [isRight(answers, index), isRight(otherAnswers, index)];
    if (here && !there) onlyThisRight++;
    if (there && !here) onlyOtherRight++;
  }
  const [low, high] = pairedInterval95(onlyThisRight, onlyOtherRight, test.length);
  return {
    with: otherId,
    onlyThisRight,
    onlyOtherRight,
    difference: rounded((onlyThisRight - onlyOtherRight) / test.length),
    differenceInterval95: [rounded(low), rounded(high)],
  };
}

/** 95 % interval of the difference of two shares on the same `count` rows (Bonett and Price 2012, adjusted Wald, https://doi.org/10.3102/1076998611411915). */
export function pairedInterval95(onlyThis: number, onlyOther: number, count: number): [number, number] {
  const z = 1.959963984540054;
  const here = (onlyThis + 1) / (count + 2);
  const there = (onlyOther + 1) / (count + 2);
  const half = z * Math.sqrt((here + there - (here - there) * (here - there)) / (count + 2));
  return [Math.max(-1, here - there - half), Math.min(1, here - there + half)];
}
