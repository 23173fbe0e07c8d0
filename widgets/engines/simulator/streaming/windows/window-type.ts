import type * as z from '../../../../kit/zod.ts';
import type { Variant } from '../../variant.ts';

/** How a window type cuts event time. Fixed windows are known by their number alone; sessions grow with what falls into them. */
export type WindowShape =
  /** Window k covers [k · slide, k · slide + size). */
  | { readonly isSession: false; readonly sizeSeconds: number; readonly slideSeconds: number }
  /** Events of one key less than the gap apart are one session, which ends a gap after the last. */
  | { readonly isSession: true; readonly gapSeconds: number };

/** A window type in the registry. */
export interface WindowVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  shape(settings: z.output<Schema>): WindowShape;
}

/** Keeps the type of the schema while checking the contract. */
export function defineWindow<Schema extends z.ZodMiniType>(variant: WindowVariant<Schema>): WindowVariant<Schema> {
  return variant;
}
