import * as z from '../../../../kit/zod.ts';
import { log1p } from '../../math.ts';
import { meanTokens } from './parameters.ts';
import { defineTokens } from './token-law.ts';

/** Geometric on 1, 2, 3, …: after every token the answer ends with probability 1/mean, whatever came before. By inversion. */
export const geometric = defineTokens({
  name: 'geometric',
  label: 'Geometric',
  meaning: 'After every token it ends with the same probability: many short ones, a few long.',
  parameters: { meanTokens },
  schema: z.strictObject({ distribution: z.literal('geometric'), meanTokens: meanTokens.schema }),
  example: { distribution: 'geometric', meanTokens: 256 },
  create: ({ meanTokens: mean }) => ({
    meanTokens: mean,
    // P(N > n) = (1 − 1/mean)^n; a mean of 1 gives log 0 = −∞ below, and the quotient 0.
    draw: (stream) => 1 + Math.floor(log1p(-stream.uniform()) / log1p(-1 / mean)),
  }),
});
