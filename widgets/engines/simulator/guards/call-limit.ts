import type * as z from '../../../kit/zod.ts';
import type { Variant } from '../variant.ts';

/** How many calls a client has under way at most, and what becomes of the others. */
export interface CallLimits {
  readonly parallel: number;
  /** Calls that may wait for others to end; one more is refused. */
  readonly waitingPlaces: number;
  readonly longestWaitSeconds: number;
}

/** A limit of calls in the registry. */
export interface CallLimitVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  limits(settings: z.output<Schema>): CallLimits;
}

export function defineCallLimit<Schema extends z.ZodMiniType>(
  variant: CallLimitVariant<Schema>,
): CallLimitVariant<Schema> {
  return variant;
}
