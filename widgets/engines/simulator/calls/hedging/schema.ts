import * as z from '../../../../kit/zod.ts';
import { schemasOf } from '../../variant.ts';
import type { HedgePolicy, HedgeVariant } from './hedge-policy.ts';
import { hedgePolicies } from './index.ts';

/** `hedge` of a caller: one of the ways of hedging, told apart by `trigger`. */
export const hedgeSchema = z.discriminatedUnion('trigger', schemasOf(hedgePolicies));
export type HedgeSettings = z.output<typeof hedgeSchema>;

export function createHedge(settings: HedgeSettings): HedgePolicy {
  const variant = hedgePolicies.find((candidate) => candidate.name === settings.trigger) as unknown as
    | HedgeVariant
    | undefined;
  if (!variant) throw new Error(`No way of hedging is called "${settings.trigger}".`);
  return variant.create(settings as never);
}
