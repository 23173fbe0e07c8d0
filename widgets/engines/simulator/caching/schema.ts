import * as z from '../../../kit/zod.ts';
import type { Parameter } from '../parameter.ts';
import type { EvictionPolicy } from './eviction-policy.ts';
import { evictionPolicies } from './index.ts';

const policies: readonly EvictionPolicy[] = evictionPolicies;
const names = evictionPolicies.map((policy) => policy.name) as [string, ...string[]];

export const policySchema = z.enum(names);

/** The choice of the policy, for a form. */
export const policyParameter: Parameter = {
  path: 'policy',
  label: 'Policy',
  unit: '',
  kind: 'choice',
  choices: names,
  default: 'lru',
  meaning: `What leaves to make room. ${policies.map(({ name, meaning }) => `${name}: ${meaning}`).join(' ')}`,
  source: policies.map(({ source }) => source).join(' '),
  isOptional: false,
};

/** A policy without what it needs is refused: nothing would ever leave. */
export const policyChecks = policies.map(({ name, needs }) =>
  z.refine<Record<string, unknown>>(
    (settings) => settings['policy'] !== name || needs.some((key) => settings[key] !== undefined),
    {
      message: `${needs.join(' or ')} with the policy "${name}" | Add it, so that entries leave, or choose another policy.`,
      path: [needs[0]!],
    },
  ),
);

export function findPolicy(name: string): EvictionPolicy {
  const policy = policies.find((candidate) => candidate.name === name);
  if (!policy) throw new Error(`No policy of a cache is called "${name}".`);
  return policy;
}
