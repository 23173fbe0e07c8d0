import { describe, expect, test } from 'vitest';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import type { ComponentKindInfo } from '../../../widgets/engines/simulator/components/component-kind.ts';
import { knownMetrics } from '../../../widgets/engines/simulator/metrics.ts';
import { metricOf } from '../../../widgets/engines/simulator/objectives.ts';
import type { Parameter } from '../../../widgets/engines/simulator/parameter.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';

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
  batching: { triton: { maxBatchSize: 8 }, tfserving: { maxBatchSize: 8 }, torchserve: {}, kserve: {} },
};
const groups: Readonly<Record<string, Loose>> = {
  rateLimit: { ratePerSecond: 100, burst: 10 },
  keys: { count: 10 },
  spillOver: { to: 'y' },
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

/** A dataset has rows or arrivals. */
function exclusive(component: Loose, group: string): Loose {
  if (component['kind'] !== 'dataset' || group !== 'arrivals') return component;
  const { rows: _rows, ...rest } = component;
  return rest;
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

describe('knownMetrics', () => {
  test('every metric that an objective may name is a number of the result', () => {
    const serviceTime = { distribution: 'deterministic', meanSeconds: 0.01 };
    const tokenCount = { distribution: 'constant', tokens: 20 };
    const arrivals = { process: 'poisson', ratePerSecond: 20 };
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime, to: 'balancer' },
        { id: 'balancer', kind: 'loadBalancer', policy: 'random', to: 'replicas' },
        { id: 'replicas', kind: 'modelServer', queues: 'perReplica', serviceTime },
        { id: 'events', kind: 'eventStream', arrivals, to: 'log' },
        { id: 'log', kind: 'partitionedLog', partitions: 2, to: 'consumers' },
        { id: 'consumers', kind: 'streamProcessor', serviceTime },
        { id: 'writers', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 }, to: 'llm' },
        { id: 'llm', kind: 'llmServer', promptTokens: tokenCount, outputTokens: tokenCount },
        { id: 'callers', kind: 'traffic', arrivals, to: 'function' },
        { id: 'function', kind: 'functions', serviceTime },
        { id: 'rows', kind: 'dataset', everySeconds: 5, arrivals, to: 'job' },
        { id: 'job', kind: 'batchJob', chunkRows: 10, serviceTime },
      ],
      run: { durationSeconds: 60, replications: 2 },
    });
    expect(new Set(scenario.components.map((component) => component.kind)).size).toBe(kinds.length);
    const result = simulate(scenario);
    const missing = knownMetrics(scenario.components).filter((metric) => typeof metricOf(result, metric) !== 'number');
    expect(missing).toEqual([]);
  });
});
