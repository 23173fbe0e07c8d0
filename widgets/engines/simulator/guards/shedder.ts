import type * as z from '../../../kit/zod.ts';
import type { Variant } from '../variant.ts';

/** Decides which requests a queue gives up on under load. Pure: it knows what it is told and the time. One for each queue. */
export interface Shedder {
  /** True when a request of this class (1 is the highest) is turned away at its arrival; `fill` is the share of the waiting places that are taken. */
  refuses(priority: number, fill: number): boolean;
  /**
   * True when the request that would be served next is dropped instead; it joined at `enqueuedAt`, its answer is wanted by `deadline`, and `left` more
   * wait behind it. Asked again for the next one after each that is dropped.
   */
  drops(now: number, enqueuedAt: number, deadline: number, left: number): boolean;
}

/** A shedding policy in the registry. */
export interface SheddingVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  /** Given by a policy that looks at how full the queue is: at how many waiting requests it counts as full, undefined for its capacity. */
  fullAt?(settings: z.output<Schema>): number | undefined;
  create(settings: z.output<Schema>): Shedder;
}

export function defineShedding<Schema extends z.ZodMiniType>(
  variant: SheddingVariant<Schema>,
): SheddingVariant<Schema> {
  return variant;
}
