import type * as z from '../../../kit/zod.ts';
import type { Variant } from '../variant.ts';

/** Decides, whenever a server is free and requests wait, how many of the first in line to start together. Pure. */
export interface BatchingPolicy {
  readonly maxBatchSize: number;
  /**
   * What starts the delay: `enqueue`, when the oldest waiting request joined the queue, so that time spent waiting for a busy server counts; `poll`,
   * when a free server turned to the queue and found a request, so that a request that already waited waits again.
   */
  readonly clock: 'enqueue' | 'poll';
  /** True when a replica has one batch under way at a time, whatever its concurrency. */
  readonly isOneBatchPerReplica?: boolean;
  /** Waiting places that the mode itself has; absent: no limit of its own. */
  readonly queueCapacity?: number;
  /** How many of the `waiting` requests to start now, 0 to wait; the delay began at `clockStartedAt` (seconds). */
  sizeToStart(waiting: number, clockStartedAt: number, now: number): number;
  /** When to ask again if nothing else happens, in seconds; later than any moment at which `sizeToStart` answers 0. */
  askAgainAt(clockStartedAt: number): number;
  /** The size that the model is run with: padded up to one that it allows. Absent: as it is. */
  paddedSize?(size: number): number;
}

/** A batching mode in the registry. */
export interface BatchingVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): BatchingPolicy;
}

/** Keeps the type of the schema while checking the contract. */
export function defineBatching<Schema extends z.ZodMiniType>(
  variant: BatchingVariant<Schema>,
): BatchingVariant<Schema> {
  return variant;
}

/** Without batching every request is a batch of one and starts as soon as a server is free. */
export const oneAtATime: BatchingPolicy = {
  maxBatchSize: 1,
  clock: 'enqueue',
  sizeToStart: () => 1,
  askAgainAt: () => Infinity,
};
