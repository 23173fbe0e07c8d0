import * as z from '../../../kit/zod.ts';
import { type Parameter, placeParameters } from '../parameter.ts';
import type { RandomStream } from '../random.ts';
import type { BalancingPolicy, BalancingVariant } from './balancing-policy.ts';
import { balancingPolicies } from './index.ts';

type Policy = (typeof balancingPolicies)[number];
type Shapes = Policy extends infer Each
  ? Each extends { shape: infer Shape }
    ? (shape: Shape) => void
    : never
  : never;
/** The keys of all policies together. */
type Shape = Shapes extends (shape: infer All) => void ? All : never;

const policies = balancingPolicies as readonly unknown[] as readonly BalancingVariant[];
const names = balancingPolicies.map((policy) => policy.name) as [Policy['name'], ...Policy['name'][]];
const keys = [...new Set(policies.flatMap((policy) => Object.keys(policy.shape)))];

/** `policy` of a load balancer and the keys of its policies. */
export const balancingShape = {
  policy: z.enum(names),
  ...(Object.assign({}, ...policies.map((policy) => policy.shape)) as Shape),
};

/** A key that the policy does not have is refused. */
export const balancingChecks = keys.map((key) => {
  const owners = policies.filter((policy) => key in policy.shape).map((policy) => policy.name);
  return z.refine<Record<string, unknown>>(
    (settings) => settings[key] === undefined || owners.includes(settings['policy'] as string),
    { message: `no "${key}" with this policy | Remove it, or use the policy ${owners.join(' or ')}.`, path: [key] },
  );
});

/** The parameters for a form: the policy, then those of every policy, each with its condition. */
export function balancingParameters(): Parameter[] {
  const chooser: Parameter = {
    path: 'policy',
    label: 'Policy',
    unit: '',
    kind: 'choice',
    choices: names,
    default: 'roundRobin',
    meaning: 'By which rule the replica of a request is chosen.',
    source: 'Rules of Envoy, of nginx and of the papers that the policies name.',
    isOptional: false,
  };
  return [
    chooser,
    ...policies.flatMap((policy) =>
      placeParameters(policy.parameters, {
        optional: policy.optional ?? [],
        when: { path: 'policy', is: policy.name },
      }),
    ),
  ];
}

/** The policy that the settings name. */
export function createBalancing(settings: { readonly policy: string }, stream: RandomStream): BalancingPolicy {
  const variant = policies.find((candidate) => candidate.name === settings.policy);
  if (!variant) throw new Error(`No balancing policy is called "${settings.policy}".`);
  return variant.create(settings as never, stream);
}
