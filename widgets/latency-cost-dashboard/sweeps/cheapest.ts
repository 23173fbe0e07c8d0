import { comparePaired, type PairedComparison } from '../../engines/simulator/statistics/analysis/paired-comparison.ts';
import { formatPercent, formatUsd } from '../../kit/format.ts';
import { isReservedPlace } from './reserved-machines.ts';
import type { SweepAxis } from './sweep-axis.ts';
import { formatMetric, objectiveName } from './sweep-objectives.ts';
import { type HeldObjective, isClear, isFeasible, type SweepRow } from './sweep-row.ts';

type Row = SweepRow & { readonly figures: NonNullable<SweepRow['figures']> };

/** The cheapest point that meets the objectives, with what stands beside it. */
export interface Cheapest {
  readonly row: Row;
  /** The objective with the least room, and that room as a share of the limit. */
  readonly tightest: HeldObjective;
  readonly margin: number;
  /** Cost of the next cheapest that meets them, minus that of the cheapest, on the same requests; null without one, or with a single replication. */
  readonly next: { readonly row: Row; readonly difference: PairedComparison | null } | null;
  /** The dearest of the cheaper points, all of which miss an objective. */
  readonly belowIt: { readonly row: Row; readonly missed: HeldObjective } | null;
}

/** Room between a value and its limit, below 0 where it is missed: a share of the limit, or where nearly all is asked, of what may be missing. */
function marginOf({ value, atMost, atLeast }: HeldObjective): number {
  if (value === null) return -Infinity;
  if (atMost !== undefined) return (atMost - value) / (atMost === 0 ? 1 : atMost);
  const isShare = atLeast! > 0.5 && atLeast! < 1;
  return (value - atLeast!) / (isShare ? 1 - atLeast! : atLeast === 0 ? 1 : atLeast!);
}

const tightestOf = ({ figures }: Row) => figures.objectives.toSorted((a, b) => marginOf(a) - marginOf(b))[0]!;

/** Null when no point meets them. */
export function findCheapest(rows: readonly SweepRow[]): Cheapest | null {
  const ran = rows
    .filter((row): row is Row => row.figures !== null)
    .toSorted((a, b) => a.figures.usdPerDay - b.figures.usdPerDay);
  const at = ran.findIndex(isFeasible);
  const row = ran[at];
  if (!row) return null;
  const tightest = tightestOf(row);
  const next = ran.slice(at + 1).find(isFeasible);
  const before = ran[at - 1];
  const words = { first: 'the cheapest', second: 'the next', metric: 'cost a day', format: formatUsd };
  const difference = next ? comparePaired(row.figures.usdPerDayAlone, next.figures.usdPerDayAlone, words) : null;
  return {
    row,
    tightest,
    margin: marginOf(tightest),
    next: next ? { row: next, difference } : null,
    belowIt: before ? { row: before, missed: tightestOf(before) } : null,
  };
}

/** For example `Replicas 6, batch size 8`. */
export function pointName(row: SweepRow, axes: readonly SweepAxis[]): string {
  return axes
    .map(({ place }, index) => {
      const name = index === 0 ? place.label : place.label.toLowerCase();
      const of = isReservedPlace(place) ? ` of ${place.maximum}` : '';
      return `${name} ${row.values[index]!.value}${place.unit === '' || place.isWhole ? '' : ` ${place.unit}`}${of}`;
    })
    .join(', ');
}

function valueWithInterval({ metric, value, halfWidth }: HeldObjective): string {
  if (value === null) return 'nothing was observed';
  const text = formatMetric(metric, value);
  return halfWidth === null
    ? text
    : `${text} [${formatMetric(metric, Math.max(0, value - halfWidth))}, ${formatMetric(metric, value + halfWidth)}]`;
}

const costOf = ({ figures }: Row) => `${formatUsd(figures.usdPerDay)} a day`;

function costSentence({ next }: Cheapest, axes: readonly SweepAxis[]): string {
  if (!next) return '';
  const { difference } = next;
  const name = pointName(next.row, axes);
  if (!difference) return ` The next that meets them is ${name} at ${costOf(next.row)}.`;
  const { difference: mean, halfWidth } = difference;
  const isLevel = difference.verdict === 'not told apart';
  if (mean === 0 && halfWidth === 0) return ` ${name} meets them too, for the same money.`;
  const ends = [mean - halfWidth, mean + halfWidth].map(formatUsd);
  // Where machines are paid by the hour whatever they do, the difference hardly varies.
  const interval = ends.every((end) => end === formatUsd(mean)) ? '' : ` [${ends.join(', ')}]`;
  return isLevel && halfWidth > 0
    ? ` ${name} meets them too, and no difference in cost can be seen yet: run more replications.`
    : ` The next that meets them, ${name}, costs ${formatUsd(mean)}${interval} a day more.`;
}

/** What a sweep allows to say, in sentences with margins and intervals. */
export function describeCheapest(
  found: Cheapest | null,
  axes: readonly SweepAxis[],
  rows: readonly SweepRow[],
): string {
  if (!found) {
    const closest = rows
      .filter((row): row is Row => row.figures !== null)
      .toSorted((a, b) => marginOf(tightestOf(b)) - marginOf(tightestOf(a)))[0];
    if (!closest) return 'No point of this sweep could be simulated; the table says why.';
    const missed = tightestOf(closest);
    return `No point of this sweep meets the objectives. ${pointName(closest, axes)} comes closest: ${objectiveName(missed.metric)} ${valueWithInterval(missed)}. Widen the range.`;
  }
  const { row, tightest, margin, belowIt } = found;
  const limit = formatMetric(tightest.metric, (tightest.atMost ?? tightest.atLeast)!);
  const certainty = row.figures.objectives.every(isClear)
    ? ''
    : tightest.halfWidth === null
      ? ' With one replication there is no interval: run at least two.'
      : ' The interval reaches over the limit, so it may not hold: run more replications, or take the next.';
  const below = belowIt
    ? ` ${pointName(belowIt.row, axes)} would cost ${costOf(belowIt.row)}, but ${objectiveName(belowIt.missed.metric)} ${valueWithInterval(belowIt.missed)}.`
    : '';
  return `The cheapest that meets the objectives is ${pointName(row, axes)} at ${costOf(row)}: ${objectiveName(tightest.metric)} ${valueWithInterval(tightest)}, ${formatPercent(margin)} of room to ${limit}.${certainty}${costSentence(found, axes)}${below}`;
}
