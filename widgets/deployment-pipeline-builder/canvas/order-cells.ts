import type { DraftComponent } from '../draft.ts';
import { routesOf } from '../routes.ts';

/** The components of one lane in one column, from top to bottom; null is room that a long way passes through. */
export interface Cell {
  readonly lane: number;
  readonly column: number;
  readonly ids: readonly (string | null)[];
}

interface Seat {
  readonly id: string | null;
  readonly lane: number;
  readonly column: number;
  readonly before: Seat[];
  readonly after: Seat[];
  /** Where it sits in its cell, from the top. */
  row: number;
}

/** More ways than this through a drawing are not told apart by eye; then long ones get no room of their own. */
const mostPassages = 1000;

/** A seat for each component, and one for each column that a way passes by, so that it is not drawn through what stands there. */
function seat(
  ordered: readonly DraftComponent[],
  columns: ReadonlyMap<string, number>,
  laneOf: (component: DraftComponent) => number,
): Seat[] {
  const seats: Seat[] = [];
  const take = (id: string | null, lane: number, column: number): Seat => {
    const taken: Seat = { id, lane, column, before: [], after: [], row: 0 };
    seats.push(taken);
    return taken;
  };
  const join = (from: Seat, to: Seat) => {
    from.after.push(to);
    to.before.push(from);
  };
  const own = new Map(
    ordered.map((component) => [component.id, take(component.id, laneOf(component), columns.get(component.id)!)]),
  );
  for (const component of ordered) {
    const from = own.get(component.id)!;
    for (const { id } of routesOf(component)) {
      const to = own.get(id);
      if (!to || to.column <= from.column) continue;
      let last = from;
      for (let column = from.column + 1; column < to.column && seats.length < mostPassages; column++) {
        const passage = take(null, to.lane, column);
        join(last, passage);
        last = passage;
      }
      join(last, to);
    }
  }
  return seats;
}

const mean = (seats: readonly Seat[], own: number): number =>
  seats.length === 0 ? own : seats.reduce((sum, { lane, row }) => sum + lane * 1e3 + row, 0) / seats.length;

/** Orders each cell by the mean place of what leads to it, then of where it leads, a few times (the barycentre rule). Ties keep the order of the flow. */
export function orderCells(
  ordered: readonly DraftComponent[],
  columns: ReadonlyMap<string, number>,
  laneOf: (component: DraftComponent) => number,
): Cell[] {
  const cells = new Map<string, Seat[]>();
  for (const taken of seat(ordered, columns, laneOf)) {
    const key = `${taken.column}/${taken.lane}`;
    const cell = cells.get(key) ?? [];
    cells.set(key, cell);
    taken.row = cell.length;
    cell.push(taken);
  }
  const byColumn = [...cells.values()].toSorted((a, b) => a[0]!.column - b[0]!.column);
  const sweep = (list: readonly Seat[][], side: 'before' | 'after') => {
    for (const cell of list) {
      const wanted = new Map(cell.map((one) => [one, mean(one[side], one.lane * 1e3 + one.row)]));
      cell.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
      for (const [row, one] of cell.entries()) one.row = row;
    }
  };
  for (let round = 0; round < 3; round++) {
    sweep(byColumn, 'before');
    sweep(byColumn.toReversed(), 'after');
  }
  return byColumn.map((cell) => ({ lane: cell[0]!.lane, column: cell[0]!.column, ids: cell.map(({ id }) => id) }));
}
