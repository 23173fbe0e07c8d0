import { describe, expect, test } from 'vitest';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import type { ComponentKindInfo } from '../../../widgets/engines/simulator/components/component-kind.ts';
import type { Parameter } from '../../../widgets/engines/simulator/parameter.ts';

type Loose = Record<string, unknown>;

const kinds: readonly (ComponentKindInfo & { schema: { safeParse(value: unknown): { success: boolean } } })[] =
  componentKinds;
const everyParameter = kinds.flatMap((kind) =>
  kind.parameters.map(
    (parameter) =>
      [`${kind.kind} ${parameter.path}${parameter.when ? ` (${parameter.when.is})` : ''}`, kind, parameter] as const,
  ),
);

/** Examples of the variants, by where they go and their name; what `when` asks for. */
const variants: Readonly<Record<string, Loose>> = {
  poisson: { ratePerSecond: 20 },
  deterministic: { periodSeconds: 0.05 },
  gamma: { ratePerSecond: 20, cv: 2 },
  diurnal: { ratePerSecond: 20, amplitude: 0.5 },
  step: { ratePerSecond: 20, stepRatePerSecond: 200, startSeconds: 300 },
  trace: { timesSeconds: [0] },
  counts: { counts: [1] },
  rateTable: { ratesPerSecond: [1], binSeconds: 60 },
  mmpp: { quietRatePerSecond: 10, burstRatePerSecond: 90, quietSeconds: 10, burstSeconds: 10 },
  closed: { clients: 5, thinkTimeSeconds: 1 },
};
const laws: Readonly<Record<string, Loose>> = {
  deterministic: { meanSeconds: 0.1 },
  exponential: { meanSeconds: 0.1 },
  erlang: { meanSeconds: 0.1, shape: 4 },
  lognormal: { meanSeconds: 0.1, cv: 1 },
  boundedPareto: { shape: 1.5, minimumSeconds: 1e-9, maximumSeconds: 1e6 },
  empirical: { samplesSeconds: [0.1] },
  measured: { model: 'titanic-mlp' },
  affine: { baseSeconds: 0.01, perItemSeconds: 0.01 },
  carried: { meanSeconds: 0.1 },
};
const coldStarts: Readonly<Record<string, Loose>> = {
  deterministic: { meanSeconds: 1 },
  exponential: { meanSeconds: 1 },
  lognormal: { meanSeconds: 1 },
  empirical: { samplesSeconds: [1] },
};
const tokens: Readonly<Record<string, Loose>> = {
  constant: { tokens: 5 },
  geometric: { meanTokens: 5 },
  lognormal: { meanTokens: 5, cv: 1 },
  empirical: { samplesTokens: [5] },
  sequence: { tokens: [5] },
};
const autoscaling: Readonly<Record<string, Loose>> = {
  hpa: { maxReplicas: 10_000 },
  kpa: {},
  keda: { maxReplicaCount: 10_000 },
  targetTracking: { maxCapacity: 10_000, targetValue: 300 },
};
const families: Readonly<Record<string, Readonly<Record<string, Loose>>>> = {
  arrivals: variants,
  serviceTime: laws,
  promptTokens: tokens,
  outputTokens: tokens,
  coldStart: coldStarts,
  autoscaling,
  'autoscaling.coldStart': coldStarts,
  rateLimit: { tokenBucket: { ratePerSecond: 100, burst: 10 }, resilience4j: {} },
  retries: {
    ...{ envoy: { baseIntervalSeconds: 0 }, resilience4j: {}, fixed: {} },
    ...Object.fromEntries(
      ['awsFullJitter', 'awsEqualJitter', 'awsDecorrelated', 'exponential'].map((policy) => [
        policy,
        { baseSeconds: 0, capSeconds: 3600 },
      ]),
    ),
  },
  budget: { envoy: {}, finagle: {}, sre: {}, maximumRetries: {} },
  hedge: { delay: { afterSeconds: 1 }, percentile: {}, tied: {} },
  breaker: { hystrix: {}, resilience4j: {} },
  throttle: { sre: {} },
  limit: { envoy: {}, bulkhead: {} },
  shedding: { codel: {}, deadline: {}, priority: { fullAtRequests: 10, classes: [{ class: 2, above: 0.5 }] } },
  eventDelay: {
    exponential: { meanSeconds: 1 },
    lognormal: { meanSeconds: 1, cv: 2 },
    deterministic: { meanSeconds: 1 },
  },
  'escalation.confidence': { share: { escalatedShare: 0.2 }, beta: { alpha: 8, beta: 2, threshold: 0.8 } },
  'update.rollout': {
    constant: { maximumPerMinute: 10 },
    exponential: { baseRatePerMinute: 50, incrementFactor: 2, increaseAfter: 1000 },
  },
  commit: { beforeProcessing: {}, afterProcessing: {}, auto: {}, transactional: {} },
  processing: { microBatch: {}, checkpointed: {} },
  windows: {
    tumbling: { sizeSeconds: 60 },
    sliding: { sizeSeconds: 60, slideSeconds: 10 },
    session: { gapSeconds: 30 },
  },
  delivery: {
    argoRollouts: { version: 'y', steps: [{ setWeight: 20, pauseSeconds: 60 }] },
    flagger: { version: 'y' },
    blueGreen: { version: 'y' },
  },
  'rollingUpdate.coldStart': coldStarts,
  batching: { triton: { maxBatchSize: 8 }, tfserving: { maxBatchSize: 8 }, torchserve: {}, kserve: {} },
};
const groups: Readonly<Record<string, Loose>> = {
  keys: { count: 10 },
  spillOver: { to: 'y' },
  fallback: { to: 'y' },
  mirror: { to: 'y' },
  escalation: { confidence: { law: 'share', escalatedShare: 0.2 } },
  update: { rollout: { rate: 'constant', maximumPerMinute: 10 } },
  stragglers: { probability: 0.1, factor: 2 },
  spot: { meanSeconds: 3600 },
  checkpoint: { everySeconds: 600, writeSeconds: 30 },
  shift: { deadlineSeconds: 1e7, expectedSeconds: 1 },
  'autoscaling.nodes': { slotsPerNode: 4 },
};

