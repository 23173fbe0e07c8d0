import { envoyBudget } from './envoy.ts';
import { finagleBudget } from './finagle.ts';
import { maximumRetriesBudget } from './maximum-retries.ts';
import { sreBudget } from './sre.ts';

/** Every budget of retries that a caller can have. */
export const retryBudgets = [envoyBudget, finagleBudget, sreBudget, maximumRetriesBudget] as const;
