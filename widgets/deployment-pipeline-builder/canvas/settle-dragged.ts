import type { Node } from '@xyflow/svelte';
import type { BuilderSession } from '../builder-session.svelte.ts';
import { findComponent } from '../draft.ts';
import { placeOf } from '../places.ts';
import { laneAt, type Layout, nodeSize } from './layout.ts';

/** After a drag: components that were put into another lane move to its place, the others stand where they were put. */
export function settleDragged(session: BuilderSession, dragged: readonly Node[], layout: Layout): void {
  const stayed = new Map<string, { x: number; y: number }>();
  const moved = new Map<string, string[]>();
  for (const { id, position } of dragged) {
    const component = findComponent(session.draft, id);
    const lane = laneAt(layout.lanes, position.y + nodeSize.height / 2);
    if (!component || !lane) continue;
    if (lane.place === placeOf(component)) stayed.set(id, { x: Math.max(0, position.x), y: position.y - lane.y });
    else moved.set(lane.place, [...(moved.get(lane.place) ?? []), id]);
  }
  if (stayed.size > 0) session.moveByHand(stayed);
  for (const [place, ids] of moved) {
    session.view.settle(ids);
    session.edit({ type: 'setPlace', ids, place });
  }
}
