import * as z from '../../../kit/zod.ts';
import { integerParameter } from '../parameter.ts';
import { defineRollout } from './rollout-rate.ts';

export const maximumPerMinute = integerParameter({
  label: 'Most per minute',
  unit: 'devices',
  minimum: 1,
  maximum: 1000,
  default: 1000,
  meaning: 'Devices that are told of the update in a minute, at most.',
  source: 'AWS IoT API, JobExecutionsRolloutConfig: maximumPerMinute, 1 to 1000.',
});

/** The same number every minute. */
export const constantRollout = defineRollout({
  name: 'constant',
  label: 'Constant',
  meaning: 'The same number of devices every minute.',
  parameters: { maximumPerMinute },
  schema: z.strictObject({ rate: z.literal('constant'), maximumPerMinute: maximumPerMinute.schema }),
  example: { rate: 'constant', maximumPerMinute: 1000 },
  create: ({ maximumPerMinute: most }) => ({ next: () => most }),
});
