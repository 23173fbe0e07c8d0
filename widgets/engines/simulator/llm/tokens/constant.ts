import * as z from '../../../../kit/zod.ts';
import { tokens } from './parameters.ts';
import { defineTokens } from './token-law.ts';

/** Every request has the same number of tokens. */
export const constant = defineTokens({
  name: 'constant',
  label: 'Constant',
  meaning: 'Every request has the same number of tokens.',
  parameters: { tokens },
  schema: z.strictObject({ distribution: z.literal('constant'), tokens: tokens.schema }),
  example: { distribution: 'constant', tokens: 256 },
  create: ({ tokens: count }) => ({ meanTokens: count, draw: () => count }),
});
