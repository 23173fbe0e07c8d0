import { nearest } from '../../../kit/nearest.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';
import { findBalancingProblems } from './balancing-problems.ts';
import { findCallingProblems } from './calling-problems.ts';
import type { LooseComponent, LooseGraph } from './loose-graph.ts';
import { findStreamingProblems } from './streaming-problems.ts';

type Graph = { readonly graph: LooseGraph; readonly byId: ReadonlyMap<string, LooseComponent> };

/** What is wrong with the graph: ids, ways that lead nowhere or in a circle, places without a link, logs and their consumers. */
export function findGraphProblems(graph: LooseGraph): Problem[] {
  const byId = new Map<string, LooseComponent>();
  for (const component of graph.components)
    if (component.id !== undefined && !byId.has(component.id)) byId.set(component.id, component);
  const context = { graph, byId };
  return [
    ...duplicateIds(context),
    ...missingSource(context),
    ...badWays(context),
    ...cycles(context),
    ...missingLinks(context),
    ...duplicateLinks(graph),
    ...findStreamingProblems(graph, byId),
    ...findBalancingProblems(graph, byId),
    ...findCallingProblems(graph),
  ];
}

function duplicateIds({ graph, byId }: Graph): Problem[] {
  return graph.components.flatMap(({ id, index }) => {
    const first = id === undefined ? undefined : byId.get(id)!.index;
    if (first === undefined || first === index) return [];
    return [
      {
        path: `components[${index}].id`,
        expected: 'an id of its own',
        found: `${describeFound(id)}, which components[${first}] has`,
        fix: 'Give one of them another id.',
      },
    ];
  });
}

function missingSource({ graph }: Graph): Problem[] {
  const { components } = graph;
  if (components.length === 0 || components.some((component) => component.isSource || !component.isKnownKind))
    return [];
  return [
    {
      path: 'components',
      expected: 'at least one source: traffic, eventStream or dataset',
      found: 'none',
      fix: 'Add a component that sends requests, for example of the kind "traffic".',
    },
  ];
}

function badWays({ graph, byId }: Graph): Problem[] {
  return graph.components.flatMap((component) => {
    const seen = new Set<string>();
    const problems = component.ways.flatMap(({ id, path }) => {
      const target = byId.get(id);
      const isRepeated = seen.has(id);
      seen.add(id);
      if (!target) return [unknownTarget(id, path, component, byId)];
      if (isRepeated)
        return [
          {
            path,
            expected: 'each id once',
            found: `${describeFound(id)} a second time`,
            fix: 'Add the weights up in one entry.',
          },
        ];
      if (!target.isSource) return [];
      return [
        {
          path,
          expected: 'a component that takes requests',
          found: `the source ${describeFound(id)}`,
          fix: 'Requests come from a source; send them to another component.',
        },
      ];
    });
    const hasNoWeight = component.ways.length > 1 && component.ways.every((way) => way.weight === 0);
    if (!hasNoWeight) return problems;
    return [
      ...problems,
      {
        path: `components[${component.index}].to`,
        expected: 'a weight above 0',
        found: 'only weights of 0',
        fix: 'Give at least one of them a positive weight.',
      },
    ];
  });
}

function unknownTarget(id: string, path: string, from: LooseComponent, byId: Graph['byId']): Problem {
  const ids = [...byId.keys()].filter((other) => other !== from.id);
  const near = nearest(id, ids);
  const fix =
    near === undefined
      ? `Use one of ${ids.join(', ') || 'the ids of this scenario'}, or leave "to" out to complete requests here.`
      : `Did you mean "${near}"?`;
  return { path, expected: 'the id of a component', found: describeFound(id), fix };
}

/** Walks along the ways; a component met again on the way it was reached by closes a circle. Each circle is told once. */
function cycles({ graph, byId }: Graph): Problem[] {
  const done = new Set<LooseComponent>();
  const problems: Problem[] = [];
  const walk = (component: LooseComponent, trail: LooseComponent[]): void => {
    for (const way of component.ways) {
      const target = byId.get(way.id);
      if (!target || done.has(target)) continue;
      const start = trail.indexOf(target);
      if (start < 0) walk(target, [...trail, target]);
      else
        problems.push({
          path: way.path,
          expected: 'ways that never lead back',
          found: [...trail.slice(start), target].map((on) => on.id).join(' → '),
          fix: 'Take one of these connections out.',
        });
    }
    done.add(component);
  };
  for (const component of graph.components) if (!done.has(component)) walk(component, [component]);
  return problems;
}

function missingLinks({ graph, byId }: Graph): Problem[] {
  const told = new Set<string>();
  return graph.components.flatMap(({ place, ways }) =>
    ways.flatMap(({ id, path }) => {
      const other = byId.get(id)?.place ?? place;
      const pair = [place, other].sort().join(' and ');
      const isJoined = graph.links.some(
        (link) => (link.from === place && link.to === other) || (link.from === other && link.to === place),
      );
      if (other === place || isJoined || told.has(pair)) return [];
      told.add(pair);
      return [
        {
          path,
          expected: `a link between the places ${pair}`,
          found: 'none',
          fix: `Add { "from": "${place}", "to": "${other}", "roundTripSeconds": … } to "links", or give both components the same place.`,
        },
      ];
    }),
  );
}

function duplicateLinks(graph: LooseGraph): Problem[] {
  return graph.links.flatMap(({ index, from, to }) => {
    if (from === undefined || to === undefined) return [];
    if (from === to)
      return [
        {
          path: `links[${index}]`,
          expected: 'two different places',
          found: `${describeFound(from)} twice`,
          fix: 'Remove it: within one place nothing is delayed.',
        },
      ];
    const first = graph.links.findIndex(
      (link) => (link.from === from && link.to === to) || (link.from === to && link.to === from),
    );
    if (first === index) return [];
    return [
      {
        path: `links[${index}]`,
        expected: 'one link between two places',
        found: `a second one, after links[${first}]`,
        fix: 'Remove one: a link goes both ways.',
      },
    ];
  });
}
