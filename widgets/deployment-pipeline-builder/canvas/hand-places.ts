import type { Draft } from '../draft.ts';
import type { HandPositions } from '../hand-positions.ts';
import { placeOf } from '../places.ts';
import { type Layout, nodeSize, type Position } from './layout.ts';

/** Where everything is: as laid out, but for what a person has put elsewhere in its lane. Upper left corners by id. */
export function handPlaces(layout: Layout, draft: Draft, byHand: HandPositions): ReadonlyMap<string, Position> {
  const lanes = new Map(layout.lanes.map((lane) => [lane.place, lane]));
  return new Map(
    draft.components.map((component) => {
      const moved = byHand.get(component.id);
      const lane = lanes.get(placeOf(component));
      if (!moved || !lane) return [component.id, layout.places.get(component.id) ?? { x: 0, y: 0 }];
      const lowest = Math.max(0, lane.height - nodeSize.height);
      return [component.id, { x: moved.x, y: lane.y + Math.min(Math.max(moved.y, 0), lowest) }];
    }),
  );
}
