import type * as z from '../../../../kit/zod.ts';
import type { RandomStream } from '../../random.ts';
import type { Variant } from '../../variant.ts';

/** When one thing goes down and comes back, over one replication. */
export interface OutageCourse {
  /** When it goes down next, given that it has been up since `now`; Infinity when it stays up. */
  beginsAt(now: number): number;
  /** When the outage that began at `now` is over. */
  endsAt(now: number): number;
}

/** A law of outages: the course of each thing is drawn from its own stream. */
export interface OutageLaw {
  course(stream: RandomStream): OutageCourse;
  /** Long-run share of time up; undefined where the law has no long run. */
  readonly availability: number | undefined;
  /** Outages of one thing per second, for the estimate of a run. */
  readonly outagesPerSecond: number;
}

export interface OutageVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  /** `detectionSeconds`: how long it takes until somebody notices, and may begin to repair. */
  create(settings: z.output<Schema>, detectionSeconds: number): OutageLaw;
}

/** Keeps the type of the schema while checking the contract. */
export function defineOutageLaw<Schema extends z.ZodMiniType>(variant: OutageVariant<Schema>): OutageVariant<Schema> {
  return variant;
}
