import * as z from '../../../../kit/zod.ts';
import { defineBackoff } from './backoff-policy.ts';
import { baseSecondsParameter, maximumRetriesParameter } from './parameters.ts';

const SOURCE = 'The simplest client; 3 tries in all as in the SRE book, chapter 22.';
const maximumRetries = maximumRetriesParameter(2, SOURCE);
const waitSeconds = baseSecondsParameter('Wait', 0, 'Wait before each retry; 0 tries again at once.', SOURCE);

/** The same wait every time. */
export const fixed = defineBackoff({
  name: 'fixed',
  label: 'Fixed wait',
  meaning: 'The same wait before each retry, or none: what a loop around a call does.',
  parameters: { maximumRetries, waitSeconds },
  optional: ['maximumRetries', 'waitSeconds'],
  schema: z.strictObject({
    policy: z.literal('fixed'),
    maximumRetries: z._default(maximumRetries.schema, 2),
    waitSeconds: z._default(waitSeconds.schema, 0),
  }),
  example: { policy: 'fixed', maximumRetries: 2, waitSeconds: 0.1 },
  create: ({ maximumRetries: retries, waitSeconds: wait }) => ({ maximumRetries: retries, seconds: () => wait }),
});
