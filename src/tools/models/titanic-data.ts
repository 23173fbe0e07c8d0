import { randomSource, shuffledIndexes } from './random.ts';

/** One passenger as the model sees them: the seven features in the order of `featureNames`, NaN where unknown. */
export interface Passenger {
  readonly features: readonly number[];
  /** 1 when they survived, 0 when not. */
  readonly survived: 0 | 1;
}

/** Order of the model's input. */
export const featureNames = [
  'class',
  'sex',
  'age',
  'siblingsAndSpouses',
  'parentsAndChildren',
  'fare',
  'port',
] as const;

/** Codes of the ports in the order in which they stand in the model's input: Southampton, Cherbourg, Queenstown. */
const portLetters = ['S', 'C', 'Q'];
const header = 'pclass,sex,age,sibsp,parch,fare,embarked,survived';

/** Rows kept for testing: a quarter. */
export const testRowCount = 327;
/** Seed of the split. */
export const splitSeed = 1912;

/** Reads `titanic.csv`. Throws with the line number for a line that is no passenger. */
export function parsePassengers(text: string): Passenger[] {
  const [first, ...lines] = text.trim().split(/\r?\n/);
  if (first !== header) throw new Error(`titanic.csv:1: expected the columns ${header}, found ${first}.`);
  return lines.map((line, index) => parsePassenger(line, index + 2));
}

/** What each column may hold; empty is unknown. */
const columnForms = [/^[123]$/, /^(?:fe)?male$/, /^[\d.]*$/, /^\d+$/, /^\d+$/, /^[\d.]*$/, /^[SCQ]?$/, /^[01]$/];

function parsePassenger(line: string, lineNumber: number): Passenger {
  const cells = line.split(',');
  const wrong = columnForms.findIndex((form, column) => !form.test(cells[column] ?? ''));
  if (wrong >= 0 || cells.length !== columnForms.length) {
    throw new Error(`titanic.csv:${lineNumber}: expected ${header}, found ${line}.`);
  }
  const [pclass, sex, age, sibsp, parch, fare, embarked, survived] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const number = (text: string) => (text === '' ? Number.NaN : Number(text));
  const port = embarked === '' ? Number.NaN : portLetters.indexOf(embarked);
  return {
    features: [number(pclass), sex === 'female' ? 1 : 0, number(age), number(sibsp), number(parch), number(fare), port],
    survived: survived === '1' ? 1 : 0,
  };
}

/** The fixed split: the passengers in one shuffled order, the first quarter for testing, the rest for training. */
export function splitPassengers(passengers: readonly Passenger[]): {
  readonly train: Passenger[];
  readonly test: Passenger[];
} {
  const shuffled = shuffledIndexes(passengers.length, randomSource(splitSeed)).map((index) => passengers[index]!);
  return { test: shuffled.slice(0, testRowCount), train: shuffled.slice(testRowCount) };
}
