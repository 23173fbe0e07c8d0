import { SecondBuckets } from './second-buckets.ts';

/** What the Knative autoscaler is set to, resolved: targets in the metric's unit, shares as fractions. */
export interface KpaRules {
  /** Per replica: what it can take, and what it is aimed at. */
  readonly total: number;
  readonly target: number;
  readonly stableWindowSeconds: number;
  readonly panicWindowSeconds: number;
  readonly panicThreshold: number;
  readonly maxScaleUpRate: number;
  readonly maxScaleDownRate: number;
  /** −1 keeps the activator in the path for ever, 0 only at zero replicas. */
  readonly targetBurstCapacity: number;
  readonly activationScale: number;
  readonly scaleDownDelaySeconds: number;
  readonly minScale: number;
  readonly maxScale: number;
  readonly enableScaleToZero: boolean;
  readonly scaleToZeroGracePeriodSeconds: number;
  readonly scaleToZeroPodRetentionPeriodSeconds: number;
}

export interface KpaState {
  readonly stable: SecondBuckets;
  readonly panic: SecondBuckets;
  /** When the panic was last renewed; NaN when there is none. */
  panicAt: number;
  mostPanicPods: number;
  /** What was wanted within the scale-down delay. */
  wanted: { readonly at: number; readonly count: number }[];
  /** Since when the revision is active, and since when inactive; NaN for the other. */
  activeSince: number;
  inactiveSince: number;
  /** Capacity left for a burst after the present load; below 0 the activator is in the path. */
  excessBurstCapacity: number;
}

/** A controller that starts with more than one replica starts in panic: it has no history yet and must not scale down on that. */
export function startKpa(rules: KpaRules, now: number, replicas: number): KpaState {
  return {
    stable: new SecondBuckets(rules.stableWindowSeconds),
    panic: new SecondBuckets(rules.panicWindowSeconds),
    panicAt: replicas > 1 ? now : Number.NaN,
    mostPanicPods: replicas,
    wanted: [],
    activeSince: replicas > 0 ? now : Number.NaN,
    inactiveSince: replicas > 0 ? Number.NaN : now,
    excessBurstCapacity: -1,
  };
}

/** `Scale` in knative/serving pkg/autoscaler/scaling/autoscaler.go: how many replicas the load asks for, before bounds and scale to zero. */
export function scaleKpa(rules: KpaRules, state: KpaState, now: number, readyReplicas: number): number {
  const ready = Math.max(1, readyReplicas);
  const stableAverage = state.stable.average(now);
  const panicAverage = state.panic.average(now);
  const most = Math.ceil(rules.maxScaleUpRate * ready);
  const fewest = Math.floor(ready / rules.maxScaleDownRate);
  const forStable = Math.ceil(stableAverage / rules.target);
  const forPanic = Math.ceil(panicAverage / rules.target);
  const clamp = (count: number) => {
    const clamped = Math.min(Math.max(count, fewest), most);
    return count > 0 ? Math.max(clamped, rules.activationScale) : clamped;
  };
  updatePanic(rules, state, now, forPanic / ready >= rules.panicThreshold);
  let desired = clamp(forStable);
  if (!Number.isNaN(state.panicAt)) {
    // Never down in panic: the most that was wanted since it began.
    state.mostPanicPods = Math.max(state.mostPanicPods, desired, clamp(forPanic));
    desired = state.mostPanicPods;
  }
  state.excessBurstCapacity = excessBurst(rules, readyReplicas, panicAverage);
  return delayScaleDown(rules, state, now, desired);
}

/** Panic begins and is renewed while the threshold is reached, and ends once a stable window has passed since. */
function updatePanic(rules: KpaRules, state: KpaState, now: number, isOverThreshold: boolean): void {
  if (isOverThreshold) state.panicAt = now;
  else if (state.panicAt + rules.stableWindowSeconds < now) {
    state.panicAt = Number.NaN;
    state.mostPanicPods = 0;
  }
}

function excessBurst({ targetBurstCapacity, total }: KpaRules, ready: number, panicAverage: number): number {
  if (targetBurstCapacity === 0) return 0;
  return targetBurstCapacity < 0 ? -1 : Math.floor(ready * total - targetBurstCapacity - panicAverage);
}

function delayScaleDown({ scaleDownDelaySeconds }: KpaRules, state: KpaState, now: number, desired: number): number {
  if (scaleDownDelaySeconds === 0) return desired;
  state.wanted = state.wanted.filter(({ at }) => at > now - scaleDownDelaySeconds);
  state.wanted.push({ at: now, count: desired });
  return state.wanted.reduce((most, { count }) => Math.max(most, count), 0);
}

/**
 * Bounds and scale to zero, reconciler/autoscaling/kpa/scaler.go: after a stable window without traffic the revision becomes inactive, and the last
 * replica goes once the activator is in the path (at once when it is there already, else after the grace period at most) and the retention is over.
 */
export function boundKpa(rules: KpaRules, state: KpaState, now: number, desired: number, current: number): number {
  const bounded = Math.min(Math.max(desired, rules.minScale), rules.maxScale);
  if (bounded > 0) {
    if (Number.isNaN(state.activeSince)) state.activeSince = now;
    state.inactiveSince = Number.NaN;
    return bounded;
  }
  if (!rules.enableScaleToZero) return 1;
  if (current === 0) {
    state.activeSince = Number.NaN;
    return 0;
  }
  if (Number.isNaN(state.inactiveSince)) {
    if (now - state.activeSince < rules.stableWindowSeconds) return 1;
    state.inactiveSince = now;
    state.activeSince = Number.NaN;
    return current;
  }
  const inactive = now - state.inactiveSince;
  const retention = rules.scaleToZeroPodRetentionPeriodSeconds;
  const isBehindActivator = state.excessBurstCapacity < 0;
  const wait = isBehindActivator ? retention : Math.max(rules.scaleToZeroGracePeriodSeconds, retention);
  return inactive >= wait ? 0 : current;
}
