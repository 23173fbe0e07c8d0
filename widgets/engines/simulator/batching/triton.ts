import * as z from '../../../kit/zod.ts';
import { snap } from '../snap.ts';
import { defineBatching } from './batching-policy.ts';
import { maxBatchSizeParameter, maxDelayParameter } from './parameters.ts';

const SOURCE =
  'Triton Inference Server, core/src/dynamic_batch_scheduler.cc and docs/user_guide/batcher.md, read 2026-08.';

const maxBatchSize = maxBatchSizeParameter(8, SOURCE);
const maxDelaySeconds = maxDelayParameter(
  0,
  'Longest time the oldest waiting request is kept back for a fuller batch, counted from when it joined the queue.',
  `${SOURCE} Default 0.`,
);

/**
 * Triton's dynamic batcher: a free server starts the largest preferred size that can be made; when none can, it waits until the oldest waiting request
 * is as old as the delay, and then starts what waits. Preferred sizes left out are the largest batch alone, as Triton inserts it at load. The delay
 * counts from when the request joined the queue, so time spent waiting for a busy server counts too.
 */
export const triton = defineBatching({
  name: 'triton',
  label: 'Triton dynamic batching',
  meaning: 'A free server takes a full batch at once, or what waits when the oldest has waited for the batch window.',
  parameters: { maxBatchSize, maxDelaySeconds },
  optional: ['maxDelaySeconds'],
  schema: z
    .strictObject({
      mode: z.literal('triton'),
      maxBatchSize: maxBatchSize.schema,
      maxDelaySeconds: z._default(maxDelaySeconds.schema, 0),
      /** Sizes that are started at once when so many wait, without waiting for more. */
      preferredBatchSizes: z.optional(
        z.array(z.int().check(z.gte(1), z.lte(1024))).check(z.minLength(1), z.maxLength(64)),
      ),
    })
    .check(
      z.refine((batching) => batching.preferredBatchSizes?.every((size) => size <= batching.maxBatchSize) ?? true, {
        message: 'preferred sizes of at most maxBatchSize | Take the larger ones out, or raise maxBatchSize.',
        path: ['preferredBatchSizes'],
      }),
    ),
  example: { mode: 'triton', maxBatchSize: 8, maxDelaySeconds: 0.005 },
  create({ maxBatchSize: largest, maxDelaySeconds: delay, preferredBatchSizes }) {
    const preferred = Int32Array.from(preferredBatchSizes ?? [largest]).sort();
    const endOf = (oldestEnqueuedAt: number) => snap(oldestEnqueuedAt + delay);
    return {
      maxBatchSize: largest,
      clock: 'enqueue',
      sizeToStart(waiting, oldestEnqueuedAt, now) {
        const isExpired = delay > 0 && endOf(oldestEnqueuedAt) <= now;
        if (!isExpired)
          for (let i = preferred.length - 1; i >= 0; i--) if (preferred[i]! <= waiting) return preferred[i]!;
        if (waiting >= largest) return largest;
        return isExpired || delay === 0 ? waiting : 0;
      },
      askAgainAt: endOf,
    };
  },
});
