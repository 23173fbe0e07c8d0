import * as z from '../../../../kit/zod.ts';
import { tokenList } from './parameters.ts';
import { defineTokens, meanOf } from './token-law.ts';

/** The token counts of a trace, one request after the other in the order of their creation; after the last it begins again. */
export const sequence = defineTokens({
  name: 'sequence',
  label: 'From a trace',
  meaning: 'The token counts of a trace, in the order in which requests come; begins again after the last.',
  parameters: {},
  schema: z.strictObject({ distribution: z.literal('sequence'), tokens: tokenList }),
  example: { distribution: 'sequence', tokens: [1155, 2048] },
  create({ tokens }) {
    let next = 0;
    return {
      meanTokens: meanOf(tokens),
      draw() {
        const count = tokens[next]!;
        next = (next + 1) % tokens.length;
        return count;
      },
    };
  },
});
