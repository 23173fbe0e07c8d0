import * as z from '../../../../kit/zod.ts';
import { awsOptional, awsShape, capAboveBase } from './aws-shape.ts';
import { defineBackoff, growingWaits } from './backoff-policy.ts';
import { awsParameters } from './parameters.ts';

/** Equal jitter: v/2 + uniform in [0, v/2) with v = min(cap, base · 2ⁿ), n from 0; aws-arch-backoff-simulator counts from 1 ( ExpoBackoffEqualJitter). */
export const awsEqualJitter = defineBackoff({
  name: 'awsEqualJitter',
  label: 'Equal jitter (AWS)',
  meaning: 'Half of a wait that doubles with each retry, and a random part of the other half.',
  parameters: awsParameters,
  optional: awsOptional,
  schema: z.strictObject({ policy: z.literal('awsEqualJitter'), ...awsShape }).check(capAboveBase),
  example: { policy: 'awsEqualJitter', maximumRetries: 2, baseSeconds: 0.1, capSeconds: 20 },
  create({ maximumRetries, baseSeconds, capSeconds }) {
    const waits = growingWaits(baseSeconds, 2, capSeconds, maximumRetries);
    return {
      maximumRetries,
      seconds: (retry, _previous, stream) => (waits[retry - 1]! / 2) * (1 + stream.uniform()),
    };
  },
});
