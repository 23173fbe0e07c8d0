import fc from 'fast-check';
import type { ComponentKind } from '../../../widgets/engines/simulator/components/component-kind.ts';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { Curves } from '../../../widgets/engines/simulator/service/service-law.ts';
import { anyComponent, exampleComponent } from './arbitrary-component.ts';
import { anyFurtherLinkKeys } from './arbitrary-link.ts';

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
    if (component['fallback'] && spillTo) component['fallback'] = { ...(component['fallback'] as Loose), to: spillTo };
    if (kind === 'shadow') component['mirror'] = { ...(component['mirror'] as Loose), to: spillTo };
    // An update within the run, of replicas that nobody scales and that are told apart.
    if (component['rollingUpdate'] && (component['autoscaling'] || component['discipline'] === 'processorSharing'))
      delete component['rollingUpdate'];
    if (component['rollingUpdate'])
      component['rollingUpdate'] = { ...(component['rollingUpdate'] as Loose), startSeconds: 2 };
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
/** A proxy behind another, with a smaller model to fall back to. */
const calls = fc.tuple(
  part('traffic', { id: 'clients', to: 'outer' }),
  part('proxy', { id: 'outer', to: 'inner' }, 'smaller'),
  part('proxy', { id: 'inner', to: 'callee' }),
  part('modelServer', { id: 'callee' }),
  part('modelServer', { id: 'smaller' }),
);
const lookups = fc.tuple(
  part('traffic', { id: 'readers', keys: { count: 30, zipfExponent: 1 }, to: 'cache' }),
  part('cache', { id: 'cache', to: 'features' }),
  part('featureStore', { id: 'features', to: 'scorer' }),
  part('modelServer', { id: 'scorer' }),
);
/** The steps of a delivery within the ten seconds, and a rollback after its start. */
function withinTheRun(router: Loose): Loose {
  const { delivery, ...rest } = router as { delivery?: Loose };
  if (!delivery) return rest;
  const { startSeconds, rollbackSeconds, ...keys } = delivery as { startSeconds?: number; rollbackSeconds?: number };
  const start = Math.min(5, startSeconds ?? 0);
  const steps = [20, 60].map((setWeight) => ({ setWeight, pauseSeconds: 1.5 }));
  return {
    ...rest,
    delivery: {
      ...{ ...keys, startSeconds: start },
      ...(delivery['strategy'] === 'argoRollouts' ? { steps } : {}),
      ...(rollbackSeconds === undefined ? {} : { rollbackSeconds: start + rollbackSeconds }),
    },
  };
}
/** Versions of a model: an old one, a new one that gets more and more, and one that gets copies of what the old one serves. */
const deliveries = fc.tuple(
  part('traffic', { id: 'visitors', keys: { count: 30, zipfExponent: 0 }, to: 'router' }),
  part('router', { id: 'router', to: [{ id: 'shadow', weight: 3 }, { id: 'canary', weight: 1 }] }).map(withinTheRun), // biome-ignore format: one line
  part('shadow', { id: 'shadow', to: 'stable' }, 'copy'),
  part('modelServer', { id: 'stable' }),
  part('modelServer', { id: 'canary' }),
  part('modelServer', { id: 'copy' }),
);
/** Members of a group that come, go and die within the ten seconds, and a job that fails; groups have their partitions soon. */
function withComings(consumers: Loose): fc.Arbitrary<Loose> {
  const { group, processing } = consumers as { group?: Loose; processing?: Loose };
  // A job has no group, and a plain group no offsets, in two of three: otherwise most of them would contradict themselves.
  return fc
    .tuple(
      fc.nat(2),
      fc.array(
        fc.record({ atSeconds: fc.constantFrom(2, 3.5, 5, 7.25), change: fc.constantFrom('join', 'leave', 'crash') }),
        { maxLength: 4 },
      ),
    )
    .map(([keep, changes]) => {
      const kept: Loose = { ...consumers };
      for (const key of keep === 0
        ? ['group', 'commit', 'autoscaling']
        : keep === 1
          ? ['processing', 'autoscaling']
          : ['group', 'commit', 'processing', 'windows'])
        delete kept[key];
      if (kept['group'])
        kept['group'] = {
          ...group,
          initialRebalanceDelaySeconds: 0,
          heartbeatIntervalSeconds: 0.3,
          sessionTimeoutSeconds: 2,
          changes,
        };
      if (kept['processing'])
        kept['processing'] = { ...processing, failuresAtSeconds: changes.map(({ atSeconds }) => atSeconds) };
      if (kept['windows'] && (kept['commit'] as Loose | undefined)?.['mode'] === 'transactional') delete kept['commit'];
      return kept;
    });
}
const events = fc.tuple(
  part('eventStream', { id: 'events', to: 'log' }),
  part('partitionedLog', { id: 'log', to: 'consumers' }),
  part('streamProcessor', { id: 'consumers' }).chain(withComings),
);
/** Devices that ask a larger model across the link, and devices that send the rest of a split network across it. */
const edge = fc.tuple(
  part('traffic', { id: 'sensors', place: 'campus', to: 'fleet' }),
  part('device', { id: 'fleet', place: 'campus', to: 'larger' }),
  part('modelServer', { id: 'larger' }),
  part('traffic', { id: 'cameras', place: 'campus', to: 'splitter' }),
  fc.constant<Loose>({
    ...{ id: 'splitter', kind: 'device', place: 'campus', devices: 3, to: 'layers' },
    ...{ serviceTime: { distribution: 'carried', meanSeconds: 1 } },
    split: {
      inputBytes: 2000,
      layers: [
        { deviceSeconds: 0.05, cloudSeconds: 0.01, outputBytes: 500 },
        { deviceSeconds: 0.3, cloudSeconds: 0.02, outputBytes: 8 },
      ],
    },
  }),
  fc.constant<Loose>({ id: 'layers', kind: 'modelServer', serviceTime: { distribution: 'carried', meanSeconds: 0.1 } }),
);
/** One schedule: seldom a cron expression, because none fires more often than every minute, and a run is long until then. */
function withSchedule(dataset: Loose): fc.Arbitrary<Loose> {
  const { cron: _, ...periodic } = { ...dataset, everySeconds: dataset['everySeconds'] ?? 2 } as Loose;
  const { everySeconds: __, ...daily } = { ...dataset, cron: '* * * * *' } as Loose;
  return fc.nat(15).map((pick) => (pick === 7 ? daily : periodic));
}
/** Rows and their job, and requests that look its predictions up. */
const rows = fc.tuple(
  part('dataset', { id: 'rows', to: 'job' }).chain(withSchedule),
  part('batchJob', { id: 'job' }),
  part('traffic', { id: 'askers', to: 'table' }),
  part('predictionTable', { id: 'table', to: 'online' }),
  part('modelServer', { id: 'online' }),
);

