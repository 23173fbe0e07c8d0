import * as z from '../../../../kit/zod.ts';
import { schemasOf } from '../../variant.ts';
import type { BackoffPolicy, BackoffVariant } from './backoff-policy.ts';
import { backoffPolicies } from './index.ts';

/** `retries` of a caller: one of the ways of backing off, told apart by `policy`. */
export const backoffSchema = z.discriminatedUnion('policy', schemasOf(backoffPolicies));
export type BackoffSettings = z.output<typeof backoffSchema>;

export function createBackoff(settings: BackoffSettings): BackoffPolicy {
  const variant = backoffPolicies.find((candidate) => candidate.name === settings.policy) as unknown as
    | BackoffVariant
    | undefined;
  if (!variant) throw new Error(`No way of backing off is called "${settings.policy}".`);
  return variant.create(settings as never);
}
