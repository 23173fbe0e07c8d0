import fc from 'fast-check';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { Curves } from '../../../widgets/engines/simulator/service/service-law.ts';
import { anyComponent, exampleComponent } from './arbitrary-component.ts';

type Loose = Record<string, unknown>;

const has = (name: string) => componentKinds.some(({ kind }) => kind === name);
/** Compute that answers requests as they come; the others read a dataset or a log. */
const servers = componentKinds
  .filter(({ kind, family }) => family === 'compute' && kind !== 'batchJob' && kind !== 'streamProcessor')
  .map(({ kind }) => kind);

/** The component with `keys`, and with what joins it to others: a way to spill over to, or none. */
function part(kind: string, keys: Loose, spillTo?: string): fc.Arbitrary<Loose> {
  return anyComponent(kind).map((random) => {
    const component: Loose = { ...random, ...keys };
    if (component['spillOver'] && spillTo)
      component['spillOver'] = { ...(component['spillOver'] as Loose), to: spillTo };
    else delete component['spillOver'];
    // Rows either come in a fixed number or arrive one by one.
    if (component['arrivals']) delete component['rows'];
    return component;
  });
}
const anyServer = (keys: Loose) => fc.constantFrom(...servers).chain((kind) => part(kind, keys, 'spare'));

/** Users, a gateway, two servers of any kind by weight, another behind one of them, and one to spill over to. */
const requests = fc.tuple(
  part('traffic', { id: 'users', place: 'campus', to: 'gateway' }),
  part('gateway', { id: 'gateway', to: [{ id: 'left', weight: 3 }, { id: 'right', weight: 1 }] }), // biome-ignore format: one line
  anyServer({ id: 'left', to: 'after' }),
  anyServer({ id: 'right' }),
  part('modelServer', { id: 'after', to: 'spare' }),
  part('modelServer', { id: 'spare' }),
);
const makeBalanced = () =>
  fc.tuple(
    part('traffic', { id: 'callers', to: 'balancer' }),
    part('loadBalancer', { id: 'balancer', to: 'pool' }),
    part('modelServer', { id: 'pool', queues: 'perReplica' }),
  );
const events = fc.tuple(
  part('eventStream', { id: 'events', to: 'log' }),
  part('partitionedLog', { id: 'log', to: 'consumers' }),
  part('streamProcessor', { id: 'consumers' }),
);
const rows = fc.tuple(part('dataset', { id: 'rows', to: 'job' }), part('batchJob', { id: 'job' }));

const parts: readonly fc.Arbitrary<readonly Loose[]>[] = has('loadBalancer')
  ? [requests, makeBalanced(), events, rows]
  : [requests, events, rows];

/** What the parser cannot accept in a component gives way to the kind's own example, which is always valid. */
function repair(input: { components: Loose[] }): Scenario | undefined {
  const parsed = parseScenario(input);
  if (parsed.ok) return parsed.value;
  const broken = new Set(
    parsed.problems.flatMap(({ path }) => [...String(path).matchAll(/components\W+(\w+)/g)].map((match) => match[1]!)),
  );
  const components = input.components.map((component, i) => {
    if (!broken.has(String(i)) && !broken.has(component['id'] as string)) return component;
    const { id, to, place, queues } = component;
    const kept = Object.fromEntries(
      Object.entries({ id, to, place, queues }).filter(([, value]) => value !== undefined),
    );
    return { ...exampleComponent(component['kind'] as string), ...kept };
  });
  const again = parseScenario({ ...input, components });
  return again.ok ? again.value : undefined;
}

/** For service laws that are measured: 10 ms and 1 ms more for each further row. */
export const curves = {
  'titanic-mlp': {
    model: 'titanic-mlp',
    source: 'recorded',
    device: 'none',
    browser: 'none',
    threads: 1,
    clockStepSeconds: 1e-6,
    measuredAt: '2026-01-01T00:00:00Z',
    points: [1, 64].map((batchSize) => ({
      batchSize,
      medianSeconds: 0.009 + 0.001 * batchSize,
      p95Seconds: null,
      runs: 9,
    })),
    fit: { baseSeconds: 0.009, perItemSeconds: 0.001, meanRelativeError: 0 },
    samplesSeconds: [0.009, 0.01, 0.012],
    samplesAre: 'singleCalls',
  },
} satisfies Curves;

/** One to three systems side by side, run for ten seconds; undefined when even the repaired scenario was refused. */
export const anyScenario: fc.Arbitrary<Scenario | undefined> = fc
  .record({
    systems: fc.subarray([...parts], { minLength: 1 }).chain((chosen) => fc.tuple(...chosen)),
    seed: fc.nat(1_000_000),
    warmUpSeconds: fc.constantFrom(0, 0, 3),
    roundTripSeconds: fc.constantFrom(0, 0.3),
  })
  .map(({ systems, seed, warmUpSeconds, roundTripSeconds }) =>
    repair({
      components: systems.flat() as Loose[],
      ...{ links: [{ from: 'campus', to: 'cloud', roundTripSeconds }] },
      ...{ run: { seed, durationSeconds: 10, warmUpSeconds, replications: 1 } },
    }),
  );
