import * as z from '../../../../kit/zod.ts';
import { integerParameter } from '../../parameter.ts';
import { defineBudget } from './retry-budget.ts';

const maximumAtOnce = integerParameter({
  label: 'Retries at once',
  unit: 'retries',
  minimum: 0,
  maximum: 1e6,
  default: 3,
  meaning: 'So many retries may be under way at once, backoff included.',
  source: 'Envoy, config.cluster.v3.CircuitBreakers.Thresholds.max_retries: 3.',
});

/** The older limit of an Envoy cluster, which a retry budget replaces. */
export const maximumRetriesBudget = defineBudget({
  name: 'maximumRetries',
  label: 'Most retries at once',
  meaning: 'A fixed number of retries at once, whatever the load.',
  parameters: { maximumAtOnce },
  optional: ['maximumAtOnce'],
  schema: z.strictObject({ rule: z.literal('maximumRetries'), maximumAtOnce: z._default(maximumAtOnce.schema, 3) }),
  example: { rule: 'maximumRetries', maximumAtOnce: 3 },
  create({ maximumAtOnce: most }) {
    let retries = 0;
    return {
      requested() {},
      takes() {
        if (retries >= most) return false;
        retries++;
        return true;
      },
      ended() {
        retries--;
      },
    };
  },
});
