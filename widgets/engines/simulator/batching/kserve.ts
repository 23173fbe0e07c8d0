import * as z from '../../../kit/zod.ts';
import { defineBatching } from './batching-policy.ts';
import { maxBatchSizeParameter, maxDelayParameter } from './parameters.ts';
import { fullOrLate } from './full-or-late.ts';

const SOURCE = 'KServe agent batcher, pkg/batcher/handler.go and cmd/agent/main.go (kserve/kserve), read 2026.';

const maxBatchSize = maxBatchSizeParameter(32, `${SOURCE} Default 32 instances.`);
const maxDelaySeconds = maxDelayParameter(
  5,
  'Longest time the batcher collects (maxLatency), counted from when its loop accepted the first request.',
  `${SOURCE} Default 5000 ms.`,
);

/**
 * KServe's agent batcher: a loop accepts requests until there are enough or the latency since the first has passed, sends them, and waits for the
 * answer before it accepts the next: one batch under way per replica, whatever its concurrency.
 */
export const kserve = defineBatching({
  name: 'kserve',
  label: 'KServe agent batcher',
  meaning: 'A loop collects until the batch is full or its delay has passed, sends it, and waits for the answer.',
  parameters: { maxBatchSize, maxDelaySeconds },
  optional: ['maxBatchSize', 'maxDelaySeconds'],
  schema: z.strictObject({
    mode: z.literal('kserve'),
    maxBatchSize: z._default(maxBatchSize.schema, 32),
    maxDelaySeconds: z._default(maxDelaySeconds.schema, 5),
  }),
  example: { mode: 'kserve', maxBatchSize: 32, maxDelaySeconds: 5 },
  create: (settings) => ({
    ...fullOrLate(settings.maxBatchSize, settings.maxDelaySeconds, 'poll'),
    isOneBatchPerReplica: true,
  }),
});
