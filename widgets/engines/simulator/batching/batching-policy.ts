import type * as z from 'zod/mini';
import type { Variant } from '../variant.ts';

/** Decides, whenever a server is free and requests wait, how many of the oldest to start together. Pure. */
export interface BatchingPolicy {
  readonly maxBatchSize: number;
  /** How many of the `waiting` requests to start now, 0 to wait; the oldest joined the queue at `oldestEnqueuedAt` (seconds). */
  sizeToStart(waiting: number, oldestEnqueuedAt: number, now: number): number;
  /** When to ask again if nothing else happens, in seconds; never earlier than the moment at which `sizeToStart` answered 0. */
  askAgainAt(oldestEnqueuedAt: number): number;
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
export const oneAtATime: BatchingPolicy = { maxBatchSize: 1, sizeToStart: () => 1, askAgainAt: () => Infinity };
