import type * as z from '../../../../kit/zod.ts';
import type { Variant } from '../../variant.ts';

/** From `atSeconds` on, so much of the traffic goes to the new version. */
export interface WeightChange {
  readonly atSeconds: number;
  /** 0 to 1. */
  readonly share: number;
}

/** A strategy in the registry: how the share of the new version changes after the start of the delivery. */
export interface DeliveryVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  /** The changes in order, in seconds after the start; the last one is the end of the delivery. */
  changes(settings: z.output<Schema>): readonly WeightChange[];
}

/** Keeps the type of the schema while checking the contract. */
export function defineDelivery<Schema extends z.ZodMiniType>(
  variant: DeliveryVariant<Schema>,
): DeliveryVariant<Schema> {
  return variant;
}
