import * as z from '../../../kit/zod.ts';
import { autoscalingParameters, autoscalingSchema } from '../autoscaling/schema.ts';
import { integerParameter, placeParameters } from '../parameter.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import type { BuildContext, Station } from '../station.ts';
import { CheckpointedStation } from '../stations/checkpointed-station.ts';
import { ConsumerGroupStation } from '../stations/consumer-group-station.ts';
import { MicroBatchStation } from '../stations/micro-batch-station.ts';
import { StreamProcessorStation } from '../stations/stream-processor-station.ts';
import { commitParameters, commitSchema } from '../streaming/commit/schema.ts';
import { DEFAULT_GROUP, groupParameters, groupSchema } from '../streaming/group-parameters.ts';
import { processingParameters, processingSchema } from '../streaming/processing/schema.ts';
import { windowsParameters, windowsSchema } from '../streaming/windows/schema.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance, purchase, reserved } from './compute-parameters.ts';

const consumers = integerParameter({
  label: 'Consumers',
  unit: 'consumers',
  minimum: 1,
  maximum: 10_000,
  default: 1,
  meaning:
    'Members of the consumer group; each partition is read by exactly one, so no more than there are partitions.',
  source: 'Apache Kafka consumer groups, range assignor.',
});

const maxPollRecords = integerParameter({
  label: 'Records per poll',
  unit: 'records',
  minimum: 1,
  maximum: 100_000,
  default: 500,
  meaning: 'Most records that a consumer takes at once; they are committed together.',
  source: 'Apache Kafka ConsumerConfig max.poll.records, default 500.',
});

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('streamProcessor'),
  consumers: z._default(consumers.schema, 1),
  maxPollRecords: z._default(maxPollRecords.schema, 500),
  serviceTime: serviceTimeSchema,
  autoscaling: z.optional(autoscalingSchema),
  /** Members that come, go and die, and how partitions are shared out again. */
  group: z.optional(groupSchema),
  commit: z.optional(commitSchema),
  /** Left out: a consumer group that polls. */
  processing: z.optional(processingSchema),
  windows: z.optional(windowsSchema),
  instance: z._default(instance.schema, 'm5.xlarge'),
  purchase: z._default(purchase.schema, 'onDemand'),
  reserved: z.optional(reserved.schema),
  ...toShape,
});
export type StreamProcessorSettings = z.output<typeof schema>;

/** With no more than partitions and polls the plain group does; offsets, failures and event time are the business of the others. */
function build(settings: StreamProcessorSettings, context: BuildContext): Station {
  const { processing, group, commit, windows } = settings;
  if (processing?.mode === 'microBatch') return new MicroBatchStation(settings, context, processing);
  if (processing?.mode === 'checkpointed') return new CheckpointedStation(settings, context, processing);
  if (group || commit || windows) return new ConsumerGroupStation(settings, context, group ?? DEFAULT_GROUP);
  return new StreamProcessorStation(settings, context);
}

/** A consumer group that reads a partitioned log in polls and scores the records. */
export const streamProcessor = defineComponent({
  kind: 'streamProcessor',
  label: 'Stream processor',
  family: 'compute',
  meaning: 'A group of consumers that read the partitions of a log in polls, score the records, and commit them.',
  parameters: [
    ...placeParameters(
      { consumers, maxPollRecords, instance, purchase, reserved },
      { optional: ['consumers', 'maxPollRecords', 'instance', 'purchase', 'reserved'] },
    ),
    ...serviceTimeParameters(
      'affine',
      'Time of one record where the law gives the time of a request; time of the poll where the law knows the batch size.',
    ),
    ...autoscalingParameters(),
    ...groupParameters,
    ...commitParameters(),
    ...processingParameters(),
    ...windowsParameters(),
  ],
  example: {
    kind: 'streamProcessor',
    consumers: 1,
    maxPollRecords: 500,
    serviceTime: { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 },
  },
  schema,
  build,
  // A plain group has no offsets to go back to.
  faultUnits: ({ consumers, group, commit, processing, windows }) =>
    group || commit || processing || windows ? consumers : undefined,
});
