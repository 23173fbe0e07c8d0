import * as z from '../../../kit/zod.ts';
import type { Parameter } from '../parameter.ts';
import { snap } from '../snap.ts';
import { familyParameters, schemasOf } from '../variant.ts';
import type { DeliveryVariant, WeightChange } from './strategies/delivery-strategy.ts';
import { deliveryStrategies } from './strategies/index.ts';

/** `delivery` of a router: one of the strategies, told apart by `strategy`. */
export const deliverySchema = z.discriminatedUnion('strategy', schemasOf(deliveryStrategies));
export type Delivery = z.output<typeof deliverySchema>;

/** The parameters of `delivery` for a form. */
export function deliveryParameters(): Parameter[] {
  const choice = {
    label: 'Delivery',
    default: 'argoRollouts',
    meaning: 'How traffic moves to a new version in the course of the run; left out, the weights stay.',
    source: 'Argo Rollouts and Flagger, by their names.',
  };
  return familyParameters('delivery', 'strategy', deliveryStrategies, choice, true);
}

/** The share of the new version from each moment of the run on, in order of time; a rollback cuts off what would come after it. */
export function weightChanges(delivery: Delivery): readonly WeightChange[] {
  const { startSeconds, rollbackSeconds = Infinity } = delivery;
  const variant = deliveryStrategies.find(({ name }) => name === delivery.strategy) as unknown as DeliveryVariant;
  const planned = variant.changes(delivery as never).map(({ atSeconds, share }) => ({
    atSeconds: snap(startSeconds + atSeconds),
    share,
  }));
  const end = snap(rollbackSeconds);
  const reached = planned.filter(({ atSeconds }) => atSeconds < end);
  return end === Infinity ? reached : [...reached, { atSeconds: end, share: 0 }];
}
