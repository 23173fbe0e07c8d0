import type { Dated, PriceBook } from '../../engines/simulator/cost/price-book.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { BarChartSpec } from '../../kit/charts/bar-chart.ts';
import { type ChartTable, tableOfNumbers } from '../../kit/charts/chart-table.ts';
import { formatNumber, formatPercent, formatUsd } from '../../kit/format.ts';
import { downTime, type System, systemUp } from './system.ts';

/** One way to lay the replicas of a component out, priced for 30 days. */
export interface Redundancy {
  readonly copies: number;
  readonly zones: number;
  /** Of the whole system. */
  readonly up: number;
  readonly downMinutes: number;
  /** Of this component's machines; the others are the same in every layout. */
  readonly machinesUsd: number;
  readonly downUsd: number;
}

const HOURS = 30 * 24;
const MOST_COPIES = 6;

/** The system with so many replicas of a stage's own component over so many zones. */
function laidOut(system: System, id: string, copies: number, zones: number): System {
  const stages = system.stages.map((stage) => {
    if (stage.id !== id) return stage;
    const parts = stage.parts.map((part) => (part.id === id ? { ...part, copies } : part));
    return { ...stage, zones, parts };
  });
  return { ...system, stages };
}

/** One to six replicas of a component, all in one zone and each in a zone of its own, with what they cost and what they leave down. */
export function priceRedundancy(system: System, id: string, usdPerMachineHour: number): readonly Redundancy[] {
  const counts = Array.from({ length: MOST_COPIES }, (_, index) => index + 1);
  return counts.flatMap((copies) =>
    (copies === 1 || !system.zone ? [1] : [1, copies]).map((zones) => {
      const up = systemUp(laidOut(system, id, copies, zones));
      const { per30Days } = downTime(up);
      return {
        ...{ copies, zones, up, downMinutes: per30Days },
        machinesUsd: copies * usdPerMachineHour * HOURS,
        downUsd: per30Days * system.usdPerDownMinute,
      };
    }),
  );
}

const total = ({ machinesUsd, downUsd }: Redundancy) => machinesUsd + downUsd;

/** The one that costs least, machines and minutes down together. */
export function cheapestRedundancy(all: readonly Redundancy[]): Redundancy {
  return all.reduce((best, one) => (total(one) < total(best) ? one : best));
}

const nameOf = ({ copies, zones }: Redundancy) =>
  `${copies} ${copies === 1 ? 'replica' : 'replicas'}, ${zones} ${zones === 1 ? 'zone' : 'zones'}`;

export function concludeRedundancy(all: readonly Redundancy[], { usdPerDownMinute }: System): string {
  const best = cheapestRedundancy(all);
  const single = all[0]!;
  const cost = `${formatUsd(total(best))} in 30 days, of which ${formatUsd(best.downUsd)} for ${formatNumber(Number(best.downMinutes.toPrecision(3)))} minutes down`;
  if (best === single)
    return `At ${formatUsd(usdPerDownMinute)} a minute a second replica does not pay: one costs ${cost}.`;
  return `At ${formatUsd(usdPerDownMinute)} a minute ${nameOf(best)} cost least: ${cost}. One replica would cost ${formatUsd(total(single))}.`;
}

export function prepareRedundancyChart(all: readonly Redundancy[]): BarChartSpec {
  const best = cheapestRedundancy(all);
  return {
    value: { label: 'US dollars in 30 days', scale: 'linear', format: formatUsd },
    parts: [
      { id: 'machines', label: 'machines', look: 1 },
      { id: 'down', label: 'minutes down', look: 2 },
    ],
    bars: all.map((one) => ({
      ...{ id: nameOf(one), label: nameOf(one), total: formatUsd(total(one)), isMarked: one === best },
      values: { machines: one.machinesUsd, down: one.downUsd },
    })),
  };
}

export function redundancyTable(all: readonly Redundancy[]): ChartTable {
  const columns = [
    {
      label: 'Up',
      unit: 'share',
      format: (share: number) => (share > 0.999 ? `${(share * 100).toPrecision(6)} %` : formatPercent(share)),
    },
    {
      label: 'Minutes down in 30 days',
      unit: 'min',
      format: (value: number) => formatNumber(Number(value.toPrecision(3))),
    },
    { label: 'Machines', unit: 'USD', format: formatUsd },
    { label: 'Minutes down', unit: 'USD', format: formatUsd },
    { label: 'Together', unit: 'USD', format: formatUsd },
  ];
  return tableOfNumbers(
    'What 30 days cost, machines and minutes down',
    'Layout',
    columns,
    all.map((one) => [nameOf(one), one.up, one.downMinutes, one.machinesUsd, one.downUsd, total(one)]),
  );
}

/** A component of the system that is a machine with a price by the hour. */
export interface PricedMachine extends Dated {
  readonly id: string;
  readonly instance: string;
  readonly usdPerHour: number;
}

/** The components whose redundancy can be priced: needed, and rented by the hour. */
export function pricedMachines(
  { components }: Scenario,
  { stages }: System,
  book: PriceBook,
): readonly PricedMachine[] {
  return stages.flatMap(({ id, isNeeded }) => {
    const { instance } = components.find((one) => one.id === id) as { instance?: string };
    const price = instance === undefined || !isNeeded ? undefined : book.instances[instance];
    if (!price) return [];
    const { usdPerHour, date, source, isAssumed } = price;
    return [{ id, instance: instance!, usdPerHour, date, source, isAssumed }];
  });
}
