import type { CostResult } from '../../engines/simulator/result.ts';
import type { BarChartSpec } from '../../kit/charts/bar-chart.ts';
import { tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { SeriesNumber } from '../../kit/charts/marks.ts';
import { formatPercent, formatUsd } from '../../kit/format.ts';
import { formatTimes } from './times.ts';
import type { Picture, ViewRun } from './view-run.ts';

/** What is paid for, in the order of the stack, with the look that a part has unless another of the same look is there. */
const PARTS: readonly { readonly id: string; readonly label: string; readonly look: SeriesNumber }[] = [
  { id: 'working', label: 'Machines at work', look: 1 },
  { id: 'idle', label: 'Machines idle', look: 6 },
  { id: 'functions', label: 'Functions', look: 3 },
  { id: 'gateway', label: 'Requests at the gateway', look: 2 },
  { id: 'log', label: 'Log', look: 5 },
  { id: 'storage', label: 'Storage', look: 4 },
  { id: 'egress', label: 'Data transfer', look: 4 },
  { id: 'addresses', label: 'Public addresses', look: 2 },
  { id: 'people', label: 'People', look: 5 },
];
const LOOKS: readonly SeriesNumber[] = [1, 2, 3, 4, 5, 6];
/** More parts than looks could not be told apart. */
const MOST_PARTS = LOOKS.length;
const REST = { id: 'rest', label: 'Everything else', look: 4 as SeriesNumber };

/** US dollars by part, the machines split into the time with work and the time without. */
export function partsOf({ breakdown, idleUsd }: CostResult): Record<string, number> {
  const { compute = 0, ...others } = breakdown;
  // An idle share that rounding made larger than the whole cannot be.
  const idle = Math.min(idleUsd, compute);
  return { working: compute - idle, idle, ...others };
}

/** Parts that any of the runs pays for: when there are more than looks, the smallest are taken together. */
function shownParts(all: readonly Readonly<Record<string, number>>[]) {
  const sums = new Map(PARTS.map(({ id }) => [id, all.reduce((sum, parts) => sum + (parts[id] ?? 0), 0)]));
  const paid = PARTS.filter(({ id }) => sums.get(id)! > 0);
  const bySize = paid.toSorted((a, b) => sums.get(b.id)! - sums.get(a.id)!);
  const kept = bySize.length > MOST_PARTS ? new Set(bySize.slice(0, MOST_PARTS - 1)) : new Set(bySize);
  const taken = new Set<SeriesNumber>();
  const parts = [...paid.filter((part) => kept.has(part)), ...(kept.size < paid.length ? [REST] : [])].map((part) => {
    const look = taken.has(part.look) ? LOOKS.find((one) => !taken.has(one))! : part.look;
    taken.add(look);
    return { ...part, look };
  });
  return { parts, rest: paid.filter((part) => !kept.has(part)).map(({ id }) => id) };
}

interface PricedRun {
  readonly run: ViewRun;
  /** US dollars for 1000 predictions, by part. */
  readonly per1000: Readonly<Record<string, number>>;
  readonly total: number;
}

function priced(runs: readonly ViewRun[]): PricedRun[] {
  return runs
    .flatMap((run): PricedRun[] => {
      const { cost } = run.result;
      const total = cost.usdPer1000Completed;
      if (total === null) return [];
      const share = cost.totalUsd > 0 ? total / cost.totalUsd : 0;
      const parts = Object.entries(partsOf(cost)).map(([id, usd]) => [id, usd * share] as const);
      return [{ run, total, per1000: Object.fromEntries(parts) }];
    })
    .sort((a, b) => a.total - b.total);
}

function conclude(all: readonly PricedRun[]): string {
  const [cheap, dear] = [all[0], all.at(-1)];
  if (!cheap || !dear) return 'Nothing was answered, so no prediction has a price.';
  const names = new Map(PARTS.map(({ id, label }) => [id, label]));
  const [part, usd] = Object.entries(dear.per1000).reduce((most, one) => (one[1] > most[1] ? one : most));
  const main = dear.total > 0 ? ` ${formatPercent(usd / dear.total)} of it is ${names.get(part)!.toLowerCase()}.` : '';
  if (cheap === dear) return `1000 predictions of “${dear.run.label}” cost ${formatUsd(dear.total)}.${main}`;
  const times = cheap.total > 0 ? `, ${formatTimes(dear.total / cheap.total)} as much` : '';
  return `“${cheap.run.label}” costs least, ${formatUsd(cheap.total)} for 1000 predictions; “${dear.run.label}” costs most, ${formatUsd(dear.total)}${times}.${main}`;
}

/** Cost of 1000 predictions as stacked bars, the cheapest first: what is paid for, and how much of it stands idle. */
export function prepareCost(runs: readonly ViewRun[]): Picture<BarChartSpec> {
  const all = priced(runs);
  const { parts, rest } = shownParts(all.map(({ per1000 }) => per1000));
  const values = ({ per1000 }: PricedRun) =>
    Object.fromEntries(
      parts.map(({ id }) => [
        id,
        id === REST.id ? rest.reduce((sum, one) => sum + (per1000[one] ?? 0), 0) : (per1000[id] ?? 0),
      ]),
    );
  const dollars = (label: string) => ({ label, unit: 'US dollars', format: formatUsd });
  const columns = [
    ...PARTS.filter(({ id }) => all.some(({ per1000 }) => (per1000[id] ?? 0) > 0)),
    { id: 'total', label: 'Together' },
    { id: 'day', label: 'In a day' },
  ];
  return {
    title: 'What 1000 predictions cost',
    conclusion: conclude(all),
    chart: {
      value: {
        label: 'US dollars for 1000 predictions',
        scale: 'linear',
        format: (usd) => String(Number(usd.toPrecision(6))),
      },
      parts,
      bars: all.map((one) => ({
        id: one.run.id,
        label: one.run.label,
        total: formatUsd(one.total),
        values: values(one),
      })),
    },
    table: tableOfNumbers(
      'Cost of 1000 predictions by what is paid for, and of a day',
      'Deployment',
      columns.map(({ label }) => dollars(label)),
      all.map(({ run, per1000, total }) => {
        const figures: Record<string, number> = { ...per1000, total, day: run.result.cost.usdPerDay };
        return [run.label, ...columns.map(({ id }) => figures[id] ?? 0)] as const;
      }),
    ),
  };
}
