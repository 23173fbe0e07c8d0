import * as z from '../../../kit/zod.ts';
import { policyChecks, policyParameter, policySchema } from '../caching/schema.ts';
import { placeParameters } from '../parameter.ts';
import { CacheStation } from '../stations/cache-station.ts';
import * as parameter from './cache-parameters.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance } from './compute-parameters.ts';

/** Keys that say what happens at the end of a time to live. */
const OF_TIME_TO_LIVE = ['refreshOnHit', 'staleWhileRevalidateSeconds'] as const;

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('cache'),
    policy: policySchema,
    capacityItems: z.optional(parameter.capacityItems.schema),
    capacityBytes: z.optional(parameter.capacityBytes.schema),
    itemBytes: z._default(parameter.itemBytes.schema, 1000),
    itemBytesCv: z._default(parameter.itemBytesCv.schema, 0),
    ttlSeconds: z.optional(parameter.ttlSeconds.schema),
    refreshOnHit: z._default(parameter.refreshOnHit.schema, false),
    staleWhileRevalidateSeconds: z._default(parameter.staleWhileRevalidateSeconds.schema, 0),
    negativeShare: z._default(parameter.negativeShare.schema, 0),
    negativeTtlSeconds: z.optional(parameter.negativeTtlSeconds.schema),
    coalescing: z._default(parameter.coalescing.schema, false),
    lookupSeconds: z._default(parameter.lookupSeconds.schema, 0.001),
    changeEverySeconds: z.optional(parameter.changeEverySeconds.schema),
    restartAtSeconds: z.optional(parameter.restartAtSeconds.schema),
    instance: z._default(instance.schema, 'm5.xlarge'),
    nodes: z._default(parameter.nodes.schema, 1),
    ...toShape,
  })
  .check(
    ...policyChecks,
    ...OF_TIME_TO_LIVE.map((key) =>
      z.refine<Record<string, unknown>>((cache) => !cache[key] || cache['ttlSeconds'] !== undefined, {
        message: `no "${key}" without a time to live | Add ttlSeconds: without it no entry ever ends.`,
        path: [key],
      }),
    ),
  );
export type CacheSettings = z.output<typeof schema>;

const placed = { ...parameter, instance };

/** Answers what was asked for before, and fetches the rest. */
export const cache = defineComponent({
  kind: 'cache',
  label: 'Cache',
  family: 'transport and state',
  meaning: 'Keeps answers under the key of the request; what it does not hold it fetches from the component behind it.',
  parameters: [policyParameter, ...placeParameters(placed, { optional: Object.keys(placed) })],
  example: { kind: 'cache', policy: 'lru', capacityItems: 1000, ttlSeconds: 60 },
  schema,
  makesCalls: true,
  build: (settings, context) => new CacheStation(settings, context),
  // It answers any number of look-ups at once.
  capacityPerSecond: () => Infinity,
  // A look-up, and the way there and back of a fetch.
  eventsPerRequest: () => 3,
});
