import type * as z from '../../../kit/zod.ts';
import type { Variant } from '../variant.ts';

/** Holds requests to a rate. Pure: it knows what it was asked and the time. */
export interface RateLimiter {
  /** Seconds until a request that asks now may go on, which are then its own; −1 when it is turned away. */
  reserve(now: number): number;
  /** Share of what the limit can give at once that is used up, from 0 (nothing) to 1 (all) and beyond (promised for later). */
  fillAt(now: number): number;
}

/** A rate limit in the registry. */
export interface RateLimitVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): RateLimiter;
  /** What it lets through in the long run, and how much more at once. */
  ratePerSecond(settings: z.output<Schema>): number;
  burst(settings: z.output<Schema>): number;
}

export function defineRateLimit<Schema extends z.ZodMiniType>(
  variant: RateLimitVariant<Schema>,
): RateLimitVariant<Schema> {
  return variant;
}
