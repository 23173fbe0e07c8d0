import type { ComponentKindInfo } from '../../../widgets/engines/simulator/components/component-kind.ts';
import { componentKinds } from '../../../widgets/engines/simulator/components/index.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { families } from '../../reference/families.ts';

type Loose = Readonly<Record<string, unknown>>;

/** Short, so that a mutated one is over soon, and long enough that most of what a component does happens. */
const RUN = { seed: 1, durationSeconds: 15, warmUpSeconds: 5, replications: 2 };

const infos: readonly ComponentKindInfo[] = componentKinds;
const traffic = { id: 'users', kind: 'traffic', place: 'campus', arrivals: { process: 'poisson', ratePerSecond: 20 } };
const server = {
  id: 'model',
  kind: 'modelServer',
  replicas: 2,
  queueCapacity: 100,
  serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
};
const job = {
  id: 'job',
  kind: 'batchJob',
  chunkRows: 10,
  serviceTime: { distribution: 'exponential', meanSeconds: 0.05 },
};

const scenario = (...components: readonly Loose[]) => ({
  title: 'Mutated',
  components,
  links: [{ from: 'campus', to: 'cloud', roundTripSeconds: 0.03, usdPerGb: 0.09 }],
  run: RUN,
  objectives: [{ metric: 'sojournTimeSeconds.p95', atMost: 1 }],
});

/** A place and a link about which all is said. */
const network = {
  places: [{ id: 'campus', kind: 'edgeSite', zone: 'west', region: 'DE' }],
  links: [
    {
      ...{
        from: 'campus',
        to: 'cloud',
        preset: 'mobile4g',
        kilometres: 100,
        roundTripCv: 0.5,
        handshake: 'tls13',
        reuseShare: 0.5,
      },
      ...{
        upBitsPerSecond: 1e6,
        downBitsPerSecond: 1e7,
        lossProbability: 0.1,
        retransmitSeconds: 0.1,
        retransmissions: 2,
      },
      outages: { law: 'deterministic', upSeconds: 3, downSeconds: 0.5 },
      whileDown: { messages: 'store', storeCapacity: 10, whenFull: 'dropOldest', syncBatch: 5 },
    },
  ],
};

/** A component in the places where it may stand: in front of a server, behind a gateway, between a log and nothing. */
function around(kind: ComponentKindInfo, settings: Loose): readonly Loose[] {
  const component = { id: 'subject', kind: kind.kind, ...settings };
  const gateway = { id: 'door', kind: 'gateway', timeoutSeconds: 1, to: 'subject' };
  return [
    scenario({ ...component, to: 'model' }, server),
    scenario({ ...traffic, to: 'subject' }, component),
    scenario({ ...traffic, to: 'subject' }, { ...component, to: 'model' }, server),
    scenario({ ...traffic, to: 'subject' }, { ...component, to: 'model' }, { ...server, queues: 'perReplica' }),
    scenario({ ...traffic, to: 'door' }, gateway, component),
    { ...scenario({ ...traffic, to: 'subject' }, component), ...network },
    scenario({ ...traffic, to: 'subject' }, { ...component, place: 'campus', to: 'model' }, server),
    scenario(
      { ...traffic, to: 'subject' },
      { ...component, to: 'readers' },
      { ...server, id: 'readers', kind: 'streamProcessor', replicas: undefined, queueCapacity: undefined },
    ),
    scenario({ ...traffic, to: 'log' }, { id: 'log', kind: 'partitionedLog', partitions: 3, to: 'subject' }, component),
    scenario({ id: 'rows', kind: 'dataset', everySeconds: 10, rows: 200, to: 'subject' }, component),
    scenario(
      { id: 'rows', kind: 'dataset', everySeconds: 4, rows: 20, to: 'job' },
      job,
      { ...traffic, to: 'subject' },
      { ...component, to: 'model' },
      server,
    ),
  ].map((base) => JSON.parse(JSON.stringify(base)) as Loose);
}

/** The kind's example, and its example with each choice of each family that it has. */
function settingsOf(kind: ComponentKindInfo): readonly Loose[] {
  const chosen = families.flatMap((family) =>
    family.holders.flatMap((holder) => {
      const path = holder === '' ? family.chooser : `${holder}.${family.chooser}`;
      if (!kind.parameters.some((parameter) => parameter.path === path && !parameter.when)) return [];
      return family.entries.map(({ example }) => ({
        ...kind.example,
        ...(holder === '' ? (example as Loose) : { [holder]: example }),
      }));
    }),
  );
  return [kind.example, ...chosen];
}

