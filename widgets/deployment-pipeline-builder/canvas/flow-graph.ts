import type { Edge, MarkerType, Node } from '@xyflow/svelte';
import type { ComponentView } from '../component-view.ts';
import type { Draft } from '../draft.ts';
import { placeKind } from '../place-kind.ts';
import { joins, placeOf } from '../places.ts';
import { routeShares, routesOf } from '../routes.ts';
import { linkLabel } from './link-label.ts';
import { type Lane, nodeSize, type Position } from './layout.ts';

export type ComponentNode = Node<{ view: ComponentView }, 'component'>;
export type LaneNode = Node<{ place: string; kindLabel: string }, 'lane'>;
export type Way = Edge<{ share: string; link: string }, 'way'>;

/** The name and not the value of the library's enumeration: so this module, and what tests it, loads no component. */
const arrow = 'arrowclosed' as MarkerType;

/** The diagram's nodes for a draft. A node of which nothing changed stays the very same object, so that only what changed is drawn again. */
export function toNodes(
  views: readonly ComponentView[],
  places: ReadonlyMap<string, Position>,
  before: readonly Node[],
  selectedIds: readonly string[],
): ComponentNode[] {
  const existing = new Map(before.map((node) => [node.id, node as ComponentNode]));
  const selected = new Set(selectedIds);
  return views.map((view) => {
    const old = existing.get(view.id);
    const position = places.get(view.id) ?? { x: 0, y: 0 };
    const isSelected = selected.has(view.id);
    const isSame =
      old?.data.view.sentence === view.sentence &&
      old.data.view.tone === view.tone &&
      old.position.x === position.x &&
      old.position.y === position.y &&
      (old.selected ?? false) === isSelected;
    if (old && isSame) return old;
    return {
      ...old,
      id: view.id,
      type: 'component',
      data: { view },
      position: { ...position },
      width: nodeSize.width,
      height: nodeSize.height,
      selected: isSelected,
      zIndex: 1,
      ariaLabel: view.sentence,
    };
  });
}

/** The lanes behind the components: nothing that a pointer or a key could reach. */
export function toLanes(draft: Draft, lanes: readonly Lane[], width: number, before: readonly Node[]): LaneNode[] {
  return lanes.map(({ place, y, height }) => {
    const kindLabel = placeKind(draft, place);
    const old = before.find(({ id }) => id === `lane ${place}`) as LaneNode | undefined;
    const isSame =
      old?.data.kindLabel === kindLabel && old.position.y === y && old.height === height && old.width === width;
    if (old && isSame) return old;
    return {
      id: `lane ${place}`,
      type: 'lane',
      data: { place, kindLabel },
      position: { x: 0, y },
      width,
      height,
      zIndex: -1,
      draggable: false,
      selectable: false,
      focusable: false,
      deletable: false,
      connectable: false,
    };
  });
}

/** The diagram's edges; where requests divide, each says its share; where they cross to another place, what the link takes and costs. */
export function toEdges(draft: Draft, before: readonly Edge[]): Way[] {
  const existing = new Map(before.map((edge) => [edge.id, edge as Way]));
  const byId = new Map(draft.components.map((component) => [component.id, component]));
  return draft.components.flatMap((component) => {
    const routes = routesOf(component);
    const shares = routeShares(routes);
    return routes.map(({ id }, index): Way => {
      const target = byId.get(id);
      const [from, to] = [placeOf(component), target ? placeOf(target) : placeOf(component)];
      const crossed = from === to ? undefined : draft.links?.find((candidate) => joins(candidate, from, to));
      const link = from === to ? '' : linkLabel(crossed);
      const share = routes.length > 1 ? `${(shares[index]! * 100).toFixed(0)} %` : '';
      const old = existing.get(`${component.id}→${id}`);
      if (old?.data?.share === share && old.data.link === link) return old;
      return {
        ...{ id: `${component.id}→${id}`, type: 'way', source: component.id, target: id },
        data: { share, link },
        markerEnd: { type: arrow, width: 18, height: 18 },
        ariaLabel: [`From ${component.id} to ${id}`, share, link].filter(Boolean).join(', '),
      };
    });
  });
}

/** True when a list has the very same entries: then there is nothing to draw. */
export function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
