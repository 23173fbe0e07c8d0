import type { BarChartSpec } from '../../kit/charts/bar-chart.ts';
import { type ChartTable, tableOfNumbers } from '../../kit/charts/chart-table.ts';
import { formatNumber, formatPercent, formatUsd } from '../../kit/format.ts';
import { downTime, type System, systemUp } from './system.ts';

/** One way to lay the machines out, priced for 30 days. */
export interface Redundancy {
  readonly machines: number;
  readonly zones: number;
  readonly up: number;
  readonly downMinutes: number;
  readonly machinesUsd: number;
  readonly downUsd: number;
}

const HOURS = 30 * 24;
const MOST_MACHINES = 6;

/** One to six machines, all in one zone and each in a zone of its own, with what they cost and what they leave down. */
export function priceRedundancy(system: System, usdPerMachineHour: number): readonly Redundancy[] {
  const counts = Array.from({ length: MOST_MACHINES }, (_, index) => index + 1);
  return counts.flatMap((machines) =>
    (machines === 1 ? [1] : [1, machines]).map((zones) => {
      const up = systemUp({ ...system, machines, zones });
      const { per30Days } = downTime(up);
      return {
        machines,
        zones,
        up,
        downMinutes: per30Days,
        machinesUsd: machines * usdPerMachineHour * HOURS,
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

const nameOf = ({ machines, zones }: Redundancy) =>
  `${machines} ${machines === 1 ? 'machine' : 'machines'}, ${zones} ${zones === 1 ? 'zone' : 'zones'}`;

export function concludeRedundancy(all: readonly Redundancy[], { usdPerDownMinute }: System): string {
  const best = cheapestRedundancy(all);
  const single = all[0]!;
  const cost = `${formatUsd(total(best))} in 30 days, of which ${formatUsd(best.downUsd)} for ${formatNumber(Number(best.downMinutes.toPrecision(3)))} minutes down`;
  if (best === single)
    return `At ${formatUsd(usdPerDownMinute)} a minute a second machine does not pay: one costs ${cost}.`;
  return `At ${formatUsd(usdPerDownMinute)} a minute ${nameOf(best)} cost least: ${cost}. One machine would cost ${formatUsd(total(single))}.`;
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
