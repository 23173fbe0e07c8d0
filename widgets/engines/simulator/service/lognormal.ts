import * as z from '../../../kit/zod.ts';
import { exp, log } from '../math.ts';
import { cv, meanSeconds } from './parameters.ts';
import { defineService } from './service-law.ts';

/** Lognormal with a given mean and coefficient of variation: σ² = ln(1 + cv²), μ = ln(mean) − σ²/2. */
export const lognormal = defineService({
  name: 'lognormal',
  label: 'Lognormal',
  meaning: 'A long right tail, as computation on a shared processor has.',
  parameters: { meanSeconds, cv },
  schema: z.strictObject({ distribution: z.literal('lognormal'), meanSeconds: meanSeconds.schema, cv: cv.schema }),
  example: { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 },
  create({ meanSeconds: mean, cv: variation }) {
    const variance = log(1 + variation * variation);
    const sigma = Math.sqrt(variance);
    const mu = log(mean) - variance / 2;
    return {
      isRandom: true,
      isBatchLaw: false,
      draw: (stream) => exp(mu + sigma * stream.normal()),
      seconds: (_size, draw) => draw,
    };
  },
});
