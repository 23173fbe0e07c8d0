import * as z from '../../../../kit/zod.ts';
import { defineBackoff } from './backoff-policy.ts';
import { baseSecondsParameter, maximumRetriesParameter } from './parameters.ts';

const SOURCE =
  'Envoy docs, configuration/http/http_filters/router_filter.rst, x-envoy-max-retries; config.route.v3.RetryPolicy: num_retries 1, base_interval 25 ms, max_interval 10 times the base.';
/** `max_interval` when it is left out, as a multiple of the base. */
const BOUND_FACTOR = 10;

const maximumRetries = maximumRetriesParameter(1, SOURCE);
const baseIntervalSeconds = baseSecondsParameter(
  'Base interval',
  0.025,
  'The wait before retry N is random below (2^N − 1) times this.',
  SOURCE,
);
const maximumIntervalSeconds = baseSecondsParameter(
  'Longest interval',
  0.25,
  'Bound of the random wait; ten times the base interval when left out.',
  SOURCE,
);

/** Envoy's fully jittered exponential backoff: uniform in [0, (2^N − 1) · B) for retry N, below the longest interval. */
export const envoy = defineBackoff({
  name: 'envoy',
  label: 'Envoy',
  meaning: 'A random wait below a bound of 25, 75, 175 ms and so on, at most 250 ms.',
  parameters: { maximumRetries, baseIntervalSeconds, maximumIntervalSeconds },
  optional: ['maximumRetries', 'baseIntervalSeconds', 'maximumIntervalSeconds'],
  schema: z
    .strictObject({
      policy: z.literal('envoy'),
      maximumRetries: z._default(maximumRetries.schema, 1),
      baseIntervalSeconds: z._default(baseIntervalSeconds.schema, 0.025),
      maximumIntervalSeconds: z.optional(maximumIntervalSeconds.schema),
    })
    .check(
      z.refine((settings) => (settings.maximumIntervalSeconds ?? Infinity) >= settings.baseIntervalSeconds, {
        message: 'at least baseIntervalSeconds | Raise it, or leave it out.',
        path: ['maximumIntervalSeconds'],
      }),
    ),
  example: { policy: 'envoy', maximumRetries: 1, baseIntervalSeconds: 0.025 },
  create({ maximumRetries: retries, baseIntervalSeconds: base, maximumIntervalSeconds = BOUND_FACTOR * base }) {
    let factor = 1;
    const bounds = Float64Array.from({ length: retries }, () => {
      factor *= 2;
      return Math.min(maximumIntervalSeconds, (factor - 1) * base);
    });
    return { maximumRetries: retries, seconds: (retry, _previous, stream) => stream.uniform() * bounds[retry - 1]! };
  },
});
