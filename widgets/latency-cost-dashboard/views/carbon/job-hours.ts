import { gridOf } from '../../../engines/simulator/cost/carbon.ts';
import { changePrices } from '../../../engines/simulator/cost/change-prices.ts';
import { type GridShape, gridShapes } from '../../../engines/simulator/cost/grid-hours.ts';
import { placeNamed } from '../../../engines/simulator/network/places.ts';
import type { ViewRun } from '../view-run.ts';

const HOUR = 3600;
/** Hours of a day. */
export const HOURS = 24;

/** The work of a batch job, as it is needed to ask what other hours and regions would make of its carbon. */
export interface JobHours {
  readonly label: string;
  /** The work: one run of the job, or all runs of a day where there are several. */
  readonly of: 'run' | 'day';
  /** The region it ran in, its mean intensity in grams per kilowatt-hour, and the course of that grid. */
  readonly region: string;
  readonly gramsPerKilowattHour: number;
  readonly shape: GridShape;
  /** Energy of the computing with what the building needs, kilowatt-hours; and the length of the work in seconds. */
  readonly kilowattHours: number;
  readonly workSeconds: number;
  /** Grams of CO2-equivalent as it was simulated; null where bytes on links are in that figure. */
  readonly simulatedGrams: number | null;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Share of the mean intensity, averaged over work of so many seconds from an hour of the day on (may be a fraction). */
export function factorFrom(shape: GridShape, startHour: number, workSeconds: number): number {
  const hours = workSeconds / HOUR;
  if (hours >= HOURS) return meanOf(shape.factors);
  const end = startHour + hours;
  let sum = 0;
  for (let hour = Math.floor(startHour); hour < end; hour++) {
    const inHour = Math.min(end, hour + 1) - Math.max(startHour, hour);
    sum += inHour * shape.factors[hour % HOURS]!;
  }
  return sum / hours;
}

/** The work of a scenario that is one batch job over a dataset; undefined for any other, whose energy is not the job's alone. */
export function jobHoursOf({ label, scenario, result }: ViewRun): JobHours | undefined {
  const jobs = scenario.components.filter((component) => component.kind === 'batchJob');
  const [job] = jobs;
  const isAlone =
    jobs.length === 1 && scenario.components.every(({ kind }) => kind === 'batchJob' || kind === 'dataset');
  const done = job && isAlone ? result.components[job.id]?.jobs : undefined;
  if (!job || !done || done.published === 0 || done.meanMakespanSeconds === null) return undefined;
  const book = changePrices(scenario.priceBook);
  const { region } = placeNamed(scenario.places, job.place);
  const effectiveness = book.providers[book.instances[job.instance]!.provider]?.powerUsageEffectiveness ?? 1;
  const days = ((scenario.run.durationSeconds - scenario.run.warmUpSeconds) * result.replications) / (HOURS * HOUR);
  const isDaily = done.published > days;
  const units = isDaily ? days : done.published;
  const { kilowattHours, networkKilowattHours } = result.energy;
  return {
    label,
    of: isDaily ? 'day' : 'run',
    region: region in book.regions ? region : book.carbon.defaultRegion,
    gramsPerKilowattHour: gridOf(region, book),
    shape: gridShapes[scenario.gridShape],
    kilowattHours: ((kilowattHours - networkKilowattHours) * effectiveness) / units,
    workSeconds: (done.meanMakespanSeconds * done.published) / units,
    simulatedGrams: networkKilowattHours > 0 ? null : result.carbonGrams / units,
  };
}

/** Grams of the work in a grid, begun at an hour of the day. */
export function gramsAt(
  job: JobHours,
  grid: { readonly gramsPerKilowattHour: number; readonly shape: GridShape },
  startHour: number,
): number {
  return job.kilowattHours * grid.gramsPerKilowattHour * factorFrom(grid.shape, startHour, job.workSeconds);
}

/** The whole hour at which the work does least harm; of equal ones the earliest. */
export function cleanestStart(job: JobHours, shape: GridShape): number {
  const factors = Array.from({ length: HOURS }, (_, hour) => factorFrom(shape, hour, job.workSeconds));
  return factors.indexOf(Math.min(...factors));
}
