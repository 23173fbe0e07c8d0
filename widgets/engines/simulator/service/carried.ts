import * as z from '../../../kit/zod.ts';
import { numberParameter } from '../parameter.ts';
import { meanSeconds as mean } from './parameters.ts';
import { defineService } from './service-law.ts';

const meanSeconds = numberParameter({
  ...mean.info,
  minimum: 1e-9,
  maximum: 1e6,
  default: 0.1,
  label: 'Time of other requests',
  meaning: 'Time of requests that bring none of their own.',
});

/** The time that is left of a network of which the first layers ran elsewhere: a split device writes it into the request. */
export const carried = defineService({
  name: 'carried',
  label: 'The rest of a split network',
  meaning: 'Each request brings its time with it: the layers that a split device has left over.',
  parameters: { meanSeconds },
  schema: z.strictObject({ distribution: z.literal('carried'), meanSeconds: meanSeconds.schema }),
  example: { distribution: 'carried', meanSeconds: 0.1 },
  create: ({ meanSeconds: otherwise }) => ({
    isRandom: false,
    isBatchLaw: false,
    isCarried: true,
    draw: () => otherwise,
    seconds: (_size, draw) => draw,
  }),
});
