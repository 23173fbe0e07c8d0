import type { Draft } from './draft.ts';

/** One step that was taken: the scenario before it, and the sentence that says what it did. */
interface Step {
  readonly scenario: Draft;
  readonly message: string;
}

/** What was, what is, and what was undone. Plain data: an undone step is the same object when it is done again. */
export interface History {
  readonly past: readonly Step[];
  readonly present: Draft;
  readonly future: readonly Step[];
}

/** Steps that can be taken back; older ones are forgotten. */
export const historyLimit = 100;

export function startHistory(present: Draft): History {
  return { past: [], present, future: [] };
}

/** Takes a step. A step that changes nothing (the very same scenario) leaves the history as it is. */
export function step(history: History, scenario: Draft, message: string): History {
  if (scenario === history.present) return history;
  return {
    past: [...history.past, { scenario: history.present, message }].slice(-historyLimit),
    present: scenario,
    future: [],
  };
}

/** Takes the last step back, if there is one. */
export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  const future = [{ scenario: history.present, message: last.message }, ...history.future];
  return { past: history.past.slice(0, -1), present: last.scenario, future };
}

/** Takes the step again that was last taken back, if there is one. */
export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return {
    past: [...history.past, { scenario: history.present, message: next.message }],
    present: next.scenario,
    future: rest,
  };
}
