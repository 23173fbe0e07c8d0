import type * as z from '../../../../kit/zod.ts';
import type { Variant } from '../../variant.ts';

/** When a caller sends a second copy of a call that has not been answered. */
export interface HedgePolicy {
  /** True where the copies are tied: the first that begins to be served calls the others off. */
  readonly isTied: boolean;
  /** Copies beside the first. */
  readonly maximum: number;
  /** Seconds after one copy before the next is sent; Infinity for none yet. */
  afterSeconds(): number;
  /** A call was answered so many seconds after its first copy was sent. */
  answered(seconds: number): void;
}

/** A way of hedging in the registry. */
export interface HedgeVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): HedgePolicy;
}

/** Keeps the type of the schema while checking the contract. */
export function defineHedge<Schema extends z.ZodMiniType>(variant: HedgeVariant<Schema>): HedgeVariant<Schema> {
  return variant;
}
