import * as z from '../../../kit/zod.ts';
import { exp, log } from '../math.ts';
import { type ColdStartLaw, defineColdStart } from './cold-start-law.ts';
import { cv, meanSeconds } from './parameters.ts';

/** Lognormal with a given mean and coefficient of variation: σ² = ln(1 + cv²), μ = ln(mean) − σ²/2. */
export function lognormalStart(mean: number, variation: number): ColdStartLaw {
  const variance = log(1 + variation * variation);
  const sigma = Math.sqrt(variance);
  const mu = log(mean) - variance / 2;
  return { isRandom: true, meanSeconds: mean, draw: (stream) => exp(mu + sigma * stream.normal()) };
}

/** Starts with a long right tail. */
export const lognormal = defineColdStart({
  name: 'lognormal',
  label: 'Lognormal',
  meaning: 'Starts with a long right tail: most near the mean, some much longer.',
  parameters: { meanSeconds, cv },
  optional: ['cv'],
  schema: z.strictObject({
    distribution: z.literal('lognormal'),
    meanSeconds: meanSeconds.schema,
    cv: z._default(cv.schema, 0.5),
  }),
  example: { distribution: 'lognormal', meanSeconds: 10, cv: 0.5 },
  create: ({ meanSeconds: mean, cv: variation }) => lognormalStart(mean, variation),
});
