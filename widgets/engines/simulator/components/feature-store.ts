import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter, placeParameters } from '../parameter.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import { slowdownParameters, slowdownSchema } from '../service/slowdown.ts';
import { FeatureStoreStation } from '../stations/feature-store-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance } from './compute-parameters.ts';

const materialiseEverySeconds = numberParameter({
  label: 'Materialisation period',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 3600,
  meaning: 'Time from one snapshot of the offline store to the next that is written into the online store.',
  source: 'Feast, "materialize-incremental" on a schedule; an hour is a common choice (assumption).',
});

const materialisationDelaySeconds = numberParameter({
  label: 'Materialisation delay',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 300,
  meaning: 'Time from a snapshot to the moment at which its rows are served online.',
  source: 'Assumption: five minutes for a small batch job.',
});

const streamDelaySeconds = numberParameter({
  label: 'Streaming delay',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 2,
  meaning: 'Time from a change to the moment at which a stream has brought it online. Left out, there is no stream.',
  source: 'Feast, stream feature views and push sources; the seconds are an assumption.',
});

const changeEverySeconds = numberParameter({
  label: 'Time between changes',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 3600,
  meaning: 'Mean time between two changes of the true value behind a key, at random; left out, nothing changes.',
  source: 'Assumption: changes as a Poisson process per key.',
});

const ttlSeconds = numberParameter({
  label: 'Time to live',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 86_400,
  meaning:
    'A row older than this counts as missing, and the model gets a default instead. Left out, rows never expire.',
  source: 'Feast, ttl of a feature view.',
});

const nodes = integerParameter({
  label: 'Nodes',
  unit: 'nodes',
  minimum: 0,
  maximum: 10_000,
  default: 1,
  meaning: 'Machines that the online store is rented on; 0 when it is paid for elsewhere.',
  source: 'Scenario format.',
});

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('featureStore'),
    serviceTime: serviceTimeSchema,
    slowdown: z.optional(slowdownSchema),
    /** Left out: rows come by the stream alone. */
    materialiseEverySeconds: z.optional(materialiseEverySeconds.schema),
    materialisationDelaySeconds: z._default(materialisationDelaySeconds.schema, 300),
    streamDelaySeconds: z.optional(streamDelaySeconds.schema),
    changeEverySeconds: z.optional(changeEverySeconds.schema),
    ttlSeconds: z.optional(ttlSeconds.schema),
    instance: z._default(instance.schema, 'm5.xlarge'),
    nodes: z._default(nodes.schema, 1),
    ...toShape,
  })
  .check(
    z.refine((store) => store.materialiseEverySeconds !== undefined || store.streamDelaySeconds !== undefined, {
      message:
        'materialiseEverySeconds or streamDelaySeconds | Say how rows come into the online store: on a schedule, by a stream, or both.',
    }),
  );
export type FeatureStoreSettings = z.output<typeof schema>;

/** Looks up the features of each request on its way to the model, as old as the way into the online store makes them. */
export const featureStore = defineComponent({
  kind: 'featureStore',
  label: 'Feature store',
  family: 'transport and state',
  meaning: 'Looks up the features of each request; they are as old as the way from the offline store makes them.',
  parameters: [
    ...serviceTimeParameters('lognormal', 'Time of one look-up in the online store.'),
    ...slowdownParameters(),
    ...placeParameters(
      {
        materialiseEverySeconds,
        materialisationDelaySeconds,
        streamDelaySeconds,
        changeEverySeconds,
        ttlSeconds,
        instance,
        nodes,
      },
      {
        optional: [
          'materialiseEverySeconds',
          'materialisationDelaySeconds',
          'streamDelaySeconds',
          'changeEverySeconds',
          'ttlSeconds',
          'instance',
          'nodes',
        ],
      },
    ),
  ],
  example: {
    kind: 'featureStore',
    serviceTime: { distribution: 'lognormal', meanSeconds: 0.005, cv: 1 },
    materialiseEverySeconds: 3600,
  },
  schema,
  build: (settings, context) => new FeatureStoreStation(settings, context),
  // A store answers any number of look-ups at once.
  capacityPerSecond: () => Infinity,
});
