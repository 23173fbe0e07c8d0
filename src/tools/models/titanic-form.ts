import type { ModelFeature, ModelManifest } from '../../../widgets/engines/inference/manifest.ts';
import { featureNames, type Passenger } from './titanic-data.ts';

type Wording = Pick<ModelFeature, 'label' | 'kind' | 'unit' | 'step' | 'choices' | 'default'>;

const wordings: Readonly<Record<(typeof featureNames)[number], Wording>> = {
  class: choice('Ticket class', ['First', 'Second', 'Third'], 1, 3),
  sex: choice('Sex', ['Male', 'Female'], 0, 0),
  age: { label: 'Age', kind: 'number', unit: 'years', step: 1, default: 30 },
  siblingsAndSpouses: { label: 'Siblings and spouses aboard', kind: 'number', unit: 'people', step: 1, default: 0 },
  parentsAndChildren: { label: 'Parents and children aboard', kind: 'number', unit: 'people', step: 1, default: 0 },
  fare: { label: 'Fare', kind: 'number', unit: 'pounds of 1912', step: 1, default: 14 },
  port: choice('Port of embarkation', ['Southampton', 'Cherbourg', 'Queenstown'], 0, 0),
};

function choice(label: string, names: readonly string[], firstValue: number, chosen: number): Wording {
  return {
    label,
    kind: 'choice',
    choices: names.map((name, index) => ({ label: name, value: firstValue + index })),
    default: chosen,
  };
}

/** The form's features: wording from here, ranges and gaps from the data. `mayBeUnknown` is true where the data has gaps. */
export function formFeatures(train: readonly Passenger[]): ModelManifest['input']['features'] {
  return featureNames.map((name, column) => {
    const values = train.map(({ features }) => features[column]!);
    const known = values.filter((value) => !Number.isNaN(value));
    const wording = wordings[name];
    const range =
      wording.kind === 'number'
        ? { minimum: Math.floor(Math.min(...known)), maximum: Math.ceil(Math.max(...known)) }
        : {};
    return { name, ...wording, ...range, mayBeUnknown: known.length < values.length };
  });
}

const wanted: readonly ((passenger: Passenger) => boolean)[] = [
  ({ features }) => features[0] === 1 && features[1] === 1 && features[2]! >= 18,
  ({ features }) => features[0] === 3 && features[1] === 0 && features[2]! >= 18,
  ({ features }) => features[0] === 2 && features[2]! < 12,
  ({ features }) => features[0] === 3 && Number.isNaN(features[2]),
];

/** Four passengers of the test rows to start from: the first of each kind, described without a name. */
export function formExamples(test: readonly Passenger[]): ModelManifest['examples'] {
  return wanted.map((isWanted) => {
    const passenger = test.find(isWanted);
    if (!passenger) throw new Error('The test rows lack a passenger of a wanted kind.');
    return {
      label: describePassenger(passenger),
      features: passenger.features.map((value) => (Number.isNaN(value) ? null : value)),
      outcome: passenger.survived,
    };
  });
}

/** For example `A man of 32, third class, alone, £8`. */
export function describePassenger({ features }: Passenger): string {
  const [ticketClass, sex, age, siblings, parents, fare] = features;
  const isChild = age! < 15;
  const person = sex === 1 ? (isChild ? 'A girl' : 'A woman') : isChild ? 'A boy' : 'A man';
  const aged = Number.isNaN(age) ? 'of unknown age' : age! < 1 ? 'under one year' : `of ${Math.floor(age!)}`;
  const family = siblings! + parents!;
  const company = family === 0 ? 'alone' : `with ${family} of the family`;
  const paid = Number.isNaN(fare) ? 'fare unknown' : `£${Math.round(fare!)}`;
  return `${person} ${aged}, ${['first', 'second', 'third'][ticketClass! - 1]} class, ${company}, ${paid}`;
}
