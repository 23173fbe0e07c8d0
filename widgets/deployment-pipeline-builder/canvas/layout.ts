import { Graph, layout } from '@dagrejs/dagre';
import type { Draft } from '../draft.ts';
import { routesOf } from '../routes.ts';

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Width and height of a component in the diagram, in pixels; the node's style sets the same. */
export const nodeSize = { width: 208, height: 104 } as const;

/** Left to right in the order of the flow, by the layered method of Sugiyama as dagre implements it. Returns top left corners by id. */
export function layOut(draft: Draft): ReadonlyMap<string, Position> {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  const known = new Set(draft.components.map((component) => component.id));
  for (const id of known) graph.setNode(id, { ...nodeSize });
  for (const component of draft.components) {
    for (const route of routesOf(component)) if (known.has(route.id)) graph.setEdge(component.id, route.id);
  }
  layout(graph);
  return new Map(
    [...known].map((id) => {
      const { x, y } = graph.node(id) as Position;
      return [id, { x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 }];
    }),
  );
}
