import * as z from 'zod/mini';
import type { RandomStream } from '../random.ts';
import { schemasOf } from '../variant.ts';
import type { ArrivalProcess, ArrivalVariant } from './arrival-process.ts';
import { arrivalProcesses } from './index.ts';

/** `arrivals` of a source: one of the processes, told apart by `process`. */
export const arrivalsSchema = z.discriminatedUnion('process', schemasOf(arrivalProcesses));
export type Arrivals = z.output<typeof arrivalsSchema>;

/** Starts the process that the settings name. */
export function createArrivals(settings: Arrivals, stream: RandomStream): ArrivalProcess {
  const variant = arrivalProcesses.find((candidate) => candidate.name === settings.process) as unknown as
    | ArrivalVariant
    | undefined;
  if (!variant) throw new Error(`No arrival process is called "${settings.process}".`);
  return variant.create(settings as never, stream);
}
