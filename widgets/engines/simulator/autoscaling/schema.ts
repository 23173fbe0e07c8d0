import * as z from '../../../kit/zod.ts';
import { coldStartParameters } from '../cold-start/schema.ts';
import type { Parameter } from '../parameter.ts';
import { familyParameters, schemasOf } from '../variant.ts';
import type { AutoscalingPolicy, AutoscalingVariant, ScaleTarget } from './autoscaling-policy.ts';
import { DEFAULT_COLD_START } from './common.ts';
import { autoscalingPolicies } from './index.ts';

/** `autoscaling` of a component with replicas: one of the policies, told apart by `policy`. */
export const autoscalingSchema = z.discriminatedUnion('policy', schemasOf(autoscalingPolicies));
export type Autoscaling = z.output<typeof autoscalingSchema>;

/** The parameters of `autoscaling` for a form; left out, the number of replicas stays. */
export function autoscalingParameters(): Parameter[] {
  const choice = {
    label: 'Autoscaling',
    default: 'hpa',
    meaning: 'Who changes the number of replicas, and by what rule; left out, it stays as it is.',
    source: 'Scenario format; the policies name their sources.',
  };
  const [coldStart, ...ofLaws] = coldStartParameters(DEFAULT_COLD_START.distribution, 'autoscaling.coldStart');
  return [
    ...familyParameters('autoscaling', 'policy', autoscalingPolicies, choice, true),
    ...autoscalingPolicies.map(({ name }) => ({ ...coldStart!, when: { path: 'autoscaling.policy', is: name } })),
    ...ofLaws,
  ];
}

function variantOf(settings: Autoscaling): AutoscalingVariant {
  const variant = autoscalingPolicies.find((candidate) => candidate.name === settings.policy);
  if (!variant) throw new Error(`No autoscaling policy is called "${settings.policy}".`);
  return variant as unknown as AutoscalingVariant;
}

/** The policy that the settings name. */
export function createAutoscaling(settings: Autoscaling, target: ScaleTarget): AutoscalingPolicy {
  return variantOf(settings).create(settings as never, target);
}

/** Most replicas that the policy may ask for; Infinity where there is no bound. */
export function maximumReplicasOf(settings: Autoscaling): number {
  return variantOf(settings).maximumReplicas(settings as never);
}

/** Events that the controller adds to a run, per second: scrapes, decisions, and looks of the cluster autoscaler. */
export function controlEventsPerSecond(settings: Autoscaling): number {
  const { scrapeSeconds, loops } = createAutoscaling(settings, { concurrency: 1 });
  const decisions = loops.reduce((sum, { periodSeconds }) => sum + 1 / periodSeconds, 0);
  return 1 / scrapeSeconds + decisions + (settings.nodes ? 1 / settings.nodes.autoscalerLoopSeconds : 0);
}
