/** Replicas of a rolling update at one moment; those that drain are not counted any more. */
export interface RollingCounts {
  /** As many as there are to be. */
  readonly desired: number;
  /** Of the old version, and those of them that are ready. */
  readonly old: number;
  readonly oldReady: number;
  /** Of the new version, and those of them that are ready. */
  readonly created: number;
  readonly ready: number;
}

/** Kubernetes, Deployment: spec.strategy.rollingUpdate. */
export interface RollingBounds {
  /** Replicas beyond the desired number, and replicas that may be missing from it. */
  readonly surge: number;
  readonly unavailable: number;
}

/**
 * The bounds that shares of the desired number come to: the surge is rounded up, what may be missing is rounded down, and where both are 0 one may be
 * missing (kubernetes/pkg/controller/deployment/util, ResolveFenceposts).
 */
export function rollingBounds(desired: number, maxSurge: number, maxUnavailable: number): RollingBounds {
  // The subtraction keeps 0.25 · 20 = 5.000000000000001 at 5.
  const surge = Math.max(0, Math.ceil(maxSurge * desired - 1e-9));
  const unavailable = Math.floor(maxUnavailable * desired + 1e-9);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

/**
 * What a Deployment does next (kubernetes/pkg/controller/deployment/rolling.go): it creates new replicas up to desired + surge in all, and removes old
 * ones: first those that are not ready (cleanupUnhealthyReplicas), then others while at least desired − unavailable stay ready.
 */
export function rollingStep(counts: RollingCounts, { surge, unavailable }: RollingBounds) {
  const { desired, old, oldReady, created, ready } = counts;
  const least = desired - unavailable;
  const create = Math.max(0, Math.min(desired - created, desired + surge - old - created));
  const removeUnready = Math.max(0, Math.min(old - oldReady, old + ready - least));
  const removeReady = Math.max(0, Math.min(oldReady, oldReady + ready - least));
  return { create, removeUnready, removeReady };
}
