/** Keys of a component under which a guard stands, and the metrics that it brings; some only with a policy. */
const METRICS = {
  breaker: ['breaker.openings', 'breaker.refused', 'breaker.notClosedFraction'],
  throttle: ['throttle.heldBack', 'throttle.heldBackFraction'],
  limit: ['limit.refused', 'limit.mostUnderWay', 'limit.waited', 'limit.meanWaitSeconds'],
  outlierDetection: ['outlierDetection.ejections', 'outlierDetection.meanEjected'],
  shedding: ['shedding.refused'],
} as const;

type GuardKey = keyof typeof METRICS | 'rateLimit';
const KEYS: readonly GuardKey[] = [...(Object.keys(METRICS) as (keyof typeof METRICS)[]), 'rateLimit'];

/** The guards of a component, as written. */
export type Guarded = { readonly [Key in GuardKey]?: unknown };

/** What stands under the keys of guards in a component that may be anything. */
export function readGuards(component: Readonly<Record<string, unknown>>): Guarded {
  return Object.fromEntries(KEYS.filter((key) => component[key] !== undefined).map((key) => [key, component[key]]));
}

/** Metrics that the guards of a component add to its result. */
export function guardMetrics(kind: string, guarded: Guarded): readonly string[] {
  const ofKeys = Object.entries(METRICS).flatMap(([key, metrics]) =>
    guarded[key as GuardKey] === undefined ? [] : metrics,
  );
  const { policy } = (guarded.rateLimit ?? {}) as { policy?: unknown };
  return [
    ...ofKeys,
    ...(kind === 'modelServer' && guarded.shedding !== undefined ? ['shedding.dropped'] : []),
    ...(policy === 'resilience4j' ? ['rateLimit.waited', 'rateLimit.meanWaitSeconds'] : []),
  ];
}
