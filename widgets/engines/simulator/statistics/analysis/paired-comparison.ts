import { formatNumber } from '../../../../kit/format.ts';
import { studentT975 } from '../../theory/student-t.ts';
import { meanInterval } from './mean-interval.ts';

export interface ComparisonWords {
  /** What the two are called, for example `3 replicas` and `4 replicas`. */
  readonly first: string;
  readonly second: string;
  /** What was compared, for example `mean sojourn time`. */
  readonly metric: string;
  /** How a value is written, with its unit. */
  readonly format?: (value: number) => string;
}

export interface PairedComparison {
  /** Mean of second − first over the pairs, with half the width of its 95 % interval. */
  readonly difference: number;
  readonly halfWidth: number;
  readonly pairs: number;
  readonly verdict: 'second is higher' | 'second is lower' | 'not told apart';
  /** Correlation within the pairs; common random numbers make it positive, and the interval narrow. 0 when one side never varies. */
  readonly correlation: number;
  /** How many times as many independent replications would be needed for the same width. */
  readonly gain: number;
  /** Pairs that would probably tell a difference as large as the one found; null when it is told already or is exactly 0. */
  readonly pairsNeeded: number | null;
  /** What the numbers allow to say, and what not. */
  readonly sentence: string;
}

/**
 * Compares two scenarios run on the same seeds (common random numbers): replication i of one with replication i of the other, by Student's t on the
 * differences (Law and Kelton, 3rd edition, 10.2.1 and 11.2). Null for fewer than two pairs.
 */
export function comparePaired(
  first: readonly number[],
  second: readonly number[],
  words: ComparisonWords,
): PairedComparison | null {
  if (first.length !== second.length)
    throw new RangeError(`Pairs need as many values on both sides, not ${first.length} and ${second.length}.`);
  const differences = meanInterval(second.map((value, i) => value - first[i]!));
  const [left, right] = [meanInterval(first), meanInterval(second)];
  if (!differences || differences.halfWidth === null || !left || !right) return null;
  const { mean: difference, halfWidth, count: pairs } = differences;
  const spread = left.variance! + right.variance!;
  const product = Math.sqrt(left.variance! * right.variance!);
  const verdict =
    difference - halfWidth > 0 ? 'second is higher' : difference + halfWidth < 0 ? 'second is lower' : 'not told apart';
  const comparison = {
    difference,
    halfWidth,
    pairs,
    verdict,
    correlation: product > 0 ? (spread - differences.variance!) / 2 / product : 0,
    gain: differences.variance! > 0 ? spread / differences.variance! : spread > 0 ? Infinity : 1,
    pairsNeeded: verdict === 'not told apart' ? pairsFor(difference, differences.variance!) : null,
  } as const;
  return { ...comparison, sentence: sentenceOf(comparison, words) };
}

/** Smallest number of pairs whose interval would be narrower than the difference, if the spread stays as it is; null for a difference of 0. */
function pairsFor(difference: number, variance: number): number | null {
  if (difference === 0) return null;
  let pairs = 2;
  // The t value falls with the number of pairs: a few rounds settle it.
  for (let round = 0; round < 20; round++) {
    const t = studentT975(Math.min(pairs, 1e6) - 1);
    const next = Math.max(2, Math.ceil((t * t * variance) / (difference * difference)));
    if (next === pairs) break;
    pairs = next;
  }
  return pairs;
}

function sentenceOf(comparison: Omit<PairedComparison, 'sentence'>, words: ComparisonWords): string {
  const { difference, halfWidth, pairs, verdict, pairsNeeded } = comparison;
  const { first, second, metric, format = formatNumber } = words;
  const range = `${format(difference - halfWidth)} to ${format(difference + halfWidth)}`;
  const basis = `95 % interval of the difference ${range}, ${pairs} pairs of replications on the same random numbers`;
  if (verdict === 'not told apart') {
    const needed =
      pairsNeeded === null
        ? ''
        : ` If the difference is as large as it looks, about ${pairsNeeded} pairs would show it.`;
    return `These runs do not tell the ${metric} of "${first}" and "${second}" apart: the interval holds 0 (${basis}). That does not say that they are equal.${needed}`;
  }
  const direction = verdict === 'second is higher' ? 'higher' : 'lower';
  return `The ${metric} of "${second}" is ${direction} than that of "${first}" by ${format(Math.abs(difference))} (${basis}). This holds for these two scenarios as they were run, not for other loads.`;
}
