import { componentKinds } from '../components/index.ts';
import { type DeliveryKeys, readDeliveryKeys } from '../delivery/metrics.ts';
import { type Guarded, readGuards } from '../guards/metrics.ts';
import { readStreamKeys, type StreamKeys } from '../streaming/metrics.ts';

/** A component as far as it can be read, whatever else is wrong with it. */
export interface LooseComponent extends Guarded, StreamKeys, DeliveryKeys {
  readonly index: number;
  readonly id: string | undefined;
  /** As written, known or not. */
  readonly kind: string | undefined;
  readonly isKnownKind: boolean;
  readonly isSource: boolean;
  readonly place: string;
  readonly consumers: number;
  readonly partitions: number;
  readonly queues: string | undefined;
  readonly replicas: number;
  readonly hasWeights: boolean;
  readonly isScaled: boolean;
  /** As written; undefined where there is none. */
  readonly spillOver: unknown;
  readonly hedge: unknown;
  readonly fallback: unknown;
  readonly failureProbability: unknown;
  readonly escalation: unknown;
  readonly split: unknown;
  readonly update: unknown;
  readonly quality: unknown;
  readonly deadlineSeconds: unknown;
  readonly ways: readonly { readonly id: string; readonly weight: number; readonly path: string }[];
}

export interface LooseLink {
  /** As written. */
  readonly keys: Readonly<Record<string, unknown>>;
  readonly index: number;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What of a document can be seen as a graph, so that its faults are told together with those of the schema. */
export interface LooseGraph {
  readonly components: readonly LooseComponent[];
  readonly links: readonly LooseLink[];
  readonly hasFaults: boolean;
  readonly metrics: readonly { readonly path: string; readonly metric: string }[];
}

type Loose = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const asNumber = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
/** A list without holes: JSON has none, but a program may hand one in. */
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? Array.from(value) : []);

const familyOf = new Map(componentKinds.map((kind) => [kind.kind, kind.family]));

function readWays(to: unknown, index: number): LooseComponent['ways'] {
  const path = `components[${index}].to`;
  if (typeof to === 'string') return [{ id: to, weight: 1, path }];
  return asList(to).flatMap((way, i) => {
    const { id, weight } = asObject(way);
    return typeof id === 'string' ? [{ id, weight: asNumber(weight, 1), path: `${path}[${i}].id` }] : [];
  });
}

/** `spillOver.to`, `fallback.to` and `mirror.to` are ways like any other: they must lead somewhere, in no circle, over a link that exists. */
function readSideWay(key: string, value: unknown, index: number): LooseComponent['ways'] {
  const { to } = asObject(value);
  return typeof to === 'string' ? [{ id: to, weight: 1, path: `components[${index}].${key}.to` }] : [];
}

function readComponent(value: unknown, index: number): LooseComponent {
  const { id, kind, place, to, spillOver, fallback, consumers, partitions, queues, replicas, weights, autoscaling } =
    asObject(value);
  const { failureProbability, hedge } = asObject(value);
  const family = familyOf.get(asText(kind) ?? '');
  return {
    index,
    id: asText(id),
    kind: asText(kind),
    isKnownKind: family !== undefined,
    isSource: family === 'source',
    place: asText(place) ?? 'cloud',
    consumers: asNumber(consumers, 1),
    partitions: asNumber(partitions, Infinity),
    queues: asText(queues),
    replicas: asNumber(replicas, 1),
    hasWeights: weights !== undefined,
    isScaled: autoscaling !== undefined,
    ...readStreamKeys(asObject(value)),
    spillOver,
    hedge,
    fallback,
    deadlineSeconds: asObject(value)['deadlineSeconds'],
    escalation: asObject(value)['escalation'],
    split: asObject(value)['split'],
    update: asObject(value)['update'],
    quality: asObject(value)['quality'],
    failureProbability,
    ...readGuards(asObject(value)),
    ...readDeliveryKeys(asObject(value)),
    ways: [
      ...readWays(to, index),
      ...readSideWay('spillOver', spillOver, index),
      ...readSideWay('fallback', fallback, index),
      ...readSideWay('mirror', asObject(value)['mirror'], index),
    ],
  };
}

/** The metrics that objectives and claims name. */
function readMetrics(key: string, list: unknown): LooseGraph['metrics'] {
  return asList(list).flatMap((objective, index) => {
    const metric = asText(asObject(objective)['metric']);
    return metric === undefined ? [] : [{ path: `${key}[${index}].metric`, metric }];
  });
}

export function readLooseGraph(input: unknown): LooseGraph {
  const { components, links, objectives, claimHolds, faults } = asObject(input);
  return {
    components: asList(components).map(readComponent),
    links: asList(links).map((link, index) => ({
      index,
      keys: asObject(link),
      from: asText(asObject(link)['from']),
      to: asText(asObject(link)['to']),
    })),
    hasFaults: asList(faults).length > 0,
    metrics: [...readMetrics('objectives', objectives), ...readMetrics('claimHolds', claimHolds)],
  };
}
