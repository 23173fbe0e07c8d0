import type { Draft } from './draft.ts';
import { type HandPositions, nothingMoved } from './hand-positions.ts';

/** One step that was taken: what was there before it, and the sentence that says what it did. */
interface Step {
  readonly scenario: Draft;
  readonly positions: HandPositions;
  readonly message: string;
}

/**
 * What was, what is, and what was undone. Plain data: an undone step is the same object when it is done again. Where components were put by hand is part of
 * a step and no part of the scenario: moving a box can be undone, and changes no byte of what is run, kept as a file or shared.
 */
export interface History {
  readonly past: readonly Step[];
  readonly present: Draft;
  readonly positions: HandPositions;
  readonly future: readonly Step[];
}

/** Steps that can be taken back; older ones are forgotten. */
export const historyLimit = 100;

export function startHistory(present: Draft, positions: HandPositions = nothingMoved): History {
  return { past: [], present, positions, future: [] };
}

/** What is there now, as a step that leads away from it. */
function here({ present, positions }: History, message: string): Step {
  return { scenario: present, positions, message };
}

/** Takes a step. A step that changes nothing (the very same scenario and positions) leaves the history as it is. */
export function step(history: History, scenario: Draft, message: string, positions = history.positions): History {
  if (scenario === history.present && positions === history.positions) return history;
  return {
    past: [...history.past, here(history, message)].slice(-historyLimit),
    present: scenario,
    positions,
    future: [],
  };
}

/** Moves components on in the step that moved them last, told by its sentence: many presses of an arrow key are one step. */
export function moveOn(history: History, positions: HandPositions, message: string): History {
  const last = history.past.at(-1);
  const isSame = last?.message === message && last.scenario === history.present && history.future.length === 0;
  return isSame ? { ...history, positions } : step(history, history.present, message, positions);
}

/** Takes the last step back, if there is one. */
export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  const { scenario: present, positions, message } = last;
  return { past: history.past.slice(0, -1), present, positions, future: [here(history, message), ...history.future] };
}

/** Takes the step again that was last taken back, if there is one. */
export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (!next) return history;
  const { scenario: present, positions, message } = next;
  return { past: [...history.past, here(history, message)], present, positions, future };
}
