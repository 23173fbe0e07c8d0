import { type GridShape, gridShapes } from './grid-hours.ts';
import { kilowattHoursOf, providerOf } from './energy.ts';
import type { PriceBook } from './price-book.ts';
import type { Usage } from './usage.ts';

/** Grams of CO2-equivalent per kilowatt-hour of the grid at a region; that of the default region where the book does not know it. */
export function gridOf(region: string, book: PriceBook): number {
  const { regions, carbon } = book;
  return (regions[region] ?? regions[carbon.defaultRegion]!).gramsPerKilowattHour;
}

/** Grams of CO2-equivalent: energy, times the power usage effectiveness of who runs it, times the grid (Cloud Carbon Footprint, methodology). */
export function carbonOfUsage(
  usage: Usage,
  book: PriceBook,
  region: string = book.carbon.defaultRegion,
  shape: GridShape = gridShapes.flat,
): number {
  const provider = providerOf(usage, book);
  const effectiveness = provider === undefined ? 1 : (book.providers[provider]?.powerUsageEffectiveness ?? 1);
  return kilowattHoursOf(usage, book) * effectiveness * gridOf(region, book) * factorOf(usage, shape);
}

/**
 * What the hours of the day make of the mean of the grid: the mean factor of the hours in which the work was done, where they are known, as of batch
 * jobs, whose machines are only there while they work. Everything else runs all day, at the mean.
 */
function factorOf(usage: Usage, { factors }: GridShape): number {
  const hours = usage.type === 'instance' ? usage.busySecondsByHour : undefined;
  const seconds = hours?.reduce((sum, value) => sum + value, 0) ?? 0;
  if (!hours || seconds === 0) return 1;
  return hours.reduce((sum, value, hour) => sum + value * factors[hour]!, 0) / seconds;
}
