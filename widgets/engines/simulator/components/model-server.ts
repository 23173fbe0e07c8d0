import * as z from '../../../kit/zod.ts';
import { autoscalingParameters, autoscalingSchema } from '../autoscaling/schema.ts';
import { batchingModes } from '../batching/index.ts';
import { batchingSchema } from '../batching/schema.ts';
import { variantParameter } from '../model-variants/schema.ts';
import { rollingUpdateParameters, rollingUpdateSchema } from '../delivery/rolling-schema.ts';
import { fullAt, sheddingParameters, sheddingSchema } from '../guards/schema.ts';
import { placeParameters } from '../parameter.ts';
import { mostReplicas } from '../faults/replica-units.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import { slowdownParameters, slowdownSchema } from '../service/slowdown.ts';
import { BlockingStation } from '../stations/blocking-station.ts';
import { ModelServerStation } from '../stations/model-server-station.ts';
import { isPlainServer, PlainServerStation } from '../stations/plain-server-station.ts';
import { SharingStation } from '../stations/sharing-station.ts';
import { SheddingStation } from '../stations/shedding-station.ts';
import { familyParameters } from '../variant.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance, purchase, reserved } from './compute-parameters.ts';
import { failureProbability } from './failure-parameter.ts';
import { quality, qualityShape } from './quality-parameter.ts';
import * as own from './model-server-parameters.ts';
import { spillOverParameters, spillOverSchema } from './spill-over.ts';

const variant = variantParameter('modelServer');

const batchingChoice = {
  label: 'Batching',
  default: 'triton',
  meaning: 'How waiting requests are served together; left out, one at a time.',
  source: 'Scenario format.',
};

const ranged = {
  replicas: own.replicas,
  concurrency: own.concurrency,
  instancesPerReplica: own.instancesPerReplica,
  contention: own.contention,
  discipline: own.discipline,
  queues: own.queues,
  queueCapacity: own.queueCapacity,
  overflow: own.overflow,
  queueTimeoutSeconds: own.queueTimeoutSeconds,
  queueTimeoutAction: own.queueTimeoutAction,
  cancelPropagation: own.cancelPropagation,
  failureProbability,
  quality,
  variant,
  instance,
  purchase,
  reserved,
};

