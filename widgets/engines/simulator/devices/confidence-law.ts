import type * as z from '../../../kit/zod.ts';
import type { RandomStream } from '../random.ts';
import type { Variant } from '../variant.ts';

/** How sure a small model is of its answers. What is random about a request is drawn once, when it is created. */
export interface ConfidenceLaw {
  /** Share of requests that are passed on, on average: for the estimate of a run. */
  readonly escalatedShare: number;
  draw(stream: RandomStream): number;
  /** True when a request that drew this is passed on to the larger model. */
  isEscalated(draw: number): boolean;
  /** How good the small model's own answer is; undefined where the law does not say. */
  quality(draw: number): number | undefined;
}

/** A law of confidence in the registry. */
export interface ConfidenceVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): ConfidenceLaw;
}

/** Keeps the type of the schema while checking the contract. */
export function defineConfidence<Schema extends z.ZodMiniType>(
  variant: ConfidenceVariant<Schema>,
): ConfidenceVariant<Schema> {
  return variant;
}
