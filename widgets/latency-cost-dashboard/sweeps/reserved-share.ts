import { changePrices } from '../../engines/simulator/cost/change-prices.ts';
import type { Dated } from '../../engines/simulator/cost/price-book.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { reservationBreakEvenShare } from '../../engines/simulator/theory/break-even.ts';
import { type ChartTable, tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../../kit/charts/line-chart.ts';
import { formatNumber, formatPercent, formatUsd } from '../../kit/format.ts';
import type { Swept } from './sweep-charts.ts';
import type { SweepRow } from './sweep-row.ts';

type Row = SweepRow & { readonly figures: NonNullable<SweepRow['figures']> };

/** What a reservation of the swept component costs. */
interface Reservation extends Dated {
  readonly instance: string;
  readonly years: string;
  readonly usdPerHour: number;
  /** Share off the price. */
  readonly discount: number;
}

/** Machines that stand at one place in the order in which they are added, and the share of the time for which such a machine is wanted. */
interface Wanted {
  /** The last of them, counted from 1. */
  readonly machine: number;
  readonly share: number;
}

/** The cost of a day over the machines that are reserved, taken apart. */
export interface ReservedShare {
  readonly reservation: Reservation;
  /** Machines that there may be at once. */
  readonly most: number;
  readonly cheapest: Row;
  readonly wanted: readonly Wanted[];
  /** A machine that is wanted for more of the time is cheaper reserved: 1 − discount. */
  readonly breakEven: number;
}

const reservedAt = (row: SweepRow) => row.values[0]!.value;
const HOURS_PER_DAY = 24;

function reservationOf(scenario: Scenario, path: string): Reservation {
  const book = changePrices(scenario.priceBook);
  const component = scenario.components.find(({ id }) => path === `components.${id}.reserved`) as unknown as {
    instance: string;
    purchase: 'reserved1Year' | 'reserved3Year';
  };
  const [price, discount] = [book.instances[component.instance]!, book.discounts[component.purchase]];
  return {
    ...{ instance: component.instance, usdPerHour: price.usdPerHour, discount: discount.share, date: discount.date },
    years: component.purchase === 'reserved1Year' ? 'a year' : 'three years',
    source: `${price.source}; ${discount.source}`,
    isAssumed: price.isAssumed || discount.isAssumed,
  };
}

/**
 * One more reserved machine adds its price at the discount and takes away what it cost on demand while it was there: so the difference in cost tells
 * for how much of the time it is wanted. Null where fewer than two points ran.
 */
export function reservedShare({ axes, rows }: Pick<Swept, 'axes' | 'rows'>, scenario: Scenario): ReservedShare | null {
  const { place } = axes[0]!;
  const ran = rows.filter((row): row is Row => row.figures !== null).toSorted((a, b) => reservedAt(a) - reservedAt(b));
  if (ran.length < 2) return null;
  const reservation = reservationOf(scenario, place.path);
  const perDay = reservation.usdPerHour * HOURS_PER_DAY;
  const breakEven = reservationBreakEvenShare(reservation.discount);
  const wanted = ran.slice(1).map((row, index): Wanted => {
    const before = ran[index]!;
    const machines = reservedAt(row) - reservedAt(before);
    const more = (row.figures.usdPerDay - before.figures.usdPerDay) / machines;
    // What rounding makes of all or nothing of the time.
    return { machine: reservedAt(row), share: Math.min(1, Math.max(0, breakEven - more / perDay)) };
  });
  const cheapest = ran.reduce((best, row) => (row.figures.usdPerDay < best.figures.usdPerDay ? row : best));
  return { reservation, most: place.maximum, cheapest, wanted, breakEven };
}

/** How much of the capacity to reserve, and why not more. */
export function concludeReserved({ reservation, most, cheapest, wanted, breakEven }: ReservedShare): string {
  const count = reservedAt(cheapest);
  const share = `${formatNumber(count)} of at most ${formatNumber(most)} (${formatPercent(count / most)})`;
  const rule = `A machine reserved for ${reservation.years} at ${formatPercent(reservation.discount)} off pays where it is wanted for more than ${formatPercent(breakEven)} of the time.`;
  const last = wanted.findLast(({ machine }) => machine <= count);
  const next = wanted.find(({ machine }) => machine > count);
  const ends = [
    ...(last ? [`the last that is reserved is wanted for ${formatPercent(last.share)}`] : []),
    ...(next ? [`the next would be for ${formatPercent(next.share)}`] : []),
  ];
  return `It costs least to reserve ${share}: ${formatUsd(cheapest.figures.usdPerDay)} a day. ${rule}${ends.length > 0 ? ` Here ${ends.join('; ')}.` : ''}`;
}

/** No tick between two machines. */
const wholes = (most: number): number[] => Array.from({ length: most + 1 }, (_, count) => count);

/** Cost of a day over the machines reserved, with the cheapest marked whatever the objectives say: how machines are paid for changes no answer. */
export function prepareReservedLine({ rows }: Pick<Swept, 'rows'>, { cheapest, most }: ReservedShare): LineChartSpec {
  const points = rows.map((row) => ({ x: reservedAt(row), y: row.figures?.usdPerDay ?? null }));
  return {
    x: { label: 'machines reserved', scale: 'linear', format: formatNumber, domain: [0, most], ticks: wholes(most) },
    y: { label: 'cost a day', scale: 'linear', format: formatUsd },
    series: [{ id: 'cost', label: 'a day', look: 1, draw: 'both', points }],
    references: [{ x: reservedAt(cheapest), label: 'cheapest' }],
  };
}

/** For how much of the time each machine is wanted, in the order in which they are added, beside the break-even of a reservation. */
export function prepareWantedLine({ wanted, breakEven, most }: ReservedShare): LineChartSpec {
  return {
    x: {
      ...{ label: 'machine, in the order in which they are added', scale: 'linear', format: formatNumber },
      ...{ domain: [0, most], ticks: wholes(most) },
    },
    y: { label: 'share of the time', scale: 'linear', format: formatPercent, domain: [0, 1] },
    series: [
      {
        ...{ id: 'wanted', label: 'wanted', look: 1, draw: 'both' },
        points: wanted.map(({ machine, share }) => ({ x: machine, y: share })),
      },
    ],
    thresholds: [{ y: breakEven, label: `break-even ${formatPercent(breakEven)}` }],
  };
}

export function wantedTable({ wanted, breakEven }: ReservedShare): ChartTable {
  const columns = [
    { label: 'Wanted', unit: 'share of the time', format: formatPercent },
    { label: 'Cheaper', unit: '', format: String },
  ];
  const cheaper = (share: number) => (share > breakEven ? 'reserved' : share < breakEven ? 'on demand' : 'either');
  return tableOfNumbers(
    'For how much of the time each machine is wanted',
    'Machine',
    columns,
    wanted.map(({ machine, share }) => [formatNumber(machine), share, cheaper(share)]),
  );
}
