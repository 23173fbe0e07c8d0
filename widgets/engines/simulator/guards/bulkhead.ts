import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../parameter.ts';
import { defineCallLimit } from './call-limit.ts';

const CONFIG = 'resilience4j 2, BulkheadConfig.java';

const maxConcurrentCalls = integerParameter({
  label: 'Concurrent calls',
  unit: 'calls',
  minimum: 1,
  maximum: 1e6,
  default: 25,
  meaning: 'Calls under way at the same time.',
  source: `${CONFIG}: DEFAULT_MAX_CONCURRENT_CALLS 25.`,
});

const maxWaitSeconds = numberParameter({
  label: 'Longest wait for a call',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 0,
  meaning: 'How long a call beyond the limit waits for another to end; 0 refuses it at once.',
  source: `${CONFIG}: DEFAULT_MAX_WAIT_DURATION 0.`,
});

const parameters = { maxConcurrentCalls, maxWaitSeconds };

/** A semaphore around a dependency, so that one that is slow does not take every thread of its caller (Nygard, Release It!, 2007). */
export const bulkhead = defineCallLimit({
  name: 'bulkhead',
  label: 'Bulkhead',
  meaning: 'So many calls at the same time; the others are refused, at once or after a wait.',
  parameters,
  optional: Object.keys(parameters),
  schema: z.strictObject({
    policy: z.literal('bulkhead'),
    maxConcurrentCalls: z._default(maxConcurrentCalls.schema, 25),
    maxWaitSeconds: z._default(maxWaitSeconds.schema, 0),
  }),
  example: { policy: 'bulkhead' },
  limits: ({ maxConcurrentCalls: parallel, maxWaitSeconds: longestWaitSeconds }) => ({
    parallel,
    waitingPlaces: longestWaitSeconds > 0 ? Infinity : 0,
    longestWaitSeconds,
  }),
});
