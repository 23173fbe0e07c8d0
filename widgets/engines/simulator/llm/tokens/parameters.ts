import * as z from '../../../../kit/zod.ts';
import { integerParameter, numberParameter } from '../../parameter.ts';
import { MOST_TOKENS } from './token-law.ts';

/** The number of tokens, where it is always the same. */
export const tokens = integerParameter({
  label: 'Tokens',
  unit: 'tokens',
  minimum: 1,
  maximum: MOST_TOKENS,
  default: 256,
  meaning: 'Number of tokens, the same for every request.',
  source: 'Scenario format.',
});

/** The mean number of tokens, shared by the laws that have one. */
export const meanTokens = numberParameter({
  label: 'Mean number of tokens',
  unit: 'tokens',
  minimum: 1,
  maximum: MOST_TOKENS,
  default: 256,
  meaning: 'Mean number of tokens per request.',
  source:
    'Azure LLM inference traces of 2023: 1155 prompt and 211 answer tokens in conversations, 2048 and 28 in code.',
});

/** A list of token counts. */
export const tokenList = z
  .array(z.int().check(z.gte(1), z.lte(MOST_TOKENS)))
  .check(z.minLength(1), z.maxLength(1_000_000));
