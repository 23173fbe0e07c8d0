import { formatPercent } from '../../widgets/kit/format.ts';
import type { FidelityReport } from '../tools/bench/fidelity/report-file.ts';

const orNothing = (share: number | null) => (share === null ? 'unknown' : formatPercent(share));

/** A relative error with its sign, for example `−1.6 %`; an en dash where there is none. */
export function formatError(error: number | null): string {
  return error === null ? '–' : formatPercent(error);
}

/** What was found, and whether it is what was aimed at. */
export function conclusionsOf({ summary, results }: FidelityReport): string[] {
  const {
    cases,
    litCases,
    medianError: all,
    medianErrorInTheDark: free,
    largestMeanErrorInTheDark: largest,
    goals,
  } = summary;
  const off = cases - litCases;
  const sentences: string[] = [];
  if (off > 0) {
    const isMet =
      (free.mean ?? 1) <= goals.medianMean && (free.p95 ?? 1) <= goals.medianP95 && (largest ?? 1) <= goals.largest;
    const sizes = `In the ${off} cases with the contention light off the predicted mean is off by ${orNothing(free.mean)} in the median and by ${orNothing(largest)} at most, the 95th percentile by ${orNothing(free.p95)} in the median.`;
    const aims = `The goals are ${formatPercent(goals.medianMean)}, ${formatPercent(goals.largest)} and ${formatPercent(goals.medianP95)}: ${isMet ? 'all are met' : 'not all are met'}.`;
    sentences.push(sizes, aims);
  }
  sentences.push(
    `Over all ${cases} cases it is ${orNothing(all.mean)} for the mean and ${orNothing(all.p95)} for the 95th percentile; ${litCases === 0 ? 'in none' : `in ${litCases}`} of them the contention light was on.`,
  );
  const worst = results.reduce((one, other) =>
    Math.abs(other.errors.mean ?? 0) > Math.abs(one.errors.mean ?? 0) ? other : one,
  );
  sentences.push(`The worst is “${worst.name}”: ${formatError(worst.errors.mean)}.`);
  return sentences;
}
