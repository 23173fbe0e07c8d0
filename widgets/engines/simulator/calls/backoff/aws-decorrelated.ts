import * as z from '../../../../kit/zod.ts';
import { awsOptional, awsShape, capAboveBase } from './aws-shape.ts';
import { defineBackoff } from './backoff-policy.ts';
import { awsParameters } from './parameters.ts';

/** Decorrelated jitter: min(cap, uniform in [base, 3 · previous wait)), the first with the base as its previous (aws-arch-backoff-simulator, ExpoBackoffDecorr). */
export const awsDecorrelated = defineBackoff({
  name: 'awsDecorrelated',
  label: 'Decorrelated jitter (AWS)',
  meaning: 'A random wait between the base and three times the wait before.',
  parameters: awsParameters,
  optional: awsOptional,
  schema: z.strictObject({ policy: z.literal('awsDecorrelated'), ...awsShape }).check(capAboveBase),
  example: { policy: 'awsDecorrelated', maximumRetries: 2, baseSeconds: 0.1, capSeconds: 20 },
  create({ maximumRetries, baseSeconds, capSeconds }) {
    return {
      maximumRetries,
      seconds(retry, previousSeconds, stream) {
        const previous = retry === 1 ? baseSeconds : previousSeconds;
        return Math.min(capSeconds, baseSeconds + stream.uniform() * (3 * previous - baseSeconds));
      },
    };
  },
});
