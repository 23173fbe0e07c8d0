import type { Node } from '@xyflow/svelte';
import type { BuilderSession } from '../builder-session.svelte.ts';
import type { Command } from '../commands/command.ts';
import { findComponent } from '../draft.ts';
import { type HandPosition, withMoved, withoutMoved } from '../hand-positions.ts';
import { placeOf } from '../places.ts';
import { moveByHand } from './arrange.ts';
import { laneAt, type Layout, nodeSize } from './layout.ts';

/** Moves to other places as one command. */
function asCommand(moves: ReadonlyMap<string, readonly string[]>): Command | undefined {
  const commands = [...moves].map(([place, ids]) => ({ type: 'setPlace', ids, place }) as const);
  if (commands.length <= 1) return commands[0];
  return { type: 'batch', commands, label: `Moved components to ${[...moves.keys()].join(' and ')}` };
}

/** After a drag, as one step: components that were put into another lane move to its place, the others stand where they were put. */
export function settleDragged(session: BuilderSession, dragged: readonly Node[], layout: Layout): void {
  const stayed = new Map<string, HandPosition>();
  const moved = new Map<string, string[]>();
  for (const { id, position } of dragged) {
    const component = findComponent(session.draft, id);
    const lane = laneAt(layout.lanes, position.y + nodeSize.height / 2);
    if (!component || !lane) continue;
    if (lane.place === placeOf(component)) stayed.set(id, { x: Math.max(0, position.x), y: position.y - lane.y });
    else moved.set(lane.place, [...(moved.get(lane.place) ?? []), id]);
  }
  const command = asCommand(moved);
  if (!command) {
    if (stayed.size > 0) moveByHand(session, stayed);
    return;
  }
  const positions = withMoved(withoutMoved(session.positions, [...moved.values()].flat()), stayed);
  session.send({ type: 'edit', command, positions });
}
