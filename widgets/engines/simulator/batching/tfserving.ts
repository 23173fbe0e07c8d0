import * as z from '../../../kit/zod.ts';
import { integerParameter } from '../parameter.ts';
import { defineBatching } from './batching-policy.ts';
import { maxBatchSizeParameter, maxDelayParameter } from './parameters.ts';
import { fullOrLate } from './full-or-late.ts';

const SOURCE =
  'TensorFlow Serving, tensorflow_serving/batching/README.md and session_bundle_config.proto (SharedBatchScheduler), read 2026.';

const maxBatchSize = maxBatchSizeParameter(1000, `${SOURCE} Scheduler default 1000.`);
const maxDelaySeconds = maxDelayParameter(
  0,
  'Age at which the batch at the front is taken though it is not full (batch_timeout_micros), counted from its first request joining.',
  `${SOURCE} Scheduler default 0.`,
);
const maxEnqueuedBatches = integerParameter({
  label: 'Batches in the queue',
  unit: 'batches',
  minimum: 1,
  maximum: 1_000_000,
  default: null,
  meaning: 'Batches that may wait, each of up to the largest size; a request that would open one more is turned away.',
  source: `${SOURCE} Scheduler default 10; left out here: unbounded.`,
});

/**
 * TensorFlow Serving's shared batch scheduler: a free batch thread takes the batch at the front when it is full or older than the timeout. Requests
 * fill the last batch before they open another, so the batch at the front is always the first `maxBatchSize` of the queue. Allowed sizes pad up.
 */
export const tfserving = defineBatching({
  name: 'tfserving',
  label: 'TensorFlow Serving batching',
  meaning:
    'A free thread takes the batch at the front when it is full or old enough; batches are padded up to allowed sizes.',
  parameters: { maxBatchSize, maxDelaySeconds, maxEnqueuedBatches },
  optional: ['maxDelaySeconds', 'maxEnqueuedBatches'],
  schema: z
    .strictObject({
      mode: z.literal('tfserving'),
      maxBatchSize: maxBatchSize.schema,
      maxDelaySeconds: z._default(maxDelaySeconds.schema, 0),
      maxEnqueuedBatches: z.optional(maxEnqueuedBatches.schema),
      /** Sizes that the model is run with; a batch is padded up to the next one. */
      allowedBatchSizes: z.optional(
        z.array(z.int().check(z.gte(1), z.lte(1024))).check(z.minLength(1), z.maxLength(64)),
      ),
    })
    .check(
      z.refine(({ allowedBatchSizes: sizes }) => !sizes || sizes.every((size, i) => i === 0 || size > sizes[i - 1]!), {
        message: 'sizes that rise | Sort the list and take repeated sizes out.',
        path: ['allowedBatchSizes'],
      }),
      z.refine(({ allowedBatchSizes: sizes, maxBatchSize: largest }) => !sizes || sizes.at(-1) === largest, {
        message: 'a last size equal to maxBatchSize | End the list with maxBatchSize, as TensorFlow Serving demands.',
        path: ['allowedBatchSizes'],
      }),
    ),
  example: { mode: 'tfserving', maxBatchSize: 8, maxDelaySeconds: 0.005 },
  create({ maxBatchSize: largest, maxDelaySeconds: delay, maxEnqueuedBatches: batches, allowedBatchSizes: allowed }) {
    return {
      ...fullOrLate(largest, delay, 'enqueue'),
      queueCapacity: batches === undefined ? Infinity : batches * largest,
      ...(allowed ? { paddedSize: (size: number) => allowed.find((candidate) => candidate >= size) ?? size } : {}),
    };
  },
});
