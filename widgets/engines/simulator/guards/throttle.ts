import type * as z from '../../../kit/zod.ts';
import type { Variant } from '../variant.ts';

/** A client that holds its own requests back when too many of them are refused. Pure but for the random number that it is given. */
export interface Throttle {
  /** True when a request may be sent now; `u` is uniform on [0, 1). */
  admits(now: number, u: number): boolean;
  /** An answer has come: the other side took the request in, or refused it. */
  ended(now: number, isAccepted: boolean): void;
  /** Probability with which a request would be held back now. */
  rejectionAt(now: number): number;
}

/** A client-side throttle in the registry. */
export interface ThrottleVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): Throttle;
}

export function defineThrottle<Schema extends z.ZodMiniType>(
  variant: ThrottleVariant<Schema>,
): ThrottleVariant<Schema> {
  return variant;
}
