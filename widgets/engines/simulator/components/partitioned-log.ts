import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, numberParameter, placeParameters } from '../parameter.ts';
import { PartitionedLogStation } from '../stations/partitioned-log-station.ts';
import { ProducedLogStation } from '../stations/produced-log-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';

const partitions = integerParameter({
  label: 'Partitions',
  unit: 'partitions',
  minimum: 1,
  maximum: 10_000,
  default: 4,
  meaning: 'Parts of the log; records with the same key go to the same one and keep their order there.',
  source: 'Apache Kafka: murmur2 of the key modulo the number of partitions.',
});

const product = choiceParameter({
  label: 'Product',
  choices: ['kinesis', 'self-hosted'],
  default: 'kinesis',
  meaning: 'Decides the price: shard-hours and PUT units, or nothing by itself.',
  source: 'Price book: cost/price-book.json.',
});

const batchBytes = integerParameter({
  label: 'Producer batch',
  unit: 'bytes',
  minimum: 1,
  maximum: 1e9,
  default: 16_384,
  meaning:
    'A batch of records for one partition is sent when it has so many bytes; records without a key then change partition.',
  source: 'Apache Kafka ProducerConfig batch.size, default 16384; BuiltInPartitioner (KIP-794).',
});

const lingerSeconds = numberParameter({
  label: 'Linger',
  unit: 'seconds',
  minimum: 0,
  maximum: 3600,
  default: 0,
  meaning: 'How long a batch that is not full waits for more records; 0 sends every record at once.',
  source: 'Apache Kafka ProducerConfig linger.ms: 0 up to version 3, 5 ms from 4.0 (KIP-1030).',
});

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('partitionedLog'),
  partitions: partitions.schema,
  product: z._default(product.schema, 'kinesis'),
  /** Left out: records are appended one by one, those without a key to the partitions in turn. */
  producer: z.optional(
    z.strictObject({
      batchBytes: z._default(batchBytes.schema, 16_384),
      lingerSeconds: z._default(lingerSeconds.schema, 0),
    }),
  ),
  ...toShape,
});
export type PartitionedLogSettings = z.output<typeof schema>;

/** A log of records in partitions, read by the consumers of one stream processor. */
export const partitionedLog = defineComponent({
  kind: 'partitionedLog',
  label: 'Partitioned log',
  family: 'transport and state',
  meaning: 'Keeps events in partitions by key until the consumers of one stream processor have committed them.',
  parameters: placeParameters(
    { partitions, product, 'producer.batchBytes': batchBytes, 'producer.lingerSeconds': lingerSeconds },
    { optional: ['product', 'producer.batchBytes', 'producer.lingerSeconds'] },
  ),
  example: { kind: 'partitionedLog', partitions: 4 },
  schema,
  build: (settings, context) =>
    settings.producer
      ? new ProducedLogStation(settings, context, settings.producer)
      : new PartitionedLogStation(settings, context),
});
