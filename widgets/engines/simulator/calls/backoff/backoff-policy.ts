import type * as z from '../../../../kit/zod.ts';
import type { RandomStream } from '../../random.ts';
import type { Variant } from '../../variant.ts';

/** How long a caller waits before it tries a failed call again. */
export interface BackoffPolicy {
  /** Retries of one call, after the first attempt. */
  readonly maximumRetries: number;
  /** Seconds before retry number `retry` (the first is 1); `previousSeconds` is the wait before the retry before it, 0 before the first. */
  seconds(retry: number, previousSeconds: number, stream: RandomStream): number;
}

/** A way of backing off in the registry. */
export interface BackoffVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): BackoffPolicy;
}

/** Keeps the type of the schema while checking the contract. */
export function defineBackoff<Schema extends z.ZodMiniType>(variant: BackoffVariant<Schema>): BackoffVariant<Schema> {
  return variant;
}

/** Waits that grow by a factor up to a bound, by retry: `ceilings[n]` is for retry n + 1. */
export function growingWaits(
  firstSeconds: number,
  factor: number,
  boundSeconds: number,
  retries: number,
): Float64Array {
  let next = firstSeconds;
  return Float64Array.from({ length: retries }, () => {
    const seconds = Math.min(boundSeconds, next);
    next *= factor;
    return seconds;
  });
}