/** True when a lone request waits for others though a server is free. */
function keepsBack(batching: z.output<typeof batchingSchema> | undefined): boolean {
  if (!batching || batching.maxBatchSize === 1 || batching.maxDelaySeconds === 0) return false;
  return batching.mode !== 'triton' || !(batching.preferredBatchSizes?.includes(1) ?? false);
}

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('modelServer'),
    replicas: z._default(own.replicas.schema, 1),
    concurrency: z._default(own.concurrency.schema, 1),
    instancesPerReplica: z._default(own.instancesPerReplica.schema, 1),
    contention: z._default(own.contention.schema, 0),
    queueCapacity: z.optional(own.queueCapacity.schema),
    overflow: z._default(own.overflow.schema, 'reject'),
    discipline: z._default(own.discipline.schema, 'fifo'),
    queues: z._default(own.queues.schema, 'shared'),
    queueTimeoutSeconds: z.optional(own.queueTimeoutSeconds.schema),
    queueTimeoutAction: z._default(own.queueTimeoutAction.schema, 'reject'),
    cancelPropagation: z._default(own.cancelPropagation.schema, false),
    serviceTime: serviceTimeSchema,
    failureProbability: z.optional(failureProbability.schema),
    slowdown: z.optional(slowdownSchema),
    ...qualityShape,
    variant: z._default(variant.schema, 'original'),
    batching: z.optional(batchingSchema),
    autoscaling: z.optional(autoscalingSchema),
    spillOver: z.optional(spillOverSchema),
    rollingUpdate: z.optional(rollingUpdateSchema),
    shedding: z.optional(sheddingSchema),
    instance: z._default(instance.schema, 'm5.xlarge'),
    purchase: z._default(purchase.schema, 'onDemand'),
    reserved: z.optional(reserved.schema),
    ...toShape,
  })
  .check(
    z.refine((server) => server.discipline !== 'processorSharing' || server.batching === undefined, {
      message: 'no batching with processor sharing | Remove "batching", or use the discipline "fifo" or "priority".',
      path: ['batching'],
    }),
    z.refine((server) => server.discipline !== 'processorSharing' || server.queueTimeoutSeconds === undefined, {
      message: 'no queue timeout with processor sharing, where nobody waits | Remove "queueTimeoutSeconds".',
      path: ['queueTimeoutSeconds'],
    }),
    z.refine((server) => server.discipline !== 'processorSharing' || !server.spillOver?.afterSeconds, {
      message: 'no wait before spilling over with processor sharing, where nobody waits | Remove "afterSeconds".',
      path: ['spillOver', 'afterSeconds'],
    }),
    z.refine(
      (server) =>
        server.discipline !== 'processorSharing' || server.autoscaling === undefined || server.queues === 'perReplica',
      {
        message:
          'processors that stay, or replicas of their own | Set "queues" to "perReplica", or remove "autoscaling".',
        path: ['autoscaling'],
      },
    ),
    z.refine((server) => server.discipline !== 'processorSharing' || server.contention === 0, {
      message: 'no contention with processor sharing | Remove "contention": sharing itself slows requests down.',
      path: ['contention'],
    }),
    z.refine(
      (server) =>
        server.overflow === 'reject' ||
        (server.queues === 'shared' && server.discipline !== 'processorSharing' && server.spillOver === undefined),
      {
        message:
          '"reject" with queues per replica, processor sharing or spill-over | Remove "overflow", or use one shared queue without these.',
        path: ['overflow'],
      },
    ),
    z.refine((server) => server.queueCapacity !== 0 || !keepsBack(server.batching), {
      message: 'a waiting place for a request that is kept back for its batch | Raise it, or set maxDelaySeconds to 0.',
      path: ['queueCapacity'],
    }),
    z.refine((server) => !server.spillOver || server.spillOver.afterSeconds > 0 || !keepsBack(server.batching), {
      message:
        'a wait before spilling over while batches are waited for | Set "afterSeconds" above maxDelaySeconds, or maxDelaySeconds to 0.',
      path: ['spillOver', 'afterSeconds'],
    }),
    z.refine((server) => !server.rollingUpdate || !server.autoscaling, {
      message: 'no rolling update beside autoscaling | Remove one of the two.',
      path: ['rollingUpdate'],
    }),
    z.refine((server) => !server.rollingUpdate || server.discipline !== 'processorSharing', {
      message: 'no rolling update with processor sharing, where replicas are not told apart | Remove one of the two.',
      path: ['rollingUpdate'],
    }),
    z.refine((server) => !server.shedding || server.discipline !== 'processorSharing', {
      message: 'no shedding with processor sharing, where nobody waits | Remove "shedding", or set "queueCapacity".',
      path: ['shedding'],
    }),
    z.refine((server) => !server.shedding || server.overflow === 'reject', {
      message: 'no shedding where a full queue blocks | Remove "shedding", or set "overflow" to "reject".',
      path: ['shedding'],
    }),
    z.refine(({ shedding, queueCapacity }) => !shedding || fullAt(shedding, queueCapacity) !== undefined, {
      message:
        'a number of waiting requests that counts as full | Set "queueCapacity" of the server or "fullAtRequests" here to at least 1.',
      path: ['shedding'],
    }),
    z.refine((server) => server.queueTimeoutSeconds === undefined || !server.spillOver?.afterSeconds, {
      message: 'one longest wait | Remove "queueTimeoutSeconds" or "spillOver.afterSeconds".',
      path: ['queueTimeoutSeconds'],
    }),
  );
export type ModelServerSettings = z.output<typeof schema>;

/** Replicas of a model, behind one queue or one each. */
export const modelServer = defineComponent({
  kind: 'modelServer',
  label: 'Model server',
  family: 'compute',
  meaning:
    'Replicas of the model that serve requests from one queue or one each, in order, by class or all at once, one by one or in batches.',
  parameters: [
    ...placeParameters(ranged, { optional: Object.keys(ranged) }),
    ...serviceTimeParameters(
      'exponential',
      'Time of one call. A law that does not know the batch size gives the time of the whole call.',
    ),
    ...slowdownParameters(),
    ...familyParameters('batching', 'mode', batchingModes, batchingChoice, true),
    ...autoscalingParameters(),
    ...spillOverParameters,
    ...rollingUpdateParameters(),
    ...sheddingParameters(),
  ],
  example: {
    kind: 'modelServer',
    replicas: 1,
    concurrency: 1,
    serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
  },
  schema,
  // Processors that all share are one.
  faultUnits: (settings) =>
    settings.discipline === 'processorSharing' && settings.queues === 'shared' ? 1 : mostReplicas(settings),
  build: (settings, context) =>
    !context.hasFaults && isPlainServer(settings, context)
      ? new PlainServerStation(settings, context)
      : settings.discipline === 'processorSharing'
        ? new SharingStation(settings, context)
        : settings.shedding
          ? new SheddingStation({ ...settings, shedding: settings.shedding }, context)
          : settings.overflow === 'block'
            ? new BlockingStation(settings, context)
            : new ModelServerStation(settings, context),
});
