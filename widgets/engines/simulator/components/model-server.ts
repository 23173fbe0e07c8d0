import * as z from 'zod/mini';
import { batchingModes } from '../batching/index.ts';
import { batchingSchema } from '../batching/schema.ts';
import { integerParameter, placeParameters } from '../parameter.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import { ModelServerStation } from '../stations/model-server-station.ts';
import { familyParameters } from '../variant.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance } from './compute-parameters.ts';

const replicas = integerParameter({
  label: 'Replicas',
  unit: 'replicas',
  minimum: 1,
  maximum: 10_000,
  default: 1,
  meaning: 'Number of copies of the model server, each on its own machine.',
  source: 'Scenario format.',
});

const concurrency = integerParameter({
  label: 'Concurrency',
  unit: 'requests',
  minimum: 1,
  maximum: 1000,
  default: 1,
  meaning: 'Calls that one replica serves at the same time, each at full speed.',
  source: 'Scenario format.',
});

const queueCapacity = integerParameter({
  label: 'Queue capacity',
  unit: 'requests',
  minimum: 0,
  maximum: 1e9,
  default: null,
  meaning:
    'Waiting places, not counting requests in service; a request that finds none is rejected. Left out: unbounded.',
  source: 'Scenario format.',
});

const batchingChoice = {
  label: 'Batching',
  default: 'triton',
  meaning: 'How waiting requests are served together; left out, one at a time.',
  source: 'Scenario format.',
};

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('modelServer'),
  replicas: z._default(replicas.schema, 1),
  concurrency: z._default(concurrency.schema, 1),
  queueCapacity: z.optional(queueCapacity.schema),
  discipline: z._default(z.literal('fifo'), 'fifo'),
  queues: z._default(z.literal('shared'), 'shared'),
  serviceTime: serviceTimeSchema,
  batching: z.optional(batchingSchema),
  instance: z._default(instance.schema, 'm5.xlarge'),
  ...toShape,
});
export type ModelServerSettings = z.output<typeof schema>;

/** Replicas of a model behind one first-come-first-served queue. */
export const modelServer = defineComponent({
  kind: 'modelServer',
  label: 'Model server',
  family: 'compute',
  meaning:
    'Replicas of the model that serve requests from one queue, first come, first served, one by one or in batches.',
  parameters: [
    ...placeParameters(
      { replicas, concurrency, queueCapacity, instance },
      { optional: ['replicas', 'concurrency', 'queueCapacity', 'instance'] },
    ),
    ...serviceTimeParameters(
      'exponential',
      'Time of one call. A law that does not know the batch size gives the time of the whole call.',
    ),
    ...familyParameters('batching', 'mode', batchingModes, batchingChoice, true),
  ],
  example: {
    kind: 'modelServer',
    replicas: 1,
    concurrency: 1,
    serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
  },
  schema,
  build: (settings, context) => new ModelServerStation(settings, context),
});
