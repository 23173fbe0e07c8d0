import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, numberParameter, placeParameters } from '../parameter.ts';
import { GatewayStation } from '../stations/gateway-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';

const ratePerSecond = numberParameter({
  label: 'Rate limit',
  unit: '1/s',
  minimum: 1e-6,
  maximum: 1e7,
  default: 10_000,
  meaning: 'Tokens that the bucket gains per second; each admitted request takes one.',
  source: 'Token bucket; Amazon API Gateway account default 10,000 per second.',
});

const burst = integerParameter({
  label: 'Burst',
  unit: 'requests',
  minimum: 1,
  maximum: 1e7,
  default: 5000,
  meaning: 'Tokens that the bucket holds; it starts full.',
  source: 'Amazon API Gateway account default 5,000.',
});

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

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('gateway'),
  /** Left out: no limit. */
  rateLimit: z.optional(z.strictObject({ ratePerSecond: ratePerSecond.schema, burst: burst.schema })),
  /** Left out: waits for ever. */
  timeoutSeconds: z.optional(timeoutSeconds.schema),
  product: z._default(product.schema, 'api-gateway-http'),
  ...toShape,
});
export type GatewaySettings = z.output<typeof schema>;

/** The door of the system: limits the rate, gives up on late answers, shares requests out by weight. */
export const gateway = defineComponent({
  kind: 'gateway',
  label: 'Gateway',
  family: 'edge of the system',
  meaning: 'Limits the rate of requests, gives up on late answers, and shares requests out by weight.',
  parameters: placeParameters(
    { 'rateLimit.ratePerSecond': ratePerSecond, 'rateLimit.burst': burst, timeoutSeconds, product },
    { optional: ['rateLimit.ratePerSecond', 'rateLimit.burst', 'timeoutSeconds', 'product'] },
  ),
  example: { kind: 'gateway', rateLimit: { ratePerSecond: 10_000, burst: 5000 } },
  schema,
  build: (settings, context) => new GatewayStation(settings, context),
});
