import type * as z from '../../../kit/zod.ts';
import type { Variant } from '../variant.ts';

/**
 * A circuit breaker: lets calls through while it is closed, none while it is open, and a few to try while it is half open. Pure: it knows what it is
 * told and the time, and asks for no event. Every call that was let through must end once.
 */
export interface Breaker {
  /** True when a call may be made now; a trial call is taken off those that are left. */
  admits(now: number): boolean;
  /** A call that was let through has ended after `seconds`. */
  ended(now: number, hasFailed: boolean, seconds: number): void;
  /** A call that was let through was called off: nobody knows how it would have ended. */
  cancelled(now: number): void;
  /** One of `BREAKER`. */
  readonly state: number;
  /** How often it has opened, and when last. */
  readonly openings: number;
  readonly openedAt: number;
}

export const BREAKER = { closed: 0, open: 1, halfOpen: 2 } as const;

/** A breaker in the registry. `settings` are those of `schema`, defaults filled in. */
export interface BreakerVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): Breaker;
  /** How many calls must end within how many seconds (Infinity: ever) before it can open. */
  needs(settings: z.output<Schema>): { readonly calls: number; readonly withinSeconds: number };
}

export function defineBreaker<Schema extends z.ZodMiniType>(variant: BreakerVariant<Schema>): BreakerVariant<Schema> {
  return variant;
}
