import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { defineBackoff, growingWaits } from './backoff-policy.ts';
import { baseSecondsParameter, maximumRetriesParameter } from './parameters.ts';

const SOURCE =
  'resilience4j, io.github.resilience4j.retry.RetryConfig (3 attempts in all, 500 ms) and core IntervalFunction.ofExponentialRandomBackoff (multiplier 1.5, randomization factor 0.5).';
const maximumRetries = maximumRetriesParameter(2, SOURCE);
const waitSeconds = baseSecondsParameter(
  'First wait',
  0.5,
  'Wait before the first retry, before it is randomised.',
  SOURCE,
);
const multiplier = numberParameter({
  label: 'Multiplier',
  unit: '',
  minimum: 1,
  maximum: 100,
  default: 1.5,
  meaning: 'By this each wait is longer than the one before; 1 for the same wait every time.',
  source: SOURCE,
});
const randomisation = numberParameter({
  label: 'Randomisation',
  unit: '',
  minimum: 0,
  maximum: 0.99,
  default: 0.5,
  meaning: 'Share by which a wait may be shorter or longer; 0 for none.',
  source: SOURCE,
});
/** No wait of resilience4j is bounded; a run ends long before this. */
const NO_BOUND_SECONDS = 1e9;

/** Waits w · mⁿ, each times a uniform factor from [1 − r, 1 + r). */
export const resilience4j = defineBackoff({
  name: 'resilience4j',
  label: 'resilience4j',
  meaning: 'Three attempts in all, half a second apart, growing by one half and randomised by one half.',
  parameters: { maximumRetries, waitSeconds, multiplier, randomisation },
  optional: ['maximumRetries', 'waitSeconds', 'multiplier', 'randomisation'],
  schema: z.strictObject({
    policy: z.literal('resilience4j'),
    maximumRetries: z._default(maximumRetries.schema, 2),
    waitSeconds: z._default(waitSeconds.schema, 0.5),
    multiplier: z._default(multiplier.schema, 1.5),
    randomisation: z._default(randomisation.schema, 0.5),
  }),
  example: { policy: 'resilience4j', maximumRetries: 2, waitSeconds: 0.5, multiplier: 1.5, randomisation: 0.5 },
  create({ maximumRetries: retries, waitSeconds: wait, multiplier: factor, randomisation: spread }) {
    const waits = growingWaits(wait, factor, NO_BOUND_SECONDS, retries);
    return {
      maximumRetries: retries,
      seconds: (retry, _previous, stream) =>
        spread > 0 ? waits[retry - 1]! * (1 - spread + 2 * spread * stream.uniform()) : waits[retry - 1]!,
    };
  },
});