/** A server that goes down, by every scope and every law of faults, and objectives with an error budget. */
function failing(): readonly Loose[] {
  const base = scenario({ ...traffic, to: 'model' }, server);
  const entriesOf = (id: string) => families.find((family) => family.id === id)!.entries.map(({ example }) => example);
  const faults = entriesOf('fault-scopes').flatMap((fault) =>
    entriesOf('outage-laws').map((outages) => ({ ...(fault as Loose), outages, detectionSeconds: 2 })),
  );
  const alerts = [{ severity: 'page', longSeconds: 10, shortSeconds: 2, burnRate: 2 }];
  return [
    ...faults.map((fault) => ({ ...base, faults: [fault] })),
    {
      ...base,
      slos: [{ id: 'answers', target: 0.9, intervalSeconds: 1, latencySeconds: 0.2, alerts }, { target: 0.99 }],
    },
  ];
}

/** Devices that ask a larger model, that run a part of one, and that get a new version, by every choice of these. */
function devices(): readonly Loose[] {
  const entriesOf = (id: string) => families.find((family) => family.id === id)!.entries.map(({ example }) => example);
  const serviceTime = { distribution: 'carried', meanSeconds: 0.1 };
  const device = { id: 'device', kind: 'device', place: 'campus', devices: 5, quality: 0.8, serviceTime, to: 'model' };
  const layers = [1, 2].map(() => ({ deviceSeconds: 0.05, cloudSeconds: 0.01, outputBytes: 500 }));
  const more = [
    ...entriesOf('confidence').map((confidence) => ({ escalation: { confidence, timeoutSeconds: 1 } })),
    ...entriesOf('rollouts').map((rollout) => ({ update: { sizeBytes: 1000, installSeconds: 1, rollout } })),
    { split: { inputBytes: 2000, layers, after: 1 } },
  ];
  return more.map((keys) => ({
    ...scenario({ ...traffic, to: 'device' }, { ...device, ...keys }, { ...server, quality: 0.9, serviceTime }),
    ...network,
  }));
}

/** A cache with each way in which entries leave it, in front of a feature store and a server. */
function caches(): readonly Loose[] {
  const store = {
    ...{ id: 'features', kind: 'featureStore', serviceTime: { distribution: 'exponential', meanSeconds: 0.01 } },
    ...{ materialiseEverySeconds: 5, materialisationDelaySeconds: 1, streamDelaySeconds: 2, changeEverySeconds: 10 },
  };
  const cache = { id: 'cache', kind: 'cache', ttlSeconds: 2, coalescing: true, staleWhileRevalidateSeconds: 1 };
  const users = { ...traffic, keys: { count: 50, zipfExponent: 1, churnEverySeconds: 1 }, to: 'cache' };
  return families
    .find(({ id }) => id === 'eviction')!
    .entries.map(({ example }) =>
      scenario(
        users,
        { ...cache, ...(example as Loose), negativeShare: 0.1, negativeTtlSeconds: 1, to: 'features' },
        { ...store, to: 'model' },
        server,
      ),
    );
}

/** Versions among which a router chooses by every strategy, a version that gets copies, and replicas that are replaced. */
function deliveries(): readonly Loose[] {
  const strategies = families
    .find((family) => family.id === 'delivery')!
    .entries.map(({ example }) => example as Loose);
  const to = [
    { id: 'model', weight: 3 },
    { id: 'canary', weight: 0 },
  ];
  const keyed = { ...traffic, keys: { count: 100, zipfExponent: 0 } };
  const rollingUpdate = { startSeconds: 6, coldStart: { distribution: 'deterministic', meanSeconds: 2 } };
  return [
    ...strategies.flatMap((delivery) =>
      [{}, { rollbackSeconds: 10 }].map((rollback) =>
        scenario(
          { ...keyed, to: 'router' },
          { id: 'router', kind: 'router', sticky: true, to, delivery: { ...delivery, startSeconds: 6, ...rollback } },
          server,
          { ...server, id: 'canary' },
        ),
      ),
    ),
    scenario(
      { ...traffic, to: 'shadow' },
      { id: 'shadow', kind: 'shadow', mirror: { to: 'canary', percentage: 50 }, to: 'model' },
      { ...server, rollingUpdate },
      { ...server, id: 'canary' },
    ),
  ];
}

/** Valid scenarios with every component kind and every choice of every family in them, wherever the parser lets them stand. */
export function makeBases(): readonly Loose[] {
  const ofKinds = infos.flatMap((kind) => settingsOf(kind).flatMap((settings) => around(kind, settings)));
  return [...ofKinds, ...failing(), ...caches(), ...devices(), ...deliveries()].filter(
    (base) => parseScenario(base).ok,
  );
}
