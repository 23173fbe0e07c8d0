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

const scenario = (...components: readonly Loose[]) => ({
  title: 'Mutated',
  components,
  links: [{ from: 'campus', to: 'cloud', roundTripSeconds: 0.03, usdPerGb: 0.09 }],
  run: RUN,
  objectives: [{ metric: 'sojournTimeSeconds.p95', atMost: 1 }],
});

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
    scenario(
      { ...traffic, to: 'subject' },
      { ...component, to: 'readers' },
      { ...server, id: 'readers', kind: 'streamProcessor', replicas: undefined, queueCapacity: undefined },
    ),
    scenario({ ...traffic, to: 'log' }, { id: 'log', kind: 'partitionedLog', partitions: 3, to: 'subject' }, component),
    scenario({ id: 'rows', kind: 'dataset', everySeconds: 10, rows: 200, to: 'subject' }, component),
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

/** Valid scenarios with every component kind and every choice of every family in them, wherever the parser lets them stand. */
export function makeBases(): readonly Loose[] {
  return infos.flatMap((kind) =>
    settingsOf(kind).flatMap((settings) => around(kind, settings).filter((base) => parseScenario(base).ok)),
  );
}
