import * as z from 'zod/mini';
import { integerParameter, numberParameter } from '../parameter.ts';
import { defineBatching } from './batching-policy.ts';

const SOURCE =
  'Triton Inference Server, core/src/dynamic_batch_scheduler.cc and docs/user_guide/batcher.md, read 2026-08.';

const maxBatchSize = integerParameter({
  label: 'Largest batch',
  unit: 'requests',
  minimum: 1,
  maximum: 1024,
  default: 8,
  meaning: 'Most requests that are served together.',
  source: SOURCE,
});

const maxDelaySeconds = numberParameter({
  label: 'Batch window',
  unit: 'seconds',
  minimum: 0,
  maximum: 3600,
  default: 0,
  meaning: 'Longest time the oldest waiting request is kept back for a fuller batch.',
  source: `${SOURCE} Default 0.`,
});

/**
 * Triton's dynamic batcher: a free server starts a batch when a full one can be made, when the delay is 0, or when the oldest waiting request is
 * that old. The delay counts from when it joined the queue, so time spent waiting for a busy server counts too.
 */
export const triton = defineBatching({
  name: 'triton',
  label: 'Triton dynamic batching',
  meaning: 'A free server takes a full batch at once, or what waits when the oldest has waited for the batch window.',
  parameters: { maxBatchSize, maxDelaySeconds },
  optional: ['maxDelaySeconds'],
  schema: z.strictObject({
    mode: z.literal('triton'),
    maxBatchSize: maxBatchSize.schema,
    maxDelaySeconds: z._default(maxDelaySeconds.schema, 0),
  }),
  example: { mode: 'triton', maxBatchSize: 8, maxDelaySeconds: 0.005 },
  create: ({ maxBatchSize: largest, maxDelaySeconds: delay }) => ({
    maxBatchSize: largest,
    // The same sum as in askAgainAt, so that the timer's own moment counts as old enough whatever the rounding.
    sizeToStart: (waiting, oldestEnqueuedAt, now) =>
      waiting >= largest ? largest : delay === 0 || oldestEnqueuedAt + delay <= now ? waiting : 0,
    askAgainAt: (oldestEnqueuedAt) => oldestEnqueuedAt + delay,
  }),
});
