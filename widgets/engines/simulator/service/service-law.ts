import type * as z from '../../../kit/zod.ts';
import type { ServiceCurve } from '../../../kit/service-curve.ts';
import type { RandomStream } from '../random.ts';
import type { Variant } from '../variant.ts';

/**
 * How long service takes. What is random about a request is drawn once, when it is created (its draw), so two policies on one seed serve the same
 * requests. A law is either a time per request or a time per batch.
 */
export interface ServiceLaw {
  /** True when every request brings a random draw; false when service follows from the batch size alone. */
  readonly isRandom: boolean;
  /** True when the law knows how the time grows with the batch; false when it gives the time of one request. */
  readonly isBatchLaw: boolean;
  /** True when a station before may write the draw of a request: the time that is left of its work. */
  readonly isCarried?: boolean;
  /** What one request brings: seconds for a law per request; for a random law per batch a factor on the batch's time, which is near 1 in the median and need not be 1. */
  draw(stream: RandomStream): number;
  /** Seconds for a batch of `size` whose oldest request brought `draw`. A law per request gives `draw` whatever the size. */
  seconds(size: number, draw: number): number;
}

/** Service curves by model id, for measured laws. */
export type Curves = Readonly<Record<string, ServiceCurve>>;

/** A service law in the registry. */
export interface ServiceVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  /** Throws an `Error` with a sentence for people when a curve that the law needs is not there. */
  create(settings: z.output<Schema>, curves: Curves): ServiceLaw;
}

/** Keeps the type of the schema while checking the contract. */
export function defineService<Schema extends z.ZodMiniType>(variant: ServiceVariant<Schema>): ServiceVariant<Schema> {
  return variant;
}
