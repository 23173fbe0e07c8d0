import * as z from '../../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../../parameter.ts';
import { defineBudget } from './retry-budget.ts';

const SOURCE =
  'Envoy, config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget: budget_percent 20 of active and pending requests, min_retry_concurrency 3.';
const budgetShare = numberParameter({
  label: 'Share for retries',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.2,
  meaning: 'Retries under way, backoff included, as a share of the requests that are active or pending.',
  source: SOURCE,
});
const minimumRetries = integerParameter({
  label: 'Retries at any rate',
  unit: 'retries',
  minimum: 0,
  maximum: 1e6,
  default: 3,
  meaning: 'So many retries at once are allowed however few requests there are.',
  source: SOURCE,
});

/** Retries at once below max(minimum, share · (active + pending)), as `ResourceManagerImpl::RetryBudgetImpl` counts: a retry is held from its decision to its end. */
export const envoyBudget = defineBudget({
  name: 'envoy',
  label: 'Envoy retry budget',
  meaning: 'Retries at once are at most a share of the requests that are there.',
  parameters: { budgetShare, minimumRetries },
  optional: ['budgetShare', 'minimumRetries'],
  schema: z.strictObject({
    rule: z.literal('envoy'),
    budgetShare: z._default(budgetShare.schema, 0.2),
    minimumRetries: z._default(minimumRetries.schema, 3),
  }),
  example: { rule: 'envoy', budgetShare: 0.2, minimumRetries: 3 },
  create({ budgetShare: share, minimumRetries: minimum }) {
    let retries = 0;
    return {
      requested() {},
      takes(_now, _retry, attemptsUnderWay) {
        if (retries >= Math.max(minimum, Math.floor(share * attemptsUnderWay))) return false;
        retries++;
        return true;
      },
      ended() {
        retries--;
      },
    };
  },
});
