import type { Problem } from '../../../kit/problem.ts';
import type { LooseComponent, LooseGraph } from './loose-graph.ts';

type Loose = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});

/** Caches that nothing could ever be found in, or that lead nowhere. */
export function findCachingProblems(input: unknown, graph: LooseGraph): Problem[] {
  const caches = graph.components.filter(({ kind }) => kind === 'cache');
  if (caches.length === 0) return [];
  const { components, run } = asObject(input);
  const written = (Array.isArray(components) ? Array.from(components) : []).map(asObject);
  const { durationSeconds } = asObject(run);
  return [
    ...keylessSources(graph, written),
    ...caches.flatMap((cache) => {
      const settings = written[cache.index] ?? {};
      return [...noOrigin(cache), ...noRoom(cache, settings), ...restartAfterTheEnd(cache, settings, durationSeconds)];
    }),
  ];
}

/** A source without keys whose requests may reach a cache; told once, with the nearest. */
function keylessSources({ components }: LooseGraph, written: readonly Loose[]): Problem[] {
  const byId = new Map(components.map((component) => [component.id, component]));
  return components.flatMap((source) => {
    if (!source.isSource || written[source.index]?.['keys'] !== undefined) return [];
    const cache = nearestCache(source, byId);
    if (!cache) return [];
    return [
      {
        path: `components[${source.index}].keys`,
        expected: `keys, by which the cache "${cache.id}" finds an answer again`,
        found: 'nothing',
        fix: 'Add for example "keys": { "count": 10000, "zipfExponent": 1 } to the source, or take the cache out.',
      },
    ];
  });
}

function nearestCache(
  from: LooseComponent,
  byId: ReadonlyMap<string | undefined, LooseComponent>,
): LooseComponent | undefined {
  const reached = new Set([from]);
  for (const component of reached) {
    if (component.kind === 'cache') return component;
    for (const { id } of component.ways) {
      const next = byId.get(id);
      if (next) reached.add(next);
    }
  }
  return undefined;
}

function noOrigin({ index, ways }: LooseComponent): Problem[] {
  if (ways.length > 0) return [];
  return [
    {
      path: `components[${index}].to`,
      expected: 'the component from which the cache fetches what it does not hold',
      found: 'nothing',
      fix: 'Send the cache to a model server or whatever else answers.',
    },
  ];
}

function noRoom({ index }: LooseComponent, { capacityBytes, itemBytes = 1000 }: Loose): Problem[] {
  if (typeof capacityBytes !== 'number' || typeof itemBytes !== 'number' || !(capacityBytes < itemBytes)) return [];
  return [
    {
      path: `components[${index}].capacityBytes`,
      expected: `at least ${itemBytes}, the size of one item`,
      found: `${capacityBytes}`,
      fix: 'Raise capacityBytes, or lower itemBytes: nothing would ever be stored.',
    },
  ];
}

function restartAfterTheEnd({ index }: LooseComponent, { restartAtSeconds }: Loose, duration: unknown): Problem[] {
  if (typeof restartAtSeconds !== 'number' || typeof duration !== 'number' || restartAtSeconds < duration) return [];
  return [
    {
      path: `components[${index}].restartAtSeconds`,
      expected: `a moment before the end of the run at ${duration} s`,
      found: `${restartAtSeconds}`,
      fix: 'Restart earlier, run longer, or leave restartAtSeconds out.',
    },
  ];
}
