import type { Draft, DraftComponent } from '../draft.ts';
import { flowOrder } from '../flow-order.ts';
import { placeOf } from '../places.ts';
import { routesOf } from '../routes.ts';
import { type Cell, orderCells } from './order-cells.ts';

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** One place as a band across the diagram. */
export interface Lane {
  readonly place: string;
  /** Its upper edge, in pixels of the diagram. */
  readonly y: number;
  readonly height: number;
}

export interface Layout {
  /** Upper left corners by id. */
  readonly places: ReadonlyMap<string, Position>;
  readonly lanes: readonly Lane[];
  readonly width: number;
  readonly height: number;
}

/** Width and height of a component in the diagram, in pixels; the node's style sets the same. */
export const nodeSize = { width: 208, height: 104 } as const;
/** Pixels between components side by side (room for what is written on the links) and one above the other, and from a lane's edge. */
const gap = { x: 72, y: 28, lane: 20, title: 26 } as const;

/** How many steps from a source each component is at most: its column. */
function columnsOf(ordered: readonly DraftComponent[]): ReadonlyMap<string, number> {
  const columns = new Map(ordered.map(({ id }) => [id, 0]));
  const done = new Set<string>();
  for (const component of ordered) {
    done.add(component.id);
    for (const { id } of routesOf(component)) {
      // A way back, which only a pipeline that cannot run has, moves nothing.
      if (columns.has(id) && !done.has(id)) columns.set(id, Math.max(columns.get(id)!, columns.get(component.id)! + 1));
    }
  }
  return columns;
}

/**
 * Left to right in the order of the flow, one lane for each place, by layers as Sugiyama, Tagawa and Toda have them (1981): columns by the longest way from
 * a source, then an order within each column that leaves few crossings. Our own and not dagre's, which knows no lanes and takes 300 ms for 200 components.
 */
export function layOut(draft: Draft): Layout {
  const ordered = flowOrder(draft);
  const columns = columnsOf(ordered);
  const laneNames = [...new Set(ordered.map(placeOf))];
  const cells = orderCells(ordered, columns, (component) => laneNames.indexOf(placeOf(component)));
  const slots = laneNames.map((_, lane) =>
    Math.max(...cells.filter((cell) => cell.lane === lane).map((cell) => cell.ids.length)),
  );
  let below = 0;
  const lanes = laneNames.map((place, index): Lane => {
    const rows = slots[index]!;
    const height = gap.title + rows * nodeSize.height + (rows - 1) * gap.y + gap.lane;
    const lane = { place, y: below, height };
    below += height;
    return lane;
  });
  const places = new Map<string, Position>();
  for (const cell of cells) placeCell(cell, lanes[cell.lane]!, slots[cell.lane]!, places);
  const last = Math.max(-1, ...columns.values());
  const width = Math.max(nodeSize.width + 2 * gap.lane, (last + 1) * (nodeSize.width + gap.x) - gap.x + 2 * gap.lane);
  return { places, lanes, width, height: below };
}

function placeCell({ column, ids }: Cell, lane: Lane, rows: number, places: Map<string, Position>): void {
  const step = nodeSize.height + gap.y;
  const top = lane.y + gap.title + ((rows - ids.length) * step) / 2;
  ids.forEach((id, slot) => {
    if (id !== null) places.set(id, { x: gap.lane + column * (nodeSize.width + gap.x), y: top + slot * step });
  });
}

/** The lane that a component with its middle at this height is in, or the nearest. */
export function laneAt(lanes: readonly Lane[], y: number): Lane | undefined {
  return lanes.find((lane, index) => y < lane.y + lane.height || index === lanes.length - 1);
}
