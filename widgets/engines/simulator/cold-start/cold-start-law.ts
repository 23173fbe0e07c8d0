import type * as z from '../../../kit/zod.ts';
import type { RandomStream } from '../random.ts';
import type { Variant } from '../variant.ts';

/** How long it takes from the decision to add an instance until it can serve: one draw per instance. */
export interface ColdStartLaw {
  /** True when `draw` uses the stream; false when every start takes the same time, so that its end is kept on the time grid (`snap`). */
  readonly isRandom: boolean;
  /** The mean of the draws, in seconds. */
  readonly meanSeconds: number;
  /** Seconds of one start, at least 0. */
  draw(stream: RandomStream): number;
}

/** A cold-start law in the registry. */
export interface ColdStartVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): ColdStartLaw;
}

/** Keeps the type of the schema while checking the contract. */
export function defineColdStart<Schema extends z.ZodMiniType>(
  variant: ColdStartVariant<Schema>,
): ColdStartVariant<Schema> {
  return variant;
}
