import { meanInterval } from '../../engines/simulator/statistics/analysis/mean-interval.ts';
import { WIDE_SHARE } from '../../engines/simulator/statistics/analysis/precision.ts';
import { studentT975 } from '../../engines/simulator/theory/student-t.ts';
import { formatPercent } from '../../kit/format.ts';
import { valuesOf } from './figure.ts';
import { mainMeasures } from './measures.ts';
import { type Outcome, simulated } from './outcome.ts';

/** No more replications of each alternative than these are run, whatever the interval. */
export const MOST_REPLICATIONS = 200;
/** The t value of fewer has more to do with their number than with the spread. */
const LEAST_REPLICATIONS = 5;

export interface Precision {
  /** Whose interval is the widest beside its mean, and by what measure. */
  readonly label: string;
  readonly measure: string;
  /** Half that interval as a share of the mean. */
  readonly share: number;
  readonly replications: number;
  /** Replications after which it would be within 5 %, judging by the spread so far; not above `MOST_REPLICATIONS`. */
  readonly needed: number;
}

/** Fewest replications whose interval would be within 5 % of the mean if the standard deviation were `cv` times the mean. */
function neededFor(cv: number, atLeast: number): number {
  for (let count = atLeast; count < MOST_REPLICATIONS; count++)
    if (studentT975(count - 1) * cv <= WIDE_SHARE * Math.sqrt(count)) return count;
  return MOST_REPLICATIONS;
}

/** The widest interval of all alternatives, of the 95th percentile and the cost per day; null before there are two replications. */
export function precisionOf(outcomes: readonly Outcome[]): Precision | null {
  let widest: Precision | null = null;
  for (const { alternative, alone } of simulated(outcomes)) {
    for (const measure of mainMeasures) {
      const interval = meanInterval(valuesOf(measure, alone) ?? []);
      if (!interval || interval.halfWidth === null || interval.mean === 0) continue;
      const share = interval.halfWidth / Math.abs(interval.mean);
      if (widest && widest.share >= share) continue;
      const cv = Math.sqrt(interval.variance!) / Math.abs(interval.mean);
      const needed = neededFor(cv, Math.max(LEAST_REPLICATIONS, interval.count));
      widest = { label: alternative.label, measure: measure.label, share, replications: interval.count, needed };
    }
  }
  return widest;
}

/** Replications to run next on the way to 5 %; null when it is reached, or when no more are to be run. A forecast from few is not trusted far. */
export function nextReplications(precision: Precision): number | null {
  const { share, replications, needed } = precision;
  if (replications >= MOST_REPLICATIONS || (share <= WIDE_SHARE && replications >= LEAST_REPLICATIONS)) return null;
  return Math.min(MOST_REPLICATIONS, Math.max(replications + 1, Math.min(needed, replications * 3)));
}

/** How precise the figures are, and what would make them more so. */
export function precisionInWords(precision: Precision | null): string {
  if (!precision) return 'One replication gives no interval yet.';
  const { label, measure, share, replications, needed } = precision;
  const widest = `The widest interval is that of ${label}, ${measure.toLowerCase()}: ${formatPercent(share)} to either side after ${replications} replications.`;
  if (share <= WIDE_SHARE) return widest;
  if (replications >= MOST_REPLICATIONS)
    return `${widest} More than ${MOST_REPLICATIONS} are not run here: lengthen the run instead, or lower the load.`;
  if (needed >= MOST_REPLICATIONS)
    return `${widest} For 5 % more than the ${MOST_REPLICATIONS} that are run at most would probably be needed.`;
  return `${widest} About ${needed} would bring it to 5 %.`;
}
