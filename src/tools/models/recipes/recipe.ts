import type { Network } from '../network.ts';
import { learnPreparation, type Preparation, fillGaps, prepare } from '../preparation.ts';
import type { Passenger } from '../titanic-data.ts';
import type { TrainingRow } from '../train.ts';
import type { TreeEnsemble } from '../trees.ts';

/** A model that is trained but not yet a file. */
export type Trained =
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'trees'; readonly ensemble: TreeEnsemble };

/** What a model is trained on. Nothing in it has seen other rows than these. */
export interface TrainingSet {
  readonly preparation: Preparation;
  /** Rows as a network takes them: scaled, and choices as zeros and ones. */
  readonly prepared: readonly TrainingRow[];
  /** Rows as trees take them: the seven features with their gaps filled. */
  readonly filled: readonly TrainingRow[];
  /** What another attempt learns from these rows; trained once, for all that start from it. */
  readonly trained: (attempt: Attempt) => Trained;
}

/** A way of training with its setting. */
export interface Attempt {
  /** The setting in words, for the manifest and for cross-validation. */
  readonly setting: string;
  readonly train: (set: TrainingSet) => Trained;
}

/** A model of the course: one file and a line in `index.ts`. */
export interface Recipe {
  /** Id of the model and of its card. */
  readonly id: string;
  readonly title: string;
  /** What was compared by cross-validation on the training rows (`npm run models -- --cross-validate`), never on the test rows. The first is used. */
  readonly attempts: readonly [Attempt, ...Attempt[]];
}

/** One attempt for each setting, in the order given. */
export function attemptsWith<Setting>(
  settings: readonly [Setting, ...Setting[]],
  describe: (setting: Setting) => string,
  train: (set: TrainingSet, setting: Setting) => Trained,
): [Attempt, ...Attempt[]] {
  const [first, ...others] = settings.map((setting) => ({
    setting: describe(setting),
    train: (set: TrainingSet) => train(set, setting),
  }));
  return [first!, ...others];
}

export function makeTrainingSet(passengers: readonly Passenger[]): TrainingSet {
  const preparation = learnPreparation(passengers);
  const done = new Map<Attempt, Trained>();
  const set: TrainingSet = {
    preparation,
    prepared: passengers.map(({ features, survived }) => ({
      inputs: prepare(features, preparation),
      target: survived,
    })),
    filled: passengers.map(({ features, survived }) => ({ inputs: fillGaps(features, preparation), target: survived })),
    trained: (attempt) => {
      const result = done.get(attempt) ?? attempt.train(set);
      done.set(attempt, result);
      return result;
    },
  };
  return set;
}

/** The network of an attempt that trains one. */
export function networkOf(trained: Trained): Network {
  if (trained.kind !== 'network') throw new TypeError('This model is no network.');
  return trained.network;
}
