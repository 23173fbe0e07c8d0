import * as z from '../../../../kit/zod.ts';
import { schemasOf } from '../../variant.ts';
import type { RetryBudget, BudgetVariant } from './retry-budget.ts';
import { retryBudgets } from './index.ts';

/** `budget` of a caller: one of the budgets of retries, told apart by `rule`. */
export const budgetSchema = z.discriminatedUnion('rule', schemasOf(retryBudgets));
export type BudgetSettings = z.output<typeof budgetSchema>;

export function createBudget(settings: BudgetSettings): RetryBudget {
  const variant = retryBudgets.find((candidate) => candidate.name === settings.rule) as unknown as
    | BudgetVariant
    | undefined;
  if (!variant) throw new Error(`No retry budget is called "${settings.rule}".`);
  return variant.create(settings as never);
}
