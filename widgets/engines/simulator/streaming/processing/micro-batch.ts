import * as z from '../../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../../parameter.ts';
import { defineProcessing, failureParameters, failureShape, optionalFailureParameters } from './processing-mode.ts';

const SPARK = 'Apache Spark, Structured Streaming Programming Guide';

const triggerSeconds = numberParameter({
  label: 'Trigger interval',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 86_400,
  default: null,
  meaning:
    'A batch starts at each multiple of this; left out, as soon as the previous one has ended and records are there.',
  source: `${SPARK}, Triggers: fixed interval micro-batches; unspecified is as soon as possible.`,
});

const maxRecordsPerBatch = integerParameter({
  label: 'Records per batch',
  unit: 'records',
  minimum: 1,
  maximum: 1e9,
  default: null,
  meaning: 'Most records that a batch takes from all partitions together; left out, all there are.',
  source: `${SPARK}, Kafka integration: maxOffsetsPerTrigger, default none.`,
});

/**
 * Spark's micro-batches: at a trigger everything that is there becomes one batch, a task per partition; its results are seen, and its offsets
 * committed, when all tasks are done. A batch that outlasts the interval is followed by the next at once.
 */
export const microBatch = defineProcessing({
  name: 'microBatch',
  label: 'Micro-batches',
  meaning: 'What has come since the last trigger is processed as one batch and committed with its results.',
  parameters: { triggerSeconds, maxRecordsPerBatch, ...failureParameters },
  optional: ['triggerSeconds', 'maxRecordsPerBatch', ...optionalFailureParameters],
  schema: z.strictObject({
    mode: z.literal('microBatch'),
    triggerSeconds: z.optional(triggerSeconds.schema),
    maxRecordsPerBatch: z.optional(maxRecordsPerBatch.schema),
    ...failureShape,
  }),
  example: { mode: 'microBatch', triggerSeconds: 1 },
});
