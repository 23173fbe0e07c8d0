import * as z from '../../../kit/zod.ts';
import { autoscalingParameters, autoscalingSchema } from '../autoscaling/schema.ts';
import { integerParameter, placeParameters } from '../parameter.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import { StreamProcessorStation } from '../stations/stream-processor-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance } from './compute-parameters.ts';

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
  instance: z._default(instance.schema, 'm5.xlarge'),
  ...toShape,
});
export type StreamProcessorSettings = z.output<typeof schema>;

/** A consumer group that reads a partitioned log in polls and scores the records. */
export const streamProcessor = defineComponent({
  kind: 'streamProcessor',
  label: 'Stream processor',
  family: 'compute',
  meaning: 'A group of consumers that read the partitions of a log in polls, score the records, and commit them.',
  parameters: [
    ...placeParameters(
      { consumers, maxPollRecords, instance },
      { optional: ['consumers', 'maxPollRecords', 'instance'] },
    ),
    ...serviceTimeParameters(
      'affine',
      'Time of one record where the law gives the time of a request; time of the poll where the law knows the batch size.',
    ),
    ...autoscalingParameters(),
  ],
  example: {
    kind: 'streamProcessor',
    consumers: 1,
    maxPollRecords: 500,
    serviceTime: { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 },
  },
  schema,
  build: (settings, context) => new StreamProcessorStation(settings, context),
});
