import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { defineBudget } from './retry-budget.ts';
import { SlicedSum } from './slices.ts';

const SOURCE =
  'Finagle, com.twitter.finagle.service.RetryBudget: ttl 10 s, minRetriesPerSec 10, percentCanRetry 0.2; a leaky token bucket over the time to live.';
const shareOfRequests = numberParameter({
  label: 'Share for retries',
  unit: '',
  minimum: 0,
  maximum: 10,
  default: 0.2,
  meaning: 'Retries that the requests of the time to live pay for, each this much of one.',
  source: SOURCE,
});
const retriesPerSecond = numberParameter({
  label: 'Retries at any rate',
  unit: '1/s',
  minimum: 0,
  maximum: 1e6,
  default: 10,
  meaning: 'Retries per second that are allowed however few requests there are.',
  source: SOURCE,
});
const ttlSeconds = numberParameter({
  label: 'Time to live',
  unit: 'seconds',
  minimum: 1,
  maximum: 60,
  default: 10,
  meaning: 'How long a request goes on paying for retries, and a retry goes on using its share up.',
  source: SOURCE,
});
/** What sums of shares miss a whole retry by. */
const TOLERANCE = 1e-9;

/** In any time to live: retries ≤ share · requests + retriesPerSecond · ttl. */
export const finagleBudget = defineBudget({
  name: 'finagle',
  label: 'Finagle retry budget',
  meaning: 'Each request pays for a fifth of a retry for ten seconds; ten retries per second are free.',
  parameters: { shareOfRequests, retriesPerSecond, ttlSeconds },
  optional: ['shareOfRequests', 'retriesPerSecond', 'ttlSeconds'],
  schema: z.strictObject({
    rule: z.literal('finagle'),
    shareOfRequests: z._default(shareOfRequests.schema, 0.2),
    retriesPerSecond: z._default(retriesPerSecond.schema, 10),
    ttlSeconds: z._default(ttlSeconds.schema, 10),
  }),
  example: { rule: 'finagle', shareOfRequests: 0.2, retriesPerSecond: 10, ttlSeconds: 10 },
  create({ shareOfRequests: share, retriesPerSecond: free, ttlSeconds: ttl }) {
    const balance = new SlicedSum(ttl);
    const reserve = free * ttl;
    return {
      requested(now) {
        balance.add(now, share);
      },
      takes(now) {
        balance.advance(now);
        if (balance.sum + reserve < 1 - TOLERANCE) return false;
        balance.add(now, -1);
        return true;
      },
      ended() {},
    };
  },
});
