import * as z from '../../../../kit/zod.ts';
import { awsOptional, awsShape, capAboveBase } from './aws-shape.ts';
import { defineBackoff, growingWaits } from './backoff-policy.ts';
import { awsParameters } from './parameters.ts';

/** Full jitter: uniform in [0, min(cap, base · 2ⁿ)), n from 0; aws-arch-backoff-simulator counts from 1 ( ExpoBackoffFullJitter). */
export const awsFullJitter = defineBackoff({
  name: 'awsFullJitter',
  label: 'Full jitter (AWS)',
  meaning: 'A random wait between nothing and a bound that doubles with each retry.',
  parameters: awsParameters,
  optional: awsOptional,
  schema: z.strictObject({ policy: z.literal('awsFullJitter'), ...awsShape }).check(capAboveBase),
  example: { policy: 'awsFullJitter', maximumRetries: 2, baseSeconds: 0.1, capSeconds: 20 },
  create({ maximumRetries, baseSeconds, capSeconds }) {
    const waits = growingWaits(baseSeconds, 2, capSeconds, maximumRetries);
    return { maximumRetries, seconds: (retry, _previous, stream) => stream.uniform() * waits[retry - 1]! };
  },
});
