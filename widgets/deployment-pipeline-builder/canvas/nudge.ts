import type { BuilderSession } from '../builder-session.svelte.ts';
import { findComponent } from '../draft.ts';
import type { HandPosition } from '../hand-positions.ts';
import { placeOf } from '../places.ts';
import { moveByHand } from './arrange.ts';
import { type Layout, nodeSize, type Position } from './layout.ts';

/** Pixels of the diagram for one press, as Svelte Flow has them; with Shift four times as far. */
const STEP = 5;
const directions: Readonly<Record<string, Position>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * Moves what is selected by an arrow key, within its lane. Svelte Flow moves its own nodes by these keys and tells nobody: what it moved would be forgotten
 * at the next edit. True when it was such a key.
 */
export function nudge(
  session: BuilderSession,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  layout: Layout,
  places: ReadonlyMap<string, Position>,
): boolean {
  const direction = directions[key];
  if (!direction) return false;
  const by = STEP * (shiftKey ? 4 : 1);
  const moved = new Map<string, HandPosition>();
  for (const id of session.selection.ids) {
    const component = findComponent(session.draft, id);
    const lane = layout.lanes.find(({ place }) => component && place === placeOf(component));
    const at = places.get(id);
    if (!lane || !at) continue;
    const y = at.y - lane.y + direction.y * by;
    const lowest = Math.max(0, lane.height - nodeSize.height);
    moved.set(id, { x: Math.max(0, at.x + direction.x * by), y: Math.min(Math.max(0, y), lowest) });
  }
  if (moved.size > 0) moveByHand(session, moved, true);
  return true;
}
