import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, placeParameters } from '../parameter.ts';
import { PartitionedLogStation } from '../stations/partitioned-log-station.ts';
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

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('partitionedLog'),
  partitions: partitions.schema,
  product: z._default(product.schema, 'kinesis'),
  ...toShape,
});
export type PartitionedLogSettings = z.output<typeof schema>;

/** A log of records in partitions, read by the consumers of one stream processor. */
export const partitionedLog = defineComponent({
  kind: 'partitionedLog',
  label: 'Partitioned log',
  family: 'transport and state',
  meaning: 'Keeps events in partitions by key until the consumers of one stream processor have committed them.',
  parameters: placeParameters({ partitions, product }, { optional: ['product'] }),
  example: { kind: 'partitionedLog', partitions: 4 },
  schema,
  build: (settings, context) => new PartitionedLogStation(settings, context),
});
