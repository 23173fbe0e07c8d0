import type * as z from 'zod/mini';
import type { RandomStream } from '../random.ts';
import type { Variant } from '../variant.ts';

/** Tells when requests come. Made anew for every replication; all its randomness comes from the stream that it was given. */
export interface ArrivalProcess {
  /**
   * Time of the next arrival in seconds, never earlier than the one before; Infinity when there is none. Called once per arrival, in order; the
   * first call gives the first arrival at or after time 0.
   */
  next(): number;
}

/** An arrival process in the registry: its name, its schema, and how it is made. */
export interface ArrivalVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>, stream: RandomStream): ArrivalProcess;
}

/** Keeps the type of the schema while checking the contract. */
export function defineArrivals<Schema extends z.ZodMiniType>(variant: ArrivalVariant<Schema>): ArrivalVariant<Schema> {
  return variant;
}
