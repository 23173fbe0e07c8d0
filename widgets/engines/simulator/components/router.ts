import * as z from '../../../kit/zod.ts';
import { deliveryParameters, deliverySchema } from '../delivery/schema.ts';
import { booleanParameter, placeParameters } from '../parameter.ts';
import { RouterStation } from '../stations/router-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';

const sticky = booleanParameter({
  label: 'Sticky',
  default: false,
  meaning: 'The hash of a request’s key decides, so that everybody stays with one version; needs keys at the source.',
  source: 'Istio DestinationRule consistentHash; assignment by hash of the user, as in A/B tests.',
});

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('router'),
    sticky: z._default(sticky.schema, false),
    /** Left out: the weights of `to` stay as they are. */
    delivery: z.optional(deliverySchema),
    ...toShape,
  })
  .check(
    z.refine(
      ({ to, delivery }) =>
        !delivery || !to || (typeof to !== 'string' && to.some(({ id }) => id === delivery.version)),
      {
        message:
          'one of the components that "to" names | Add the new version to "to", with weight 0 if it starts with nothing.',
        path: ['delivery', 'version'],
      },
    ),
    z.refine(
      ({ to, delivery }) =>
        !delivery ||
        !to ||
        (typeof to !== 'string' && to.some(({ id, weight }) => id !== delivery.version && weight > 0)),
      {
        message: 'an old version beside the new one | Give another component of "to" a weight above 0.',
        path: ['to'],
      },
    ),
  );
export type RouterSettings = z.output<typeof schema>;

/** Weights, sticky assignment, canary steps and the switch of blue and green. */
export const router = defineComponent({
  kind: 'router',
  label: 'Router',
  family: 'edge of the system',
  meaning: 'Shares requests out among versions: by weights, by key, and in the steps of a delivery.',
  parameters: [...placeParameters({ sticky }, { optional: ['sticky'] }), ...deliveryParameters()],
  example: { kind: 'router', sticky: false },
  schema,
  build: (settings, context) => new RouterStation(settings, context),
  capacityPerSecond: () => Infinity,
  eventsPerRequest: () => 0,
});