const parts: readonly fc.Arbitrary<readonly Loose[]>[] = has('loadBalancer')
  ? [requests, makeBalanced(), calls, lookups, events, rows, edge, deliveries]
  : [requests, calls, lookups, events, rows, edge, deliveries];

/** What the parser cannot accept in a component gives way to the kind's own example, which is always valid. */
function repair(input: { components: Loose[] } & Loose): Scenario | undefined {
  const parsed = parseScenario(input);
  if (parsed.ok) return parsed.value;
  const broken = new Set(
    parsed.problems.flatMap(({ path }) => [...String(path).matchAll(/components\W+(\w+)/g)].map((match) => match[1]!)),
  );
  const components = input.components.map((component, i) => {
    if (!broken.has(String(i)) && !broken.has(component['id'] as string)) return component;
    const { id, to, place, queues, keys } = component;
    const kept = Object.fromEntries(
      Object.entries({ id, to, place, queues, keys }).filter(([, value]) => value !== undefined),
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

/** Something that goes down within ten seconds; `pick` says which component. */
const anyFault = fc.record({
  pick: fc.nat(1000),
  scope: fc.constantFrom('instance', 'node', 'dependency', 'zone', 'region'),
  detectionSeconds: fc.constantFrom(0, 0.3, 5),
  outages: fc.constantFrom<Loose>(
    { law: 'scheduled', atSeconds: 2, durationSeconds: 1 },
    { law: 'deterministic', upSeconds: 0.7, downSeconds: 0.2 },
    { law: 'exponential', mtbfSeconds: 2, mttrSeconds: 0.5 },
  ),
});
type AnyFault = typeof anyFault extends fc.Arbitrary<infer Value> ? Value : never;

const kindOf = ({ kind }: Loose) => componentKinds.find((candidate) => candidate.kind === kind) as ComponentKind;

function faultOn(components: readonly Loose[], { pick, scope, ...when }: AnyFault): Loose {
  const serving = components.filter((component) => kindOf(component).family !== 'source');
  const component = serving[pick % serving.length]!;
  if (scope === 'zone') return { scope, zone: component['place'] ?? 'cloud', ...when };
  if (scope === 'region') return { scope, region: component['place'] ?? 'cloud', ...when };
  const hasUnits = kindOf(component).faultUnits !== undefined;
  if (scope === 'node' && hasUnits) return { scope, component: component['id'], replicasPerNode: 2, ...when };
  return { scope: scope === 'instance' && hasUnits ? scope : 'dependency', component: component['id'], ...when };
}

/** Ten seconds, or until a cron expression has fired. */
const lengthOf = (components: readonly Loose[]) => (components.some((component) => component['cron']) ? 65 : 10);

/** One to three systems side by side, run for ten seconds; undefined when even the repaired scenario was refused. */
export const anyScenario: fc.Arbitrary<Scenario | undefined> = fc
  .record({
    systems: fc.subarray([...parts], { minLength: 1 }).chain((chosen) => fc.tuple(...chosen)),
    seed: fc.nat(1_000_000),
    warmUpSeconds: fc.constantFrom(0, 0, 3),
    roundTripSeconds: fc.constantFrom(0, 0.3),
    link: anyFurtherLinkKeys,
    faults: fc.oneof(fc.constant<AnyFault[]>([]), fc.array(anyFault, { minLength: 1, maxLength: 3 })),
    slos: fc.constantFrom([], [{ target: 0.99, intervalSeconds: 1, latencySeconds: 0.5 }]),
  })
  .map(({ systems, seed, warmUpSeconds, roundTripSeconds, link, faults, slos }) =>
    repair({
      components: systems.flat() as Loose[],
      faults: faults.map((fault) => faultOn(systems.flat() as Loose[], fault)),
      slos,
      ...{ links: [{ from: 'campus', to: 'cloud', roundTripSeconds, ...link }] },
      ...{ run: { seed, durationSeconds: lengthOf(systems.flat() as Loose[]), warmUpSeconds, replications: 1 } },
    }),
  );

/**
 * For `fc.assert` over scenarios: a property that fails is reported after 100 seconds with the smallest scenario found until then. Making one smaller runs it
 * thousands of times, and no time limit of a test ends what never waits.
 */
export const shrinkAtMost = { interruptAfterTimeLimit: 100_000, markInterruptAsFailure: true } as const;
