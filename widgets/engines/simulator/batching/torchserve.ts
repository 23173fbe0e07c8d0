import * as z from '../../../kit/zod.ts';
import { defineBatching } from './batching-policy.ts';
import { maxBatchSizeParameter, maxDelayParameter } from './parameters.ts';
import { fullOrLate } from './full-or-late.ts';

const SOURCE = 'TorchServe, frontend Model.java and docs/management_api.md (pytorch/serve), read 2026.';

const maxBatchSize = maxBatchSizeParameter(1, `${SOURCE} Default 1.`);
const maxDelaySeconds = maxDelayParameter(
  0.1,
  'Longest time a worker collects (max_batch_delay), counted from when it polled the first request.',
  `${SOURCE} Default 100 ms.`,
);

/**
 * TorchServe: a free worker polls the first request, then collects until the batch is full or the delay has passed. The delay starts when the worker
 * polls, so a request that already waited for a busy worker waits again. One worker collects at a time (the queue is polled under a lock).
 */
export const torchserve = defineBatching({
  name: 'torchserve',
  label: 'TorchServe batching',
  meaning:
    'A free worker takes the first request and then collects more until the batch is full or its delay has passed.',
  parameters: { maxBatchSize, maxDelaySeconds },
  optional: ['maxBatchSize', 'maxDelaySeconds'],
  schema: z.strictObject({
    mode: z.literal('torchserve'),
    maxBatchSize: z._default(maxBatchSize.schema, 1),
    maxDelaySeconds: z._default(maxDelaySeconds.schema, 0.1),
  }),
  example: { mode: 'torchserve', maxBatchSize: 8, maxDelaySeconds: 0.1 },
  create: (settings) => fullOrLate(settings.maxBatchSize, settings.maxDelaySeconds, 'poll'),
});
