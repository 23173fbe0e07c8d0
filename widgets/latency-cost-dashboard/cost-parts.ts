import type { ComparisonRow } from './comparison-row.ts';
import { type SeriesNumber, seriesNumber } from '../kit/charts/marks.ts';

/** Something that is paid for. */
export interface CostPart {
  readonly id: string;
  readonly label: string;
  readonly look: SeriesNumber;
}

const LABELS: Readonly<Record<string, string>> = {
  compute: 'Machines',
  gateway: 'Gateway',
  log: 'Log',
  egress: 'Data transfer',
  functions: 'Functions',
  storage: 'Storage',
  addresses: 'Public addresses',
  people: 'People',
};

/** What the rows pay for, the largest sum first; what costs nothing is left out. A part keeps its look whatever the order. */
export function costParts(rows: readonly ComparisonRow[]): CostPart[] {
  const sums = new Map<string, number>();
  for (const row of rows)
    for (const [part, usd] of Object.entries(row.partsUsdPer1000)) sums.set(part, (sums.get(part) ?? 0) + usd);
  const known = Object.keys(LABELS);
  return [...sums]
    .filter(([, usd]) => usd > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([id], index) => ({
      id,
      label: LABELS[id] ?? id,
      look: seriesNumber(known.includes(id) ? known.indexOf(id) : known.length + index),
    }));
}
