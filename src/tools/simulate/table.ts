import type { ComponentResult, SimulationResult, TimeSummary } from '../../../widgets/engines/simulator/result.ts';
import { energyAnchors } from '../../../widgets/engines/simulator/theory/energy.ts';
import { formatNumber, formatPercent, formatSeconds, formatUsd } from '../../../widgets/kit/format.ts';

import { availabilityLines, mechanismLines } from './mechanism-lines.ts';

type Rows = readonly (readonly string[])[];

/** Columns as wide as their widest cell: the first to the left, the others to the right. */
export function layOut(rows: Rows): string[] {
  const widths = rows.reduce<number[]>((sizes, row) => row.map((cell, i) => Math.max(sizes[i] ?? 0, cell.length)), []);
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}

export const orDash = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? '–' : format(value);

const interval = (ci95: TimeSummary['ci95']): string =>
  ci95 ? `${formatSeconds(ci95[0])} … ${formatSeconds(ci95[1])}` : '–';

function timeRow(name: string, time: TimeSummary): string[] {
  return [
    name,
    orDash(time.mean, formatSeconds),
    interval(time.ci95),
    ...[time.p50, time.p95, time.p99, time.max].map((value) => orDash(value, formatSeconds)),
  ];
}

function timeRows(result: SimulationResult): Rows {
  const components = Object.entries(result.components).flatMap(([id, component]) =>
    component.waitingTimeSeconds ? [timeRow(`${id}: waiting`, component.waitingTimeSeconds)] : [],
  );
  return [
    ['Time', 'mean', '95 % interval', 'p50', 'p95', 'p99', 'max'],
    timeRow('Sojourn (whole system)', result.sojournTimeSeconds),
    ...components,
  ];
}

function componentRow(id: string, component: ComponentResult): string[] {
  return [
    id,
    component.kind,
    formatNumber(component.arrivals),
    orDash(component.rejectedFraction, formatPercent),
    orDash(component.utilisation, formatPercent),
    orDash(component.queueLength, formatNumber),
    orDash(component.numberInSystem, formatNumber),
    orDash(component.batchSize?.mean, formatNumber),
    formatUsd(component.costUsd),
  ];
}

/** What an answer took, beside a published figure of a large model. */
function energyLines(kilowattHours: number, completed: number): string[] {
  if (completed === 0 || kilowattHours === 0) return [];
  const [{ name, wattHours, date }] = energyAnchors;
  const each = Number(((kilowattHours * 1000) / completed).toPrecision(3));
  return [`Energy  ${each} Wh for each answer (${name}: ${wattHours} Wh, ${date})`];
}

function costLines({ cost, carbonGrams, energy, requests }: SimulationResult): string[] {
  const parts = Object.entries(cost.breakdown).map(([name, usd]) => `${name} ${formatUsd(usd)}`);
  const per1000 = orDash(cost.usdPer1000Completed, formatUsd);
  const prices = cost.prices.map(
    (price) =>
      `  ${price.name}: ${formatUsd(price.usd)} per ${price.per} (${price.isAssumed ? 'assumed: ' : ''}${price.source}${price.date ? `, ${price.date}` : ''})`,
  );
  return [
    `Cost  ${formatUsd(cost.usdPerDay)} per day, ${per1000} per 1000 completed (${parts.join(', ') || 'nothing is paid for'} in all); of it ${formatUsd(cost.idleUsd)} for machines without work; ${formatNumber(energy.kilowattHours)} kWh, carbon ${formatNumber(carbonGrams)} g`,
    ...energyLines(energy.kilowattHours, requests.completed),
    ...(cost.down
      ? [
          `Down  ${formatNumber(cost.down.minutes)} minutes of unanswered requests, which cost ${formatUsd(cost.down.usd)} beside the bill`,
        ]
      : []),
    ...prices,
  ];
}

function objectiveLines({ objectives }: SimulationResult): string[] {
  return objectives.map(({ metric, atMost, atLeast, value, met }) => {
    const bounds = [
      ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
      ...(atMost === undefined ? [] : [`at most ${atMost}`]),
    ];
    return `${met ? 'met    ' : 'NOT MET'}  ${metric} ${bounds.join(' and ')}: ${orDash(value, (number) => String(Number(number.toPrecision(6))))}`;
  });
}

/** The result as a table for people. */
export function formatTable(result: SimulationResult): string {
  const { requests, predictionAgeSeconds: age } = result;
  const counts = Object.entries(requests).map(([name, count]) => `${name} ${formatNumber(count)}`);
  const header = ['Component', 'kind', 'arrivals', 'rejected', 'utilisation', 'queue', 'in system', 'batch', 'cost'];
  const components = [
    header,
    ...Object.entries(result.components).map(([id, component]) => componentRow(id, component)),
  ];
  return [
    result.title,
    `Simulated: seed ${result.seed}, ${result.replications} ${result.replications === 1 ? 'replication' : 'replications'}; percentiles by ${result.percentiles}`,
    '',
    `Requests  ${counts.join(', ')}`,
    `Throughput ${formatNumber(result.throughputPerSecond)} per second; prediction age ${orDash(age.mean, formatSeconds)} on average, ${orDash(age.max, formatSeconds)} at most`,
    '',
    ...layOut(timeRows(result)),
    '',
    ...layOut(components),
    ...mechanismLines(result),
    ...availabilityLines(result),
    '',
    ...costLines(result),
    ...(result.objectives.length > 0 ? ['', ...objectiveLines(result)] : []),
    ...(result.warnings.length > 0 ? ['', ...result.warnings.map((warning) => `Note: ${warning}`)] : []),
  ].join('\n');
}
