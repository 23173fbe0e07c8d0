import { nextTurn } from '../../kit/next-turn.ts';
import type { AnyEvent } from './event.ts';
import { foldEvents } from './fold.ts';
import { emptyState, type LearnerState } from './learner-state.ts';

/** So many events are folded between two pauses: about 20 ms of work. */
const SLICE_EVENTS = 10_000;

/** `foldEvents` from the beginning, with pauses, so that the page answers while a long log is read. */
export async function foldInSlices(events: readonly AnyEvent[]): Promise<LearnerState> {
  let state = emptyState();
  for (let from = 0; from < events.length; from += SLICE_EVENTS) {
    if (from > 0) await nextTurn();
    state = foldEvents(events.slice(from, from + SLICE_EVENTS), state);
  }
  return state;
}
