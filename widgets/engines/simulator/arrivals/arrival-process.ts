import type * as z from '../../../kit/zod.ts';
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

/** Arrivals per second: on average over a long time, and while they are densest. */
export interface Rate {
  readonly mean: number;
  readonly peak: number;
}

/** What is known of a process's arrivals before it runs. */
export interface ArrivalForecast<Schema extends z.ZodMiniType> {
  /** Left out: the parameter `ratePerSecond`, constant. */
  rate?(settings: z.output<Schema>): Rate;
  /** Expected number of arrivals before `durationSeconds`; left out: the mean rate times the duration. */
  expectedCount?(settings: z.output<Schema>, durationSeconds: number): number;
}

/** An arrival process in the registry: its name, its schema, and how it is made. */
export interface ArrivalVariant<Schema extends z.ZodMiniType = z.ZodMiniType>
  extends Variant<Schema>,
    ArrivalForecast<Schema> {
  create(settings: z.output<Schema>, stream: RandomStream): ArrivalProcess;
}

/** Keeps the type of the schema while checking the contract. */
export function defineArrivals<Schema extends z.ZodMiniType>(variant: ArrivalVariant<Schema>): ArrivalVariant<Schema> {
  return variant;
}
