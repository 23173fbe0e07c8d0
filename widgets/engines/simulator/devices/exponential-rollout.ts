import * as z from '../../../kit/zod.ts';
import { choiceParameter, integerParameter, numberParameter } from '../parameter.ts';
import { maximumPerMinute } from './constant-rollout.ts';
import { defineRollout } from './rollout-rate.ts';

const baseRatePerMinute = integerParameter({
  label: 'Rate at the start',
  unit: 'devices',
  minimum: 1,
  maximum: 1000,
  default: 50,
  meaning: 'Devices that are told of the update per minute at the start.',
  source: 'AWS IoT API, ExponentialRolloutRate: baseRatePerMinute, 1 to 1000.',
});

const incrementFactor = numberParameter({
  label: 'Increment factor',
  unit: '',
  minimum: 1.1,
  maximum: 5,
  default: 2,
  meaning: 'The rate is multiplied by this each time the criterion is met.',
  source: 'AWS IoT API, ExponentialRolloutRate: incrementFactor, 1.1 to 5.',
});

const criterion = choiceParameter({
  label: 'Criterion of an increase',
  choices: ['notified', 'succeeded'],
  default: 'notified',
  meaning: 'Whether devices count when they are told of the update, or when they have it.',
  source: 'AWS IoT API, RateIncreaseCriteria: numberOfNotifiedThings or numberOfSucceededThings.',
});

const increaseAfter = integerParameter({
  label: 'Increase after',
  unit: 'devices',
  minimum: 1,
  maximum: 1_000_000,
  default: 1000,
  meaning: 'So many devices since the last increase raise the rate again.',
  source: 'AWS IoT API, RateIncreaseCriteria: at least 1.',
});

/** A rate that grows by a factor whenever enough devices have been told, or have succeeded, since it grew last. */
export const exponentialRollout = defineRollout({
  name: 'exponential',
  label: 'Exponential',
  meaning: 'Few devices at first, and more by a factor after every so many that were told or that succeeded.',
  parameters: { baseRatePerMinute, incrementFactor, criterion, increaseAfter, maximumPerMinute },
  optional: ['criterion', 'maximumPerMinute'],
  schema: z.strictObject({
    rate: z.literal('exponential'),
    baseRatePerMinute: baseRatePerMinute.schema,
    incrementFactor: incrementFactor.schema,
    criterion: z._default(criterion.schema, 'notified'),
    increaseAfter: increaseAfter.schema,
    maximumPerMinute: z._default(maximumPerMinute.schema, 1000),
  }),
  example: { rate: 'exponential', baseRatePerMinute: 50, incrementFactor: 2, increaseAfter: 1000 },
  create({
    baseRatePerMinute: base,
    incrementFactor: factor,
    criterion: by,
    increaseAfter: after,
    maximumPerMinute: most,
  }) {
    let rate = base;
    let countedUpTo = 0;
    return {
      next(notified, succeeded) {
        const count = by === 'notified' ? notified : succeeded;
        if (count - countedUpTo >= after) {
          rate = Math.min(most, rate * factor);
          countedUpTo = count;
        }
        return Math.floor(Math.min(most, rate));
      },
    };
  },
});
