import { callerMetrics } from '../calls/calls-result.ts';

/** Keys of a component that decide which numbers of delivery its result has. */
const KEYS = ['delivery', 'rollingUpdate'] as const;

/** Those keys of a component, as written. */
export type DeliveryKeys = { readonly [Key in (typeof KEYS)[number]]?: unknown };

/** What stands under the keys of delivery in a component that may be anything. */
export function readDeliveryKeys(component: Readonly<Record<string, unknown>>): DeliveryKeys {
  return Object.fromEntries(KEYS.filter((key) => component[key] !== undefined).map((key) => [key, component[key]]));
}

/** Metrics of routers, shadows and rolling updates beside those that all components have. */
export function deliveryMetrics(kind: string, { delivery, rollingUpdate }: DeliveryKeys): readonly string[] {
  if (kind === 'router') return delivery === undefined ? [] : ['versionShare'];
  if (kind === 'shadow') return [...callerMetrics, 'mirroredFraction'];
  if (kind !== 'modelServer' || rollingUpdate === undefined) return [];
  return ['leastReady', 'mostReplicas', 'seconds'].map((key) => `rollingUpdate.${key}`);
}
