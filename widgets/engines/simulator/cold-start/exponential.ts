import * as z from '../../../kit/zod.ts';
import { defineColdStart } from './cold-start-law.ts';
import { meanSeconds } from './parameters.ts';

/** Memoryless starts, as analytical models of functions take them (SimFaaS). */
export const exponential = defineColdStart({
  name: 'exponential',
  label: 'Exponential',
  meaning: 'Very variable starts, standard deviation equal to the mean; the law of analytical models.',
  parameters: { meanSeconds },
  schema: z.strictObject({ distribution: z.literal('exponential'), meanSeconds: meanSeconds.schema }),
  example: { distribution: 'exponential', meanSeconds: 10 },
  create: ({ meanSeconds: mean }) => ({
    isRandom: true,
    meanSeconds: mean,
    draw: (stream) => stream.exponential() * mean,
  }),
});
