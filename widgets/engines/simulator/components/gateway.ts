import * as z from '../../../kit/zod.ts';
import { priorityShedding } from '../guards/priority-shedding.ts';
import { rateLimitParameters, rateLimitSchema } from '../guards/schema.ts';
import { choiceParameter, numberParameter, placeParameters } from '../parameter.ts';
import { GatewayStation } from '../stations/gateway-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';

const timeoutSeconds = numberParameter({
  label: 'Timeout',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e6,
  default: 29,
  meaning: 'An answer that takes longer counts as timed out. Work already handed on is finished all the same.',
  source: 'Amazon API Gateway integration timeout, 29 s.',
});

const product = choiceParameter({
  label: 'Product',
  choices: ['api-gateway-http', 'api-gateway-rest', 'self-hosted'],
  default: 'api-gateway-http',
  meaning: 'Decides the price per million requests; self-hosted costs nothing by itself.',
  source: 'Price book: cost/price-book.json.',
});

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('gateway'),
    /** Left out: no limit. */
    rateLimit: z.optional(rateLimitSchema),
    /** Left out: all classes are admitted alike. */
    shedding: z.optional(priorityShedding.schema),
    /** Left out: waits for ever. */
    timeoutSeconds: z.optional(timeoutSeconds.schema),
    product: z._default(product.schema, 'api-gateway-http'),
    ...toShape,
  })
  .check(
    z.refine((door) => door.shedding?.fullAtRequests === undefined, {
      message:
        'no number of requests at a gateway, which is as full as its limit is used up | Remove "fullAtRequests".',
      path: ['shedding', 'fullAtRequests'],
    }),
    z.refine((door) => !door.shedding || door.rateLimit !== undefined, {
      message: 'a rate limit, of which the classes get shares | Add "rateLimit", or remove "shedding".',
      path: ['shedding'],
    }),
  );
export type GatewaySettings = z.output<typeof schema>;

/** The door of the system: limits the rate, gives up on late answers, shares requests out by weight. */
export const gateway = defineComponent({
  kind: 'gateway',
  label: 'Gateway',
  family: 'edge of the system',
  meaning: 'Limits the rate of requests, gives up on late answers, and shares requests out by weight.',
  parameters: [
    ...rateLimitParameters(),
    ...placeParameters({ timeoutSeconds, product }, { optional: ['timeoutSeconds', 'product'] }),
  ],
  example: { kind: 'gateway', rateLimit: { policy: 'tokenBucket', ratePerSecond: 10_000, burst: 5000 } },
  schema,
  build: (settings, context) => new GatewayStation(settings, context),
});
