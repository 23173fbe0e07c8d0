import * as z from '../../../kit/zod.ts';
import { backoffPolicies } from '../calls/backoff/index.ts';
import { backoffSchema } from '../calls/backoff/schema.ts';
import { retryBudgets } from '../calls/budget/index.ts';
import { budgetSchema } from '../calls/budget/schema.ts';
import { hedgePolicies } from '../calls/hedging/index.ts';
import { hedgeSchema } from '../calls/hedging/schema.ts';
import { guardParameters, guardShape } from '../guards/schema.ts';
import { placeParameters } from '../parameter.ts';
import { ProxyStation } from '../stations/proxy-station.ts';
import { familyParameters } from '../variant.ts';
import { commonShape, defineComponent, idSchema, toShape } from './component-kind.ts';
import * as own from './proxy-parameters.ts';

const ranged = {
  timeoutSeconds: own.timeoutSeconds,
  perTryTimeoutSeconds: own.perTryTimeoutSeconds,
  patientUntilSeconds: own.patientUntilSeconds,
  'retryOn.rejected': own.retryOnParameters.rejected,
  'retryOn.throttled': own.retryOnParameters.throttled,
  'retryOn.failed': own.retryOnParameters.failed,
  'retryOn.timedOut': own.retryOnParameters.timedOut,
  'fallback.cachedShare': own.cachedShare,
  'fallback.cachedQuality': own.cachedQuality,
  'fallback.defaultAnswer': own.defaultAnswer,
  'fallback.defaultQuality': own.defaultQuality,
};

const SOURCE = 'Scenario format.';

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('proxy'),
    /** Left out: waits for ever. */
    timeoutSeconds: z.optional(own.timeoutSeconds.schema),
    perTryTimeoutSeconds: z.optional(own.perTryTimeoutSeconds.schema),
    patientUntilSeconds: z.optional(own.patientUntilSeconds.schema),
    /** Left out: every call is tried once. */
    retries: z.optional(backoffSchema),
    /** After which outcomes; left out: after every failure. */
    retryOn: z.optional(
      z.strictObject({
        rejected: z._default(own.retryOnParameters.rejected.schema, true),
        throttled: z._default(own.retryOnParameters.throttled.schema, true),
        failed: z._default(own.retryOnParameters.failed.schema, true),
        timedOut: z._default(own.retryOnParameters.timedOut.schema, true),
      }),
    ),
    budget: z.optional(budgetSchema),
    hedge: z.optional(hedgeSchema),
    /** What a call gets whose attempts have failed: a cached answer, then another component's, then a default one. Left out: the failure. */
    fallback: z.optional(
      z.strictObject({
        cachedShare: z._default(own.cachedShare.schema, 0),
        cachedQuality: z.optional(own.cachedQuality.schema),
        /** The component that answers instead, for example with a smaller model. */
        to: z.optional(idSchema),
        defaultAnswer: z._default(own.defaultAnswer.schema, false),
        defaultQuality: z.optional(own.defaultQuality.schema),
      }),
    ),
    ...guardShape,
    ...toShape,
  })
  .check(
    z.refine((proxy) => (proxy.perTryTimeoutSeconds ?? 0) <= (proxy.timeoutSeconds ?? Infinity), {
      message:
        'at most timeoutSeconds, which is for the whole call | Lower it, raise timeoutSeconds, or remove one of the two.',
      path: ['perTryTimeoutSeconds'],
    }),
    z.refine((proxy) => proxy.budget === undefined || proxy.retries !== undefined, {
      message: 'a budget only beside retries | Add "retries", or remove "budget".',
      path: ['budget'],
    }),
    z.refine((proxy) => proxy.retryOn === undefined || proxy.retries !== undefined, {
      message: 'outcomes to retry on only beside retries | Add "retries", or remove "retryOn".',
      path: ['retryOn'],
    }),
    z.refine((proxy) => !proxy.retryOn || Object.values(proxy.retryOn).includes(true), {
      message: 'at least one outcome to retry on | Set one to true, or remove "retries" and "retryOn".',
      path: ['retryOn'],
    }),
    z.refine((proxy) => hedgeSeconds(proxy.hedge) < (proxy.perTryTimeoutSeconds ?? proxy.timeoutSeconds ?? Infinity), {
      message:
        'a copy that is sent before the attempt has timed out | Lower hedge.afterSeconds, or raise the timeout of the attempt.',
      path: ['hedge', 'afterSeconds'],
    }),
    z.refine(({ fallback }) => !fallback || fallback.cachedShare > 0 || fallback.to || fallback.defaultAnswer, {
      message: 'something to fall back to | Set cachedShare above 0, "to" or defaultAnswer, or remove "fallback".',
      path: ['fallback'],
    }),
  );
export type ProxySettings = z.output<typeof schema>;

/** When the first copy is sent; 0 where that is found out in the run. */
function hedgeSeconds(hedge: z.output<typeof hedgeSchema> | undefined): number {
  return hedge && 'afterSeconds' in hedge ? hedge.afterSeconds : 0;
}

/** The client side of a call. */
export const proxy = defineComponent({
  kind: 'proxy',
  label: 'Proxy',
  family: 'edge of the system',
  meaning:
    'The client side of a call, a sidecar or a library: timeouts, retries, hedges, guards and fallbacks around what it calls.',
  parameters: [
    ...placeParameters(ranged, { optional: Object.keys(ranged) }),
    ...familyParameters(
      'retries',
      'policy',
      backoffPolicies,
      {
        label: 'Retries',
        default: 'envoy',
        meaning: 'By which rule failed calls are tried again; left out, they are not.',
        source: SOURCE,
      },
      true,
    ),
    ...familyParameters(
      'budget',
      'rule',
      retryBudgets,
      {
        label: 'Retry budget',
        default: 'envoy',
        meaning: 'By which rule retries stay a bounded share of the load; left out, they are not bounded.',
        source: SOURCE,
      },
      true,
    ),
    ...familyParameters(
      'hedge',
      'trigger',
      hedgePolicies,
      {
        label: 'Hedging',
        default: 'percentile',
        meaning: 'When a second copy of a slow call is sent; left out, never.',
        source: SOURCE,
      },
      true,
    ),
    ...guardParameters(),
  ],
  example: { kind: 'proxy', retries: { policy: 'envoy', maximumRetries: 1 } },
  schema,
  build: (settings, context) => new ProxyStation(settings, context),
  makesCalls: true,
  // Attempts that time out, are tried again or copied come on top: about as many as there are requests while the system works.
  eventsPerRequest: ({ retries }) => (retries ? 2 : 1),
});
