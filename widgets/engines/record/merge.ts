import { compareEvents, type RecordEvent } from './event.ts';

/** Two or more logs made one. */
export interface Merged {
  /** The union, in the record's order. */
  readonly events: readonly RecordEvent[];
  /** Ids under which there are events that differ. All of them are kept. */
  readonly conflicts: readonly string[];
}

/** The union of logs by id: commutative, associative and idempotent. Events with one id and different content are all kept, and the id is reported. */
export function mergeEvents(...logs: readonly (readonly RecordEvent[])[]): Merged {
  const byContent = new Map<string, RecordEvent>();
  for (const log of logs) for (const event of log) byContent.set(`${event.id} ${event.sha}`, event);
  const events = [...byContent.values()].sort(compareEvents);
  const seen = new Set<string>();
  const conflicts = new Set<string>();
  for (const { id } of events) (seen.has(id) ? conflicts : seen).add(id);
  return { events, conflicts: [...conflicts].sort() };
}
