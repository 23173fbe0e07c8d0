import type * as z from '../../../../kit/zod.ts';
import type { Variant } from '../../variant.ts';

/** Says whether a caller may send one more retry, so that retries stay a bounded share of the load. */
export interface RetryBudget {
  /** A request has come to the caller; its first attempt is about to be sent. */
  requested(now: number): void;
  /**
   * Asked before retry number `retry` (the first is 1) of a call. True takes the retry out of the budget, also while it waits for its backoff.
   * `attemptsUnderWay` is the number of attempts of the caller that are active or pending at others.
   */
  takes(now: number, retry: number, attemptsUnderWay: number): boolean;
  /** A retry that was taken has ended, or will not be sent because who asked has left. */
  ended(): void;
}

/** A retry budget in the registry. */
export interface BudgetVariant<Schema extends z.ZodMiniType = z.ZodMiniType> extends Variant<Schema> {
  create(settings: z.output<Schema>): RetryBudget;
}

/** Keeps the type of the schema while checking the contract. */
export function defineBudget<Schema extends z.ZodMiniType>(variant: BudgetVariant<Schema>): BudgetVariant<Schema> {
  return variant;
}
