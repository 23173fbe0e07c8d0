import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { COMMON_OPTIONAL, commonParameters, commonShape } from './parameters.ts';
import { defineDelivery, type WeightChange } from './delivery-strategy.ts';

const SOURCE = 'Flagger, docs/gitbook/usage/deployment-strategies.md: analysis.interval, stepWeight, maxWeight.';
const intervalSeconds = numberParameter({
  label: 'Interval',
  unit: 'seconds',
  minimum: 1,
  maximum: 1e6,
  default: 60,
  meaning: 'Time between two checks, each of which raises the share.',
  source: SOURCE,
});
const stepWeight = numberParameter({
  label: 'Step',
  unit: '%',
  minimum: 0.01,
  maximum: 100,
  default: 10,
  meaning: 'How much more of the traffic the new version gets at each check.',
  source: SOURCE,
});
const maxWeight = numberParameter({
  label: 'Largest share',
  unit: '%',
  minimum: 0.01,
  maximum: 100,
  default: 50,
  meaning:
    'The share from which on the new version is not given more, but promoted at the next check: then it gets everything.',
  source: SOURCE,
});

/**
 * The first check gives one step, and each of the following another, until the largest share is reached or passed; the check after that promotes: after
 * interval · maxWeight / stepWeight (deployment-strategies.md). Flagger does not cut the last step at the largest share (scheduler.go, runCanary: only at
 * the total of 100), so 20 % at a time to 50 % ends at 60 %. Not modelled: that the promoted version replaces the old one's replicas during one more interval.
 */
export const flagger = defineDelivery({
  name: 'flagger',
  label: 'Canary by interval (Flagger)',
  meaning: 'The share of the new version grows by one step at every check, up to a largest share; then it is promoted.',
  parameters: { ...commonParameters, intervalSeconds, stepWeight, maxWeight },
  optional: [...COMMON_OPTIONAL, 'intervalSeconds', 'stepWeight', 'maxWeight'],
  schema: z.strictObject({
    strategy: z.literal('flagger'),
    ...commonShape,
    intervalSeconds: z._default(intervalSeconds.schema, 60),
    stepWeight: z._default(stepWeight.schema, 10),
    maxWeight: z._default(maxWeight.schema, 50),
  }),
  example: { strategy: 'flagger', version: 'canary', intervalSeconds: 60, stepWeight: 10, maxWeight: 50 },
  changes({ intervalSeconds: interval, stepWeight: step, maxWeight: most }) {
    // The subtraction keeps 0.3 / 0.1 = 2.9999999999999996, or a little more than a whole number, at that number.
    const checks = Math.ceil(most / step - 1e-9);
    const changes: WeightChange[] = [];
    for (let check = 0; check < checks; check++) {
      changes.push({ atSeconds: check * interval, share: Math.min(100, (check + 1) * step) / 100 });
    }
    return [...changes, { atSeconds: checks * interval, share: 1 }];
  },
});
