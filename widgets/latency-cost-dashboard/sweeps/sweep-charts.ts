import type { ChartTable, NumberColumn } from '../../kit/charts/chart-table.ts';
import { tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../../kit/charts/line-chart.ts';
import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../../kit/format.ts';
import { findCheapest, pointName } from './cheapest.ts';
import type { SweepAxis } from './sweep-axis.ts';
import { isCertain, isFeasible, type SweepRow } from './sweep-row.ts';

/** What a sweep is drawn as. */
export interface Swept {
  readonly axes: readonly SweepAxis[];
  readonly rows: readonly SweepRow[];
  readonly limitSeconds: number;
}

const axisName = ({ place }: SweepAxis) =>
  `${place.label} of ${place.owner}${place.unit === '' ? '' : `, ${place.unit}`}`;
const at = (row: SweepRow) => row.values[0]!.value;
/** Values that double are drawn as far apart as the others. */
const isDoubling = ({ values }: SweepAxis) =>
  values.length > 2 && Math.abs(values[1]! ** 2 / (values[0]! * values[2]!) - 1) < 1e-9 && values[0]! > 0;

/** Where the feasible points of a single axis begin and end. */
function feasibleEnds(rows: readonly SweepRow[]) {
  const feasible = rows.filter(isFeasible).map(at);
  const found = findCheapest(rows);
  if (feasible.length === 0 || !found) return [];
  return [{ x: at(found.row), label: 'cheapest that meets them' }];
}

function lineSpec(
  { axes, rows }: Swept,
  y: LineChartSpec['y'],
  value: (row: SweepRow) => number | null,
): LineChartSpec {
  const axis = axes[0]!;
  const series = (id: string, label: string, isShown: (row: SweepRow) => boolean, look: 1 | 2) => ({
    ...{ id, label, look },
    draw: 'points' as const,
    points: rows.filter((row) => row.figures !== null && isShown(row)).map((row) => ({ x: at(row), y: value(row) })),
  });
  const all = { ...series('line', '', () => true, 1), draw: 'line' as const };
  const parts = [
    series('meets', 'meets all', isFeasible, 1),
    series('misses', 'misses one', (row) => !isFeasible(row), 2),
  ].filter(({ points }) => points.length > 0);
  // The line through all points runs with the first part; its markers are those of the parts.
  const [first, ...others] = parts;
  return {
    x: {
      label: axisName(axis),
      scale: isDoubling(axis) ? 'log' : 'linear',
      format: formatNumber,
      ticks: axis.values,
      domain: [axis.values[0]!, axis.values.at(-1)!],
    },
    y,
    series: first ? [{ ...first, draw: 'both', line: all.points }, ...others] : [],
    references: feasibleEnds(rows),
  };
}

/** The 95th percentile over the swept number, with the limit and the intervals of the replications. */
export function prepareLatencyLine(swept: Swept): LineChartSpec {
  const band = swept.rows.flatMap((row) => {
    const held = row.figures?.objectives.find(({ metric }) => metric === 'sojournTimeSeconds.p95');
    if (held?.value == null || held.halfWidth === null) return [];
    return [
      { x: at(row), low: Math.max(held.value * 0.1, held.value - held.halfWidth), high: held.value + held.halfWidth },
    ];
  });
  return {
    ...lineSpec(
      swept,
      { label: '95 in 100 are done within', scale: 'log', format: formatSeconds },
      (row) => row.figures!.p95Seconds,
    ),
    thresholds: [{ y: swept.limitSeconds, label: `limit ${formatSeconds(swept.limitSeconds)}` }],
    bands: band.length > 0 ? [{ id: 'interval', look: 1, points: band }] : [],
  };
}

export function prepareCostLine(swept: Swept): LineChartSpec {
  return lineSpec(swept, { label: 'cost a day', scale: 'linear', format: formatUsd }, (row) => row.figures!.usdPerDay);
}

/** One sentence on a figure over its range. */
export function concludeRange({ axes, rows }: Swept, of: 'p95Seconds' | 'usdPerDay'): string {
  const format = of === 'usdPerDay' ? formatUsd : formatSeconds;
  const ran = rows.filter((row) => row.figures !== null && row.figures[of] !== null);
  const [first, last] = [ran[0], ran.at(-1)];
  if (!first || !last) return 'No point could be simulated.';
  const subject = of === 'usdPerDay' ? 'The cost of a day goes' : 'The time that 95 in 100 keep goes';
  const meets = rows.filter(isFeasible).length;
  return `${subject} from ${format(first.figures![of]!)} (${pointName(first, axes)}) to ${format(last.figures![of]!)} (${pointName(last, axes)}); ${meets} of ${rows.length} points meet the objectives.`;
}

const NUMBERS: readonly (NumberColumn & {
  readonly of: (figures: NonNullable<SweepRow['figures']>) => number | null;
})[] = [
  { label: 'Completed', unit: '', format: formatNumber, of: ({ completed }) => completed },
  { label: 'Lost', unit: 'share', format: formatPercent, of: ({ lostShare }) => lostShare },
  { label: 'Mean', unit: 's', format: formatSeconds, of: ({ meanSeconds }) => meanSeconds },
  { label: '95 in 100 within', unit: 's', format: formatSeconds, of: ({ p95Seconds }) => p95Seconds },
  { label: '99 in 100 within', unit: 's', format: formatSeconds, of: ({ p99Seconds }) => p99Seconds },
  { label: 'Busiest', unit: 'share', format: formatPercent, of: ({ busiest }) => busiest },
  { label: 'Cost a day', unit: 'USD', format: formatUsd, of: ({ usdPerDay }) => usdPerDay },
];

function verdict(row: SweepRow): string {
  if (!row.figures) return 'not simulated';
  const word = isFeasible(row) ? 'meets all' : `misses ${row.figures.objectives.filter(({ met }) => !met).length}`;
  return isCertain(row) ? word : `${word}, uncertain`;
}

/** A row per point, as the command line prints it. */
export function sweepTable({ axes, rows }: Swept): ChartTable {
  const columns = [...NUMBERS, { label: 'Objectives', unit: '', format: String }];
  const cells = rows.map((row): [string, ...(string | number | null)[]] => [
    pointName(row, axes),
    ...NUMBERS.map(({ of }) => (row.figures ? of(row.figures) : null)),
    verdict(row),
  ]);
  return tableOfNumbers('Every point of the sweep, on the same requests', 'Point', columns, cells);
}
