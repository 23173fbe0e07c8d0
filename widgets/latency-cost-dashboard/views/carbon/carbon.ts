import { gridShapes } from '../../../engines/simulator/cost/grid-hours.ts';
import { changePrices } from '../../../engines/simulator/cost/change-prices.ts';
import type { PriceBook } from '../../../engines/simulator/cost/price-book.ts';
import { roundNumbers } from '../../../kit/charts/axis.ts';
import type { BarChartSpec } from '../../../kit/charts/bar-chart.ts';
import { tableOfNumbers } from '../../../kit/charts/chart-table.ts';
import type { LineChartSpec } from '../../../kit/charts/line-chart.ts';
import { seriesNumber } from '../../../kit/charts/marks.ts';
import { formatNumber, formatPercent, formatSeconds } from '../../../kit/format.ts';
import type { Provenance } from '../../../kit/provenance.ts';
import type { Picture, ViewRun } from '../view-run.ts';
import { cleanestStart, gramsAt, HOURS, type JobHours } from './job-hours.ts';

/** Grams of CO2-equivalent in the unit that fits. */
export function formatGrams(grams: number): string {
  if (grams === 0) return '0 g';
  if (grams >= 1000) return `${formatNumber(Number((grams / 1000).toPrecision(3)))} kg`;
  return grams >= 0.1
    ? `${formatNumber(Number(grams.toPrecision(3)))} g`
    : `${formatNumber(Number((grams * 1000).toPrecision(3)))} mg`;
}

/** Carbon of 1000 predictions of every deployment, the cleanest first. */
export function prepareCarbon(runs: readonly ViewRun[]): Picture<BarChartSpec> {
  const all = runs
    .flatMap((run) => {
      const grams = run.result.energy.gramsPer1000Completed;
      return grams === null ? [] : [{ run, grams, kilowattHours: run.result.energy.kilowattHours }];
    })
    .sort((a, b) => a.grams - b.grams);
  const [clean, dirty] = [all[0], all.at(-1)];
  const conclusion =
    !clean || !dirty
      ? 'Nothing was answered, so no prediction has a footprint.'
      : clean === dirty
        ? `1000 predictions of “${clean.run.label}” cause ${formatGrams(clean.grams)} of CO2-equivalent.`
        : `1000 predictions cause ${formatGrams(clean.grams)} of CO2-equivalent in “${clean.run.label}” and ${formatGrams(dirty.grams)} in “${dirty.run.label}”.`;
  return {
    title: 'Carbon of 1000 predictions',
    conclusion,
    chart: {
      value: {
        label: 'Grams of CO2-equivalent',
        scale: 'linear',
        format: (grams) => String(Number(grams.toPrecision(6))),
      },
      parts: [{ id: 'grams', label: 'Electricity: computing and links', look: 1 }],
      bars: all.map(({ run, grams }) => ({
        id: run.id,
        label: run.label,
        total: formatGrams(grams),
        values: { grams },
      })),
    },
    table: tableOfNumbers(
      'Carbon of 1000 predictions, and what it comes from',
      'Deployment',
      [
        { label: 'For 1000 predictions', unit: 'grams of CO2-equivalent', format: formatGrams },
        {
          label: 'Electricity of the run',
          unit: 'kWh',
          format: (value) => `${formatNumber(Number(value.toPrecision(3)))} kWh`,
        },
        { label: 'Carbon of the run', unit: 'grams of CO2-equivalent', format: formatGrams },
      ],
      all.map(({ run, grams, kilowattHours }) => [run.label, grams, kilowattHours, run.result.carbonGrams]),
    ),
  };
}

interface Region {
  readonly name: string;
  readonly gramsPerKilowattHour: number;
}

/** All regions of the book, from the cleanest grid to the dirtiest. */
export function regionsOf({ regions }: PriceBook): Region[] {
  return Object.entries(regions)
    .map(([name, { gramsPerKilowattHour }]) => ({ name, gramsPerKilowattHour }))
    .sort((a, b) => a.gramsPerKilowattHour - b.gramsPerKilowattHour);
}

/** The own region and some that span the book: the cleanest, one in the middle, the dirtiest. */
function drawnRegions(job: JobHours, regions: readonly Region[]): Region[] {
  const others = [regions[0]!, regions[Math.floor(regions.length / 2)]!, regions.at(-1)!];
  const names = new Set([job.region, ...others.map(({ name }) => name)]);
  return regions.filter(({ name }) => names.has(name)).toReversed();
}

