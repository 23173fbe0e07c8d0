import * as z from '../../../../kit/zod.ts';
import { defineHedge } from './hedge-policy.ts';
import { afterSecondsParameter, maximum } from './parameters.ts';

const afterSeconds = afterSecondsParameter(
  0.01,
  'A copy is sent when an attempt is not answered after this time; 10 ms in the paper’s BigTable example.',
);

/** A hedged request after a fixed time. The first answer counts, and the others are cancelled. */
export const delay = defineHedge({
  name: 'delay',
  label: 'After a fixed time',
  meaning: 'Sends a copy when the answer is not there after a fixed time.',
  parameters: { afterSeconds, maximum },
  optional: ['maximum'],
  schema: z.strictObject({
    trigger: z.literal('delay'),
    afterSeconds: afterSeconds.schema,
    maximum: z._default(maximum.schema, 1),
  }),
  example: { trigger: 'delay', afterSeconds: 0.05 },
  create: ({ afterSeconds: seconds, maximum: most }) => ({
    isTied: false,
    maximum: most,
    afterSeconds: () => seconds,
    answered() {},
  }),
});
