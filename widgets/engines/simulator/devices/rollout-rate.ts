import type * as z from '../../../kit/zod.ts';
import type { Variant } from '../variant.ts';

/** How many devices a staged update tells per minute. Each call of `next` is one minute. */
export interface RolloutRate {
  /** Whole devices for this minute, given how many were told and how many have succeeded before it. */
  next(notified: number, succeeded: number): number;
}

/** A rule of a rollout in the registry; `create` gives one that begins. */
export interface RolloutVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): RolloutRate;
}

/** Keeps the type of the schema while checking the contract. */
export function defineRollout<Schema extends z.ZodMiniType>(variant: RolloutVariant<Schema>): RolloutVariant<Schema> {
  return variant;
}