const hourText = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function conclude(job: JobHours, shapeName: keyof typeof gridShapes, regions: readonly Region[]): string {
  const shape = gridShapes[shapeName];
  const own = { gramsPerKilowattHour: job.gramsPerKilowattHour, shape };
  const best = cleanestStart(job, shape);
  const at = Array.from({ length: HOURS }, (_, hour) => gramsAt(job, own, hour));
  const worst = at.indexOf(Math.max(...at));
  const cleanest = regions[0]!;
  const there = gramsAt(job, { ...cleanest, shape }, best);
  const work = job.of === 'day' ? 'A day’s work' : 'One run';
  const moved = `In ${cleanest.name} the same work at the same hour causes ${formatGrams(there)}.`;
  if (at[worst]! - at[best]! <= 1e-9 * at[worst]!)
    return `${work} of “${job.label}” causes ${formatGrams(at[best]!)} in ${job.region} at any hour. ${moved}`;
  return `${work} of “${job.label}” (${formatSeconds(job.workSeconds)}) causes ${formatGrams(at[worst]!)} in ${job.region} when it begins at ${hourText(worst)} and ${formatGrams(at[best]!)} when it is shifted to ${hourText(best)}, ${formatPercent(1 - at[best]! / at[worst]!)} less. ${moved}`;
}

/** What a batch job's work causes, by the hour at which it begins and the region in which it runs. */
export function prepareJobHours(
  job: JobHours,
  shapeName: keyof typeof gridShapes,
  run: ViewRun,
): Picture<LineChartSpec> {
  const shape = gridShapes[shapeName];
  const regions = regionsOf(changePrices(run.scenario.priceBook));
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  const best = cleanestStart(job, shape);
  const isOwnShape = job.shape === shape;
  const rows = regions.map(({ name, gramsPerKilowattHour }) => {
    const each = hours.map((hour) => gramsAt(job, { gramsPerKilowattHour, shape }, hour));
    return [
      name === job.region ? `${name} (now)` : name,
      gramsPerKilowattHour,
      Math.max(...each),
      each[best]!,
    ] as const;
  });
  return {
    title: `The same work at other hours and in other regions: ${job.label}`,
    conclusion: conclude(job, shapeName, regions),
    chart: {
      x: {
        label: 'Hour at which it begins',
        scale: 'linear',
        format: hourText,
        ticks: [0, 4, 8, 12, 16, 20, 23],
        domain: [0, HOURS - 1],
      },
      y: { label: 'Grams of CO2-equivalent', scale: 'log', format: formatGrams, ticks: roundNumbers },
      series: drawnRegions(job, regions).map(({ name, gramsPerKilowattHour }, index) => ({
        id: name,
        label: name === job.region ? `${name} (now)` : name,
        look: seriesNumber(index),
        draw: 'line',
        points: hours.map((hour) => ({ x: hour, y: gramsAt(job, { gramsPerKilowattHour, shape }, hour) })),
      })),
      references: shapeName === 'flat' ? [] : [{ x: best, label: `Cleanest, ${hourText(best)}` }],
      thresholds:
        isOwnShape && job.simulatedGrams !== null
          ? [{ y: job.simulatedGrams, label: `As simulated, ${formatGrams(job.simulatedGrams)}` }]
          : [],
    },
    table: tableOfNumbers(
      `Carbon of the work of ${job.label} by region`,
      'Region',
      [
        { label: 'Grid, on average', unit: 'grams per kWh', format: (value) => `${formatNumber(value)} g/kWh` },
        { label: 'At the worst hour', unit: 'grams of CO2-equivalent', format: formatGrams },
        { label: `At ${hourText(best)}`, unit: 'grams of CO2-equivalent', format: formatGrams },
      ],
      rows,
    ),
  };
}

/** Where the intensities come from. */
export function gridProvenance(run: ViewRun, shapeName: keyof typeof gridShapes): Provenance[] {
  const { regions, carbon } = changePrices(run.scenario.priceBook);
  const sources = new Set(Object.values(regions).map(({ source }) => source));
  const measured = [...sources].filter((source) => !source.startsWith('the same grid'));
  const { source, date, label } = gridShapes[shapeName];
  return [
    {
      kind: 'assumed',
      source: `grids: ${list.format(measured)}; others the same grid or a near one; energy: ${carbon.source}`,
      date: carbon.date,
    },
    { kind: 'assumed', source: `hours: ${label} (${source})`, date },
  ];
}
