import type { HeldOut } from '../../../widgets/model-lab/held-out.ts';
import { learnPreparation } from './preparation.ts';
import { featureNames, parsePassengers, splitPassengers } from './titanic-data.ts';

/** The test rows as the model lab shows models on them, and the typical row of the training rows: `public/models/titanic.held-out.json`. */
export function heldOutRows(csv: string): HeldOut {
  const { train, test } = splitPassengers(parsePassengers(csv));
  const group = (label: string, feature: (typeof featureNames)[number], equals: number | null) => ({
    label,
    feature,
    equals,
  });
  return {
    title: 'Titanic passengers kept for testing',
    features: [...featureNames],
    typical: [...learnPreparation(train).fills],
    rows: test.map(({ features }) => features.map((value) => (Number.isNaN(value) ? null : value))),
    outcomes: test.map(({ survived }) => survived),
    groups: [
      group('Women and girls', 'sex', 1),
      group('Men and boys', 'sex', 0),
      group('First class', 'class', 1),
      group('Second class', 'class', 2),
      group('Third class', 'class', 3),
      group('Age unknown', 'age', null),
    ],
  };
}
