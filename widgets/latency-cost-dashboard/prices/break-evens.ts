import type { PriceBook } from '../../engines/simulator/cost/price-book.ts';
import {
  acceleratorBreakEvenUtilisation,
  breakEvenRate,
  fleetUsdPerHour,
  functionUsdPerRequest,
  reservationBreakEvenShare,
} from '../../engines/simulator/theory/break-even.ts';
import { type ChartTable, tableOfNumbers } from '../../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../../kit/charts/line-chart.ts';
import { formatNumber, formatPercent, formatUsd } from '../../kit/format.ts';

/** What is compared: functions, paid by the request, with machines, paid by the hour. */
export interface Offer {
  readonly product: string;
  readonly instance: string;
  readonly memoryGb: number;
  /** One request's time on either, in seconds. */
  readonly seconds: number;
  /** Share of a machine's time that is planned with: above it requests would wait. */
  readonly mostUtilisation: number;
}

export interface ServerlessBreakEven {
  readonly usdPerRequest: number;
  readonly usdPerHour: number;
  /** Above this rate one machine is cheaper. */
  readonly ratePerSecond: number;
  /** What one machine carries at the planned load. */
  readonly machineRatePerSecond: number;
}

export function serverlessBreakEven(
  book: PriceBook,
  { product, instance, memoryGb, seconds, mostUtilisation }: Offer,
): ServerlessBreakEven {
  const usdPerRequest = functionUsdPerRequest(book.functions[product]!, memoryGb, seconds);
  const { usdPerHour } = book.instances[instance]!;
  const { requestsPerSecond } = breakEvenRate(usdPerHour, usdPerRequest);
  return {
    usdPerRequest,
    usdPerHour,
    ratePerSecond: requestsPerSecond,
    machineRatePerSecond: mostUtilisation / seconds,
  };
}

const rate = (value: number) => `${formatNumber(Number(value.toPrecision(3)))} requests a second`;

export function concludeServerless(found: ServerlessBreakEven, { product, instance, mostUtilisation }: Offer): string {
  const { ratePerSecond, machineRatePerSecond } = found;
  if (!Number.isFinite(ratePerSecond)) return `${product} cost nothing here, so ${instance} never pays.`;
  if (ratePerSecond > machineRatePerSecond)
    return `${product} stay cheaper than ${instance} at every rate: a machine would pay from ${rate(ratePerSecond)} on, and carries ${rate(machineRatePerSecond)} at ${formatPercent(mostUtilisation)} load.`;
  return `Above ${rate(ratePerSecond)} a machine ${instance} that is always on is cheaper than ${product}; it carries ${rate(machineRatePerSecond)} at ${formatPercent(mostUtilisation)} load.`;
}

const HOURS_PER_DAY = 24;
/** Rates that the chart shows: a hundredth to a hundred times the break-even point, in equal ratios. */
const RATES = Array.from({ length: 41 }, (_, index) => 10 ** ((index - 20) / 10));

function costs(book: PriceBook, offer: Offer) {
  const found = serverlessBreakEven(book, offer);
  const machine = { usdPerHour: found.usdPerHour, capacityPerSecond: 1 / offer.seconds };
  const middle = Number.isFinite(found.ratePerSecond) && found.ratePerSecond > 0 ? found.ratePerSecond : 1;
  return RATES.map((ratio) => {
    const ratePerSecond = middle * ratio;
    return {
      ratePerSecond,
      functions: found.usdPerRequest * ratePerSecond * 3600 * HOURS_PER_DAY,
      machines: fleetUsdPerHour(machine, ratePerSecond, offer.mostUtilisation) * HOURS_PER_DAY,
    };
  });
}

export function prepareServerlessChart(book: PriceBook, offer: Offer): LineChartSpec {
  const points = costs(book, offer);
  const { ratePerSecond } = serverlessBreakEven(book, offer);
  return {
    x: { label: 'requests a second', scale: 'log', format: formatNumber },
    y: { label: 'cost a day', scale: 'log', format: formatUsd },
    series: [
      {
        id: 'functions',
        label: offer.product,
        look: 1,
        draw: 'line',
        points: points.map(({ ratePerSecond: x, functions: y }) => ({ x, y })),
      },
      {
        id: 'machines',
        label: offer.instance,
        look: 2,
        draw: 'steps',
        points: points.map(({ ratePerSecond: x, machines: y }) => ({ x, y })),
      },
    ],
    references: Number.isFinite(ratePerSecond) ? [{ x: ratePerSecond, label: 'break-even' }] : [],
  };
}

export function serverlessTable(book: PriceBook, offer: Offer): ChartTable {
  const columns = [
    { label: offer.product, unit: 'USD a day', format: formatUsd },
    { label: offer.instance, unit: 'USD a day', format: formatUsd },
  ];
  const rows = costs(book, offer).filter((_, index) => index % 5 === 0);
  return tableOfNumbers(
    'Cost of a day by requests a second',
    'Requests a second',
    columns,
    rows.map(({ ratePerSecond, functions, machines }) => [
      formatNumber(Number(ratePerSecond.toPrecision(3))),
      functions,
      machines,
    ]),
  );
}

/** A sentence for each reservation: the share of the time from which it pays. */
export function reservationSentences({ discounts }: PriceBook): readonly string[] {
  const one = (name: string, share: number) =>
    `${name}, ${formatPercent(share)} off: pays where a machine is wanted for more than ${formatPercent(reservationBreakEvenShare(share))} of the time.`;
  return [
    one('Reserved for a year', discounts.reserved1Year.share),
    one('Reserved for three years', discounts.reserved3Year.share),
  ];
}

/** From what share of its capacity an accelerator that is so many times as fast is cheaper than the machines that would do the same. */
export function acceleratorSentence(
  book: PriceBook,
  processor: string,
  accelerator: string,
  timesAsFast: number,
): string {
  const [slow, fast] = [book.instances[processor]!, book.instances[accelerator]!];
  const share = acceleratorBreakEvenUtilisation(
    { usdPerHour: slow.usdPerHour, capacityPerSecond: 1 },
    { usdPerHour: fast.usdPerHour, capacityPerSecond: timesAsFast },
  );
  const price = `${accelerator} is ${formatNumber(Number((fast.usdPerHour / slow.usdPerHour).toPrecision(3)))} times as dear as ${processor}`;
  return share > 1
    ? `${price}, so ${formatNumber(timesAsFast)} times as fast never pays.`
    : `${price}: at ${formatNumber(timesAsFast)} times the speed it pays when it is busy for more than ${formatPercent(share)} of the time.`;
}
