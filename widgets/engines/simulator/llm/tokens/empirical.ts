import * as z from '../../../../kit/zod.ts';
import { tokenList } from './parameters.ts';
import { defineTokens, meanOf } from './token-law.ts';

/** Token counts drawn from given ones, each with the same probability. */
export const empirical = defineTokens({
  name: 'empirical',
  label: 'From samples',
  meaning: 'Token counts drawn from a list of observed ones.',
  parameters: {},
  schema: z.strictObject({ distribution: z.literal('empirical'), samplesTokens: tokenList }),
  example: { distribution: 'empirical', samplesTokens: [64, 256, 1024] },
  create({ samplesTokens }) {
    const sorted = Int32Array.from(samplesTokens).sort();
    return {
      meanTokens: meanOf(samplesTokens),
      draw: (stream) => sorted[Math.floor(stream.uniform() * sorted.length)]!,
    };
  },
});
