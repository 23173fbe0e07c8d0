import * as z from '../../../../kit/zod.ts';
import { awsOptional, awsShape, capAboveBase } from './aws-shape.ts';
import { defineBackoff, growingWaits } from './backoff-policy.ts';
import { awsParameters } from './parameters.ts';

/** Exponential backoff without jitter: min(cap, base · 2ⁿ), n from 0; aws-arch-backoff-simulator counts from 1 ( ExpoBackoff). */
export const exponential = defineBackoff({
  name: 'exponential',
  label: 'Exponential backoff',
  meaning: 'The wait doubles with each retry; callers that failed together come back together.',
  parameters: awsParameters,
  optional: awsOptional,
  schema: z.strictObject({ policy: z.literal('exponential'), ...awsShape }).check(capAboveBase),
  example: { policy: 'exponential', maximumRetries: 2, baseSeconds: 0.1, capSeconds: 20 },
  create({ maximumRetries, baseSeconds, capSeconds }) {
    const waits = growingWaits(baseSeconds, 2, capSeconds, maximumRetries);
    return { maximumRetries, seconds: (retry) => waits[retry - 1]! };
  },
});
