import { type Edge, MarkerType, type Node } from '@xyflow/svelte';
import type { ComponentView } from '../component-view.ts';
import type { Draft } from '../draft.ts';
import { routeShares, routesOf } from '../routes.ts';
import { nodeSize, type Position } from './layout.ts';

export type ComponentNode = Node<{ view: ComponentView }, 'component'>;

/**
 * The diagram's nodes for a draft. Nodes that are in the diagram already keep their measured size; they keep their place too when a person moved
 * them, that is, when they no longer stand where the layout before put them.
 */
export function toNodes(
  views: readonly ComponentView[],
  places: ReadonlyMap<string, Position>,
  before: { readonly nodes: readonly ComponentNode[]; readonly places: ReadonlyMap<string, Position> },
  selectedId: string | null,
): ComponentNode[] {
  return views.map((view) => {
    const existing = before.nodes.find((node) => node.id === view.id);
    const placedBefore = before.places.get(view.id);
    const wasMoved =
      existing && placedBefore && (existing.position.x !== placedBefore.x || existing.position.y !== placedBefore.y);
    return {
      ...existing,
      id: view.id,
      type: 'component',
      data: { view },
      position: wasMoved ? existing.position : { ...(places.get(view.id) ?? { x: 0, y: 0 }) },
      width: nodeSize.width,
      height: nodeSize.height,
      selected: view.id === selectedId,
      ariaLabel: view.sentence,
    };
  });
}

/** The diagram's edges; where requests divide, each says its share. */
export function toEdges(draft: Draft): Edge[] {
  return draft.components.flatMap((component) => {
    const routes = routesOf(component);
    const shares = routeShares(routes);
    return routes.map((route, index) => ({
      id: `${component.id}→${route.id}`,
      source: component.id,
      target: route.id,
      markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
      ariaLabel: `From ${component.id} to ${route.id}`,
      ...(routes.length > 1 ? { label: `${(shares[index]! * 100).toFixed(0)} %` } : {}),
    }));
  });
}
