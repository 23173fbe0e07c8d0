import * as z from '../../../kit/zod.ts';
import type { RandomStream } from '../random.ts';
import { schemasOf } from '../variant.ts';
import type { ArrivalForecast, ArrivalProcess, ArrivalVariant, Rate } from './arrival-process.ts';
import { arrivalProcesses, trafficProcesses } from './index.ts';

/** `arrivals` of a source: one of the processes, told apart by `process`. */
export const arrivalsSchema = z.discriminatedUnion('process', schemasOf(arrivalProcesses));
export type Arrivals = z.output<typeof arrivalsSchema>;

/** `arrivals` of traffic, which may also be a closed loop. */
export const trafficArrivalsSchema = z.discriminatedUnion('process', schemasOf(trafficProcesses));
export type TrafficArrivals = z.output<typeof trafficArrivalsSchema>;

/** Starts the process that the settings name. */
export function createArrivals(settings: Arrivals, stream: RandomStream): ArrivalProcess {
  const variant = arrivalProcesses.find((candidate) => candidate.name === settings.process) as unknown as
    | ArrivalVariant
    | undefined;
  if (!variant) throw new Error(`No arrival process is called "${settings.process}".`);
  return variant.create(settings as never, stream);
}

function forecastOf(settings: TrafficArrivals): ArrivalForecast<z.ZodMiniType> {
  return trafficProcesses.find((candidate) => candidate.name === settings.process) as never;
}

/** Arrivals per second, before anything runs. Of a closed loop a bound: what its clients could send if every answer came at once. */
export function rateOf(settings: TrafficArrivals): Rate {
  const forecast = forecastOf(settings);
  if (forecast.rate) return forecast.rate(settings);
  const { ratePerSecond } = settings as { ratePerSecond: number };
  return { mean: ratePerSecond, peak: ratePerSecond };
}

/** Expected number of arrivals before `durationSeconds`; of a closed loop a bound. */
export function expectedArrivals(settings: TrafficArrivals, durationSeconds: number): number {
  return forecastOf(settings).expectedCount?.(settings, durationSeconds) ?? rateOf(settings).mean * durationSeconds;
}
