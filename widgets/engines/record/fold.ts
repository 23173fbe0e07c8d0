import type { EventKind } from './define-event.ts';
import type { AnyEvent } from './event.ts';
import type { EventType } from './event-body.ts';
import { eventKinds } from './events/index.ts';
import { copyState, emptyState, type LearnerState } from './learner-state.ts';

// A Map, and not the object itself: an event's type is text from a file, and may be `constructor`.
const kinds = new Map<string, EventKind>(Object.entries(eventKinds as unknown as Record<EventType, EventKind>));

/** How this version reads an event: `unknown` for a type or a later version it does not know, `malformed` for a body that its schema refuses. */
export type Reading = 'folded' | 'unknown' | 'malformed';

/** How `foldEvents` treats the event. */
export function readEvent(event: AnyEvent): Reading {
  const kind = kinds.get(event.type);
  if (!kind || event.version > kind.version) return 'unknown';
  return kind.body.safeParse(event.body).success ? 'folded' : 'malformed';
}

/**
 * The state after the events, which must be in the record's order (`compareEvents`). Pure: `from` is not changed. Events that this version cannot
 * read change nothing; they stay in the log for a version that can.
 */
export function foldEvents(events: Iterable<AnyEvent>, from: LearnerState = emptyState()): LearnerState {
  const state = copyState(from);
  for (const event of events) {
    const kind = kinds.get(event.type);
    if (!kind || event.version > kind.version) continue;
    const body = kind.body.safeParse(event.body);
    if (body.success) kind.reduce(state, body.data, event);
  }
  return state;
}