/** What stands at a path around a parameter: the choice that it belongs to, where there is one, or else the first there is. */
function around(kind: ComponentKindInfo, path: string, choice: string | undefined): Loose | undefined {
  const family = families[path];
  if (!family) return groups[path];
  const depth = path.split('.').length;
  const chooser = kind.parameters.find(
    (candidate) =>
      candidate.path.startsWith(`${path}.`) && candidate.choices && candidate.path.split('.').length === depth + 1,
  );
  const chosen = choice ?? Object.keys(family)[0]!;
  return { [chooser!.path.split('.').at(-1)!]: chosen, ...family[chosen] };
}

/** The kind's example with the parameter set to `value`, and with what the parameter needs around it. */
function withValue(kind: ComponentKindInfo, parameter: Parameter, value: unknown): Loose {
  const component: Loose = { id: 'x', ...structuredClone(kind.example) };
  const keys = parameter.path.split('.');
  let key = keys.pop()!;
  let placed = value;
  for (let isInnermost = true; keys.length > 0; isInnermost = false) {
    const path = keys.join('.');
    const isWhenHere = parameter.when?.path.split('.').slice(0, -1).join('.') === path;
    const own = isInnermost && families[path] && !isWhenHere ? String(value) : undefined;
    placed = { ...around(kind, path, isWhenHere ? parameter.when!.is : own), [key]: placed };
    key = keys.pop()!;
  }
  const { when } = parameter;
  const choice = when && !when.path.includes('.') ? { [when.path]: when.is } : {};
  return { ...exclusive(component, key), ...choice, [key]: placed };
}

/** A dataset has rows or arrivals, and a period or a cron expression. */
function exclusive(component: Loose, group: string): Loose {
  if (component['kind'] !== 'dataset') return component;
  const { rows, everySeconds, ...rest } = component;
  if (group === 'cron') return { ...rest, rows };
  return group === 'arrivals' ? { ...rest, everySeconds } : component;
}

const isAccepted = (kind: (typeof kinds)[number], component: Loose) => kind.schema.safeParse(component).success;

describe('componentKinds', () => {
  test.each(kinds.map((kind) => [kind.kind, kind] as const))(
    '%s has an example that its schema accepts',
    (_name, kind) => {
      expect(isAccepted(kind, { id: 'x', ...kind.example })).toBe(true);
    },
  );

  test.each(everyParameter)(
    '%s accepts its default, its bounds and its choices, and nothing beyond',
    (_name, kind, parameter) => {
      if (parameter.default !== null)
        expect(isAccepted(kind, withValue(kind, parameter, parameter.default))).toBe(true);
      if (parameter.choices) {
        for (const choice of parameter.choices) expect(isAccepted(kind, withValue(kind, parameter, choice))).toBe(true);
        expect(isAccepted(kind, withValue(kind, parameter, 'no-such-choice'))).toBe(false);
        return;
      }
      if (parameter.kind === 'boolean') {
        for (const is of [true, false]) expect(isAccepted(kind, withValue(kind, parameter, is))).toBe(true);
        expect(isAccepted(kind, withValue(kind, parameter, 'true'))).toBe(false);
        return;
      }
      if (parameter.kind === 'text') {
        for (const value of ['', 1]) expect(isAccepted(kind, withValue(kind, parameter, value))).toBe(false);
        return;
      }
      const { minimum, maximum } = parameter as Required<Parameter>;
      expect(isAccepted(kind, withValue(kind, parameter, minimum))).toBe(true);
      expect(isAccepted(kind, withValue(kind, parameter, maximum))).toBe(true);
      expect(isAccepted(kind, withValue(kind, parameter, minimum - 1))).toBe(false);
      expect(isAccepted(kind, withValue(kind, parameter, maximum + 1))).toBe(false);
      expect(isAccepted(kind, withValue(kind, parameter, String(minimum)))).toBe(false);
      if (parameter.kind === 'integer') expect(isAccepted(kind, withValue(kind, parameter, minimum + 0.5))).toBe(false);
    },
  );

  test('every parameter says what it means, in which unit, and where that comes from', () => {
    for (const [name, , parameter] of everyParameter) {
      expect(parameter.meaning, name).toMatch(/^[A-Z].*\.$/);
      expect(parameter.label, name).not.toBe('');
      expect(parameter.source, name).not.toBe('');
    }
  });

  test('only parameters marked optional may be left out', () => {
    for (const [name, kind, parameter] of everyParameter) {
      const [group, key] = parameter.path.split('.') as [string, string?];
      if (key !== undefined || group in kind.example) continue;
      expect(parameter.isOptional, name).toBe(true);
    }
  });
});
