import * as z from '../../../../kit/zod.ts';
import { defineHedge } from './hedge-policy.ts';
import { afterSecondsParameter, maximum } from './parameters.ts';

const afterSeconds = afterSecondsParameter(
  0.002,
  'Pause before the copy, so that the first can call it off when it starts at once: two message delays, 1 ms or less each.',
);

/** Tied requests: both wait in queues, and the one that begins to be served calls the other off. The server must take work back (`cancelPropagation`). */
export const tied = defineHedge({
  name: 'tied',
  label: 'Tied requests',
  meaning: 'Sends copies to wait in several queues; the first that begins to be served calls the others off.',
  parameters: { afterSeconds, maximum },
  optional: ['afterSeconds', 'maximum'],
  schema: z.strictObject({
    trigger: z.literal('tied'),
    afterSeconds: z._default(afterSeconds.schema, 0.002),
    maximum: z._default(maximum.schema, 1),
  }),
  example: { trigger: 'tied', afterSeconds: 0.002 },
  create: ({ afterSeconds: seconds, maximum: most }) => ({
    isTied: true,
    maximum: most,
    afterSeconds: () => seconds,
    answered() {},
  }),
});
