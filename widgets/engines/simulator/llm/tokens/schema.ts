import * as z from '../../../../kit/zod.ts';
import type { Parameter } from '../../parameter.ts';
import { familyParameters, schemasOf } from '../../variant.ts';
import { tokenLaws } from './index.ts';
import type { TokenLaw, TokenVariant } from './token-law.ts';

/** `promptTokens` or `outputTokens`: one of the laws, told apart by `distribution`. */
export const tokensSchema = z.discriminatedUnion('distribution', schemasOf(tokenLaws));
export type Tokens = z.output<typeof tokensSchema>;

/** The parameters of a token law at `path` for a form. */
export function tokenParameters(path: string, label: string, meaning: string): Parameter[] {
  return familyParameters(path, 'distribution', tokenLaws, {
    label,
    default: 'lognormal',
    meaning,
    source: 'Scenario format.',
  });
}

/** Makes the law that the settings name. */
export function createTokenLaw(settings: Tokens): TokenLaw {
  const variant = tokenLaws.find((candidate) => candidate.name === settings.distribution) as unknown as
    | TokenVariant
    | undefined;
  if (!variant) throw new Error(`No token law is called "${settings.distribution}".`);
  return variant.create(settings as never);
}
