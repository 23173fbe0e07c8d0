import { comparePaired, type PairedComparison } from '../../engines/simulator/statistics/analysis/paired-comparison.ts';
import { valuesOf } from './figure.ts';
import { type Measure, mainMeasures, measures } from './measures.ts';
import type { Simulated } from './outcome.ts';

/** One alternative less the baseline, replication by replication on the same random numbers. */
export interface Difference {
  readonly measure: Measure;
  /** Null where one of the two has no figure, or there are fewer than two pairs. */
  readonly comparison: PairedComparison | null;
}

/** By one measure; the pairs are the replications that both have. */
export function differenceOf(measure: Measure, baseline: Simulated, other: Simulated): Difference {
  const pairs = Math.min(baseline.alone.length, other.alone.length);
  const first = valuesOf(measure, baseline.alone.slice(0, pairs));
  const second = valuesOf(measure, other.alone.slice(0, pairs));
  if (!first || !second) return { measure, comparison: null };
  const words = { first: baseline.alternative.label, second: other.alternative.label, metric: measure.label };
  return { measure, comparison: comparePaired(first, second, { ...words, format: measure.format }) };
}

/** By every measure that either of the two has. */
export function differencesOf(baseline: Simulated, other: Simulated): Difference[] {
  return measures
    .filter(({ of }) => of(baseline.result) !== null || of(other.result) !== null)
    .map((measure) => differenceOf(measure, baseline, other));
}

/** `41.0 ms` as number and unit; money has its unit in front. */
function split(text: string): readonly [number: string, unit: string] {
  const [, number = text, unit = ''] = /^(\S*\d)( \D.*)$/u.exec(text) ?? [];
  return [number, unit];
}

/** “41.0 ms [35.0, 47.0]”: the interval's ends without the unit where all three have the same. */
export function withInterval(format: Measure['format'], value: number, low: number, high: number): string {
  const [middle, ...ends] = [value, low, high].map(format) as [string, string, string];
  const unit = split(middle)[1];
  const isShared = ends.every((end) => split(end)[1] === unit);
  return `${middle} [${(isShared ? ends.map((end) => split(end)[0]) : ends).join(', ')}]`;
}

/** Whether every pair differs by the same: there is then no interval to speak of. */
const isExact = ({ difference, halfWidth }: PairedComparison) => halfWidth <= 1e-9 * Math.abs(difference);

/** “is 41.0 ms [35.0, 47.0] faster at the 95th percentile”, or that nothing can be said yet. */
export function differenceInWords({ measure, comparison }: Difference): string {
  const { format, verb, lower, higher, where } = measure;
  if (!comparison) return `has nothing to compare${where}`;
  const { difference, halfWidth, verdict } = comparison;
  if (difference === 0 && halfWidth === 0) return `${verb} the same${where}`;
  if (verdict === 'not told apart') return `no difference can be seen yet${where}: run longer`;
  const word = difference < 0 ? lower : higher;
  const size = Math.abs(difference);
  const amount = isExact(comparison) ? format(size) : withInterval(format, size, size - halfWidth, size + halfWidth);
  return `${verb} ${amount} ${word}${where}`;
}

const isTold = ({ comparison }: Difference) => comparison !== null && comparison.verdict !== 'not told apart';
const isSame = ({ comparison }: Difference) => comparison?.difference === 0 && comparison.halfWidth === 0;

/** What the numbers allow to say of an alternative beside the baseline, by latency and by cost; under a heading that names the baseline. */
export function differenceSentence(baseline: Simulated, other: Simulated): string {
  const [name, against] = [other.alternative.label, baseline.alternative.label];
  const differences = mainMeasures.map((measure) => differenceOf(measure, baseline, other));
  const said = differences.filter((one) => isTold(one) || isSame(one));
  if (said.length === 0) return `Between ${name} and ${against} no difference can be seen yet: run longer.`;
  const open = differences.filter((one) => !said.includes(one));
  const rest = open.map(({ measure }) => ` No difference can be seen yet${measure.where}: run longer.`);
  return `${name} ${said.map(differenceInWords).join(' and ')}.${rest.join('')}`;
}
