import * as z from '../../../kit/zod.ts';
import { choiceParameter, numberParameter, type Ranged } from '../parameter.ts';

/** How fast one direction may go: autoscaling/v2 HPAScalingRules, with the API's own names. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly {
    readonly type: 'Pods' | 'Percent';
    readonly value: number;
    readonly periodSeconds: number;
  }[];
  /** How far from 1 the ratio may be before this direction is taken. */
  readonly tolerance?: number | undefined;
}

export interface Behavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
}

/** Defaults of the API (pkg/apis/autoscaling/v2/defaults.go): up by 100 % or 4 pods per 15 s, down by 100 % per 15 s after 300 s of stability. */
export const DEFAULT_SCALE_UP: ScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Percent', value: 100, periodSeconds: 15 },
    { type: 'Pods', value: 4, periodSeconds: 15 },
  ],
};
export const DEFAULT_SCALE_DOWN: ScalingRules = {
  stabilizationWindowSeconds: 300,
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

const policySchema = z.strictObject({
  type: z.enum(['Pods', 'Percent']),
  value: z.int().check(z.gte(1), z.lte(1e6)),
  periodSeconds: z.int().check(z.gte(1), z.lte(1800)),
});

const SOURCE = 'autoscaling/v2 HPAScalingRules; defaults in pkg/apis/autoscaling/v2/defaults.go.';

/** What a form shows of one direction; `policies` is a list and is written by hand. */
function rulesParameters(direction: 'up' | 'down', defaults: ScalingRules) {
  const stabilizationWindowSeconds = numberParameter({
    label: `Stabilisation before scaling ${direction}`,
    unit: 'seconds',
    minimum: 0,
    maximum: 3600,
    default: defaults.stabilizationWindowSeconds,
    meaning: `Scaling ${direction} goes only as far as was wanted during all of this time.`,
    source: SOURCE,
  });
  const selectPolicy = choiceParameter({
    label: `Limit of scaling ${direction}`,
    choices: ['Max', 'Min', 'Disabled'],
    default: defaults.selectPolicy,
    meaning: 'Which of the policies counts: the one that allows the largest change, the smallest, or no change at all.',
    source: SOURCE,
  });
  const tolerance = numberParameter({
    label: `Tolerance of scaling ${direction}`,
    unit: '',
    minimum: 0,
    maximum: 10,
    default: null,
    meaning:
      'How far from its target the metric must be for this direction; left out, the tolerance of the controller.',
    source: `${SOURCE} KEP-4951.`,
  });
  return { stabilizationWindowSeconds, selectPolicy, tolerance };
}

function rulesSchema(direction: 'up' | 'down', defaults: ScalingRules) {
  const { stabilizationWindowSeconds, selectPolicy, tolerance } = rulesParameters(direction, defaults);
  return z.strictObject({
    stabilizationWindowSeconds: z._default(stabilizationWindowSeconds.schema, defaults.stabilizationWindowSeconds),
    selectPolicy: z._default(selectPolicy.schema, defaults.selectPolicy),
    policies: z._default(z.array(policySchema).check(z.minLength(1), z.maxLength(20)), [...defaults.policies]),
    tolerance: z.optional(tolerance.schema),
  });
}

const placed = (path: string, parameters: Readonly<Record<string, Ranged<unknown>>>) =>
  Object.fromEntries(Object.entries(parameters).map(([name, ranged]) => [`${path}.${name}`, ranged]));

/** The parameters of `behavior`, for forms and reference pages; all may be left out. */
export const behaviorParameters: Readonly<Record<string, Ranged<unknown>>> = {
  ...placed('behavior.scaleUp', rulesParameters('up', DEFAULT_SCALE_UP)),
  ...placed('behavior.scaleDown', rulesParameters('down', DEFAULT_SCALE_DOWN)),
};

/** `behavior` of an HPA; what is left out has the API's defaults. */
export const behaviorSchema = z.prefault(
  z.strictObject({
    scaleUp: z.prefault(rulesSchema('up', DEFAULT_SCALE_UP), {}),
    scaleDown: z.prefault(rulesSchema('down', DEFAULT_SCALE_DOWN), {}),
  }),
  {},
);

interface Stamped {
  readonly at: number;
  readonly value: number;
}

/** What the controller remembers between ticks: raw recommendations, and replicas added and removed. */
export interface BehaviorState {
  recommendations: Stamped[];
  added: Stamped[];
  removed: Stamped[];
}

export const startBehavior = (): BehaviorState => ({ recommendations: [], added: [], removed: [] });

const sumSince = (events: readonly Stamped[], cutoff: number): number =>
  // Strict: what happened exactly one period ago is out (After in getReplicasChangePerPeriod of horizontal.go).
  events.reduce((sum, { at, value }) => (at > cutoff ? sum + value : sum), 0);

/** Rule 5, stabilizeRecommendationWithBehaviors: the most (down) and the least (up) that was wanted within the windows hold the count between them. */
export function stabilise(
  state: BehaviorState,
  behavior: Behavior,
  now: number,
  current: number,
  wanted: number,
): number {
  const upCutoff = now - behavior.scaleUp.stabilizationWindowSeconds;
  const downCutoff = now - behavior.scaleDown.stabilizationWindowSeconds;
  let least = wanted;
  let most = wanted;
  for (const { at, value } of state.recommendations) {
    if (at > upCutoff && value < least) least = value;
    if (at > downCutoff && value > most) most = value;
  }
  const oldest = Math.min(upCutoff, downCutoff);
  state.recommendations = state.recommendations.filter(({ at }) => at > oldest);
  state.recommendations.push({ at: now, value: wanted });
  return Math.min(Math.max(current, least), most);
}

/** Where a policy lets the count go within its period, from what it was at the period's start. */
function limits(state: BehaviorState, rules: ScalingRules, now: number, current: number, sign: 1 | -1): number[] {
  return rules.policies.map(({ type, value, periodSeconds }) => {
    const cutoff = now - periodSeconds;
    const atStart = current - sumSince(state.added, cutoff) + sumSince(state.removed, cutoff);
    if (type === 'Pods') return atStart + sign * value;
    // Up is rounded up, so that a small count grows at all; down is cut off, towards fewer.
    return sign > 0 ? Math.ceil(atStart * (1 + value / 100)) : Math.trunc(atStart * (1 - value / 100));
  });
}

/** Rules 6 and 7, convertDesiredReplicasWithBehaviorRate: never faster than the policies, never outside the bounds. */
export function limitRate(
  state: BehaviorState,
  behavior: Behavior,
  now: number,
  current: number,
  wanted: number,
  bounds: { readonly minimum: number; readonly maximum: number },
): number {
  if (wanted > current) {
    const { scaleUp } = behavior;
    if (scaleUp.selectPolicy === 'Disabled') return current;
    const allowed = limits(state, scaleUp, now, current, 1);
    const limit = scaleUp.selectPolicy === 'Min' ? Math.min(...allowed) : Math.max(...allowed);
    return Math.min(wanted, bounds.maximum, Math.max(limit, current));
  }
  if (wanted < current) {
    const { scaleDown } = behavior;
    if (scaleDown.selectPolicy === 'Disabled') return current;
    const allowed = limits(state, scaleDown, now, current, -1);
    const limit = scaleDown.selectPolicy === 'Min' ? Math.max(...allowed) : Math.min(...allowed);
    return Math.max(wanted, bounds.minimum, Math.min(limit, current));
  }
  return wanted;
}

/** Writes down a change that is being made. */
export function recordChange(
  state: BehaviorState,
  behavior: Behavior,
  now: number,
  before: number,
  after: number,
): void {
  const longest = Math.max(
    ...behavior.scaleUp.policies.map((policy) => policy.periodSeconds),
    ...behavior.scaleDown.policies.map((policy) => policy.periodSeconds),
  );
  state.added = state.added.filter(({ at }) => at > now - longest);
  state.removed = state.removed.filter(({ at }) => at > now - longest);
  if (after > before) state.added.push({ at: now, value: after - before });
  if (after < before) state.removed.push({ at: now, value: before - after });
}
