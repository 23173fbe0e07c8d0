import * as z from '../../../../kit/zod.ts';
import { exp, log } from '../../math.ts';
import { numberParameter } from '../../parameter.ts';
import { meanTokens } from './parameters.ts';
import { defineTokens } from './token-law.ts';

const cv = numberParameter({
  label: 'Coefficient of variation',
  unit: '',
  minimum: 0,
  maximum: 20,
  default: 1,
  meaning: 'Standard deviation of the number of tokens divided by its mean.',
  source: 'Scenario format.',
});

/** Lognormal with a given mean and coefficient of variation, rounded to the nearest whole number and at least 1. */
export const lognormal = defineTokens({
  name: 'lognormal',
  label: 'Lognormal',
  meaning: 'A long right tail, as prompts and answers of conversations have.',
  parameters: { meanTokens, cv },
  schema: z.strictObject({ distribution: z.literal('lognormal'), meanTokens: meanTokens.schema, cv: cv.schema }),
  example: { distribution: 'lognormal', meanTokens: 256, cv: 1 },
  create({ meanTokens: mean, cv: variation }) {
    const variance = log(1 + variation * variation);
    const sigma = Math.sqrt(variance);
    const mu = log(mean) - variance / 2;
    return { meanTokens: mean, draw: (stream) => Math.max(1, Math.round(exp(mu + sigma * stream.normal()))) };
  },
});
