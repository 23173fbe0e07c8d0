import type { Command } from './commands/command.ts';

/** Where a component was put by hand: pixels from the left of the diagram, and from the top of its lane. */
export interface HandPosition {
  readonly x: number;
  readonly y: number;
}

/**
 * By the ids of the components that were moved; all others stand where the layout puts them. Where a box stands changes no result, so it must not invalidate a
 * run, a link or a comparison of two pipelines. Rejected: a `layout` key in the scenario, for that reason. It is undone with the steps, and kept in the
 * learner's record.
 */
export type HandPositions = ReadonlyMap<string, HandPosition>;

export const nothingMoved: HandPositions = new Map();

export function withMoved(positions: HandPositions, moved: HandPositions): HandPositions {
  return new Map([...positions, ...moved]);
}

/** Forgets where these were put. */
export function withoutMoved(positions: HandPositions, ids: readonly string[]): HandPositions {
  return new Map([...positions].filter(([id]) => !ids.includes(id)));
}

/** A component stays where it was put under a new name. */
export function followRename(positions: HandPositions, command: Command): HandPositions {
  const position = command.type === 'rename' ? positions.get(command.id) : undefined;
  if (command.type !== 'rename' || !position) return positions;
  return withMoved(withoutMoved(positions, [command.id]), new Map([[command.newId, position]]));
}
