import { median } from '../../../../widgets/engines/inference/quantile.ts';
import type { CaseResult } from './one-case.ts';

const KEYS = ['mean', 'p50', 'p95', 'p99'] as const;
type Key = (typeof KEYS)[number];

/** The goals of the project: Vidur, a published simulator of language-model serving, claims less than 9 % (Agrawal et al., MLSys 2024). */
export const GOALS = { medianMean: 0.05, medianP95: 0.1, largest: 0.2 };

export interface FidelitySummary {
  readonly cases: number;
  /** Cases during which the contention light was on: shared or busy. */
  readonly litCases: number;
  /** Median over the cases of the size of the relative error; null where no case has one. Of all, and of those with the light off. */
  readonly medianError: Readonly<Record<Key, number | null>>;
  readonly medianErrorInTheDark: Readonly<Record<Key, number | null>>;
  readonly largestMeanErrorInTheDark: number | null;
  /** The same for the mean when the prediction is given the times that the run's own batches took: what the rules alone have wrong. */
  readonly medianMeanErrorWithRunsTimes: number | null;
  /** How far two predictions of one mean are apart that are made from half of the measurements each. */
  readonly medianSplitHalfOfMean: number | null;
  readonly goals: typeof GOALS;
}

const middle = (values: readonly number[]) => (values.length === 0 ? null : median(values));
const sizes = (values: readonly (number | null)[]) =>
  values.flatMap((value) => (value === null ? [] : Math.abs(value)));

function mediansOf(results: readonly CaseResult[]): Record<Key, number | null> {
  const [mean, p50, p95, p99] = KEYS.map((key) => middle(sizes(results.map(({ errors }) => errors[key]))));
  return { mean: mean!, p50: p50!, p95: p95!, p99: p99! };
}

export function summarise(results: readonly CaseResult[]): FidelitySummary {
  const free = results.filter(({ light }) => light === 'free');
  const freeErrors = sizes(free.map(({ errors }) => errors.mean));
  return {
    cases: results.length,
    litCases: results.length - free.length,
    medianError: mediansOf(results),
    medianErrorInTheDark: mediansOf(free),
    largestMeanErrorInTheDark: freeErrors.length === 0 ? null : Math.max(...freeErrors),
    medianMeanErrorWithRunsTimes: middle(sizes(results.map(({ meanErrorWithRunsTimes }) => meanErrorWithRunsTimes))),
    medianSplitHalfOfMean: middle(sizes(results.map(({ splitHalfOfMean }) => splitHalfOfMean))),
    goals: GOALS,
  };
}
