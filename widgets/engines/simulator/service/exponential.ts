import * as z from '../../../kit/zod.ts';
import { meanSeconds } from './parameters.ts';
import { defineService } from './service-law.ts';

/** Memoryless service, the one of the textbooks. */
export const exponential = defineService({
  name: 'exponential',
  label: 'Exponential',
  meaning: 'Very variable service: many short, a few long, standard deviation equal to the mean.',
  parameters: { meanSeconds },
  schema: z.strictObject({ distribution: z.literal('exponential'), meanSeconds: meanSeconds.schema }),
  example: { distribution: 'exponential', meanSeconds: 0.1 },
  create: ({ meanSeconds: mean }) => ({
    isRandom: true,
    isBatchLaw: false,
    draw: (stream) => stream.exponential() * mean,
    seconds: (_size, draw) => draw,
  }),
});
