import type * as z from '../../../../kit/zod.ts';
import type { RandomStream } from '../../random.ts';
import type { Variant } from '../../variant.ts';

/** How many tokens prompts or answers have: a whole number from 1, drawn once per request at its creation. */
export interface TokenLaw {
  readonly meanTokens: number;
  draw(stream: RandomStream): number;
}

/** A token law in the registry. */
export interface TokenVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): TokenLaw;
}

/** Keeps the type of the schema while checking the contract. */
export function defineTokens<Schema extends z.ZodMiniType>(variant: TokenVariant<Schema>): TokenVariant<Schema> {
  return variant;
}

/** Longest prompt or answer that a file may ask for: beyond the context of any model of 2026. */
export const MOST_TOKENS = 10_000_000;

export function meanOf(tokens: readonly number[]): number {
  return tokens.reduce((sum, count) => sum + count, 0) / tokens.length;
}
