import * as z from '../../../kit/zod.ts';
import { balancingChecks, balancingParameters, balancingShape } from '../balancing/schema.ts';
import { outlierParameters, outlierSchema } from '../guards/outlier-parameters.ts';
import { placeParameters } from '../parameter.ts';
import { LoadBalancerStation } from '../stations/load-balancer-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('loadBalancer'),
    ...balancingShape,
    /** By replica, from the first, and over again when there are more replicas; left out, all are alike. */
    weights: z.optional(z.array(z.number().check(z.gt(0), z.lte(1e6))).check(z.minLength(1), z.maxLength(100))),
    /** Left out: replicas that fail are used on. */
    outlierDetection: z.optional(outlierSchema),
    ...toShape,
  })
  .check(...balancingChecks);
export type LoadBalancerSettings = z.output<typeof schema>;

const placed = Object.fromEntries(
  Object.entries(outlierParameters).map(([name, ranged]) => [`outlierDetection.${name}`, ranged]),
);

/** Shares requests out among the replicas of one model server that has a queue for each. */
export const loadBalancer = defineComponent({
  kind: 'loadBalancer',
  label: 'Load balancer',
  family: 'edge of the system',
  meaning: 'Chooses the replica of each request, in front of a model server whose replicas have queues of their own.',
  parameters: [...balancingParameters(), ...placeParameters(placed, { optional: Object.keys(placed) })],
  example: { kind: 'loadBalancer', policy: 'roundRobin' },
  schema,
  build: (settings, context) => new LoadBalancerStation(settings, context),
});
