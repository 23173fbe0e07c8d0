import { eventSha, type RecordEvent } from './event.ts';
import type { EventStore } from './event-store.ts';
import type { StoredRows } from './store-link.ts';

const idOf = (row: unknown): unknown => (row as { readonly id?: unknown } | null)?.id;

/**
 * A browser that is short of space deletes what a site has stored, the second copy included, even while a page of it is open. What this page had read or written is then in its memory only, and is
 * stored again before anything else happens; rejects where there is no room for it yet. `known` are the events that were stored, as far as this page knows.
 */
export async function putBack(store: EventStore, known: Iterable<RecordEvent>, found: StoredRows) {
  const stored = new Set([...found.rows, ...found.aside].map(idOf));
  // A damaged row that another tab has taken out of the log stays out.
  const forgotten = [...known].filter((event) => !stored.has(event.id) && eventSha(event) === event.sha);
  if (forgotten.length > 0) await store.putBack(forgotten);
  return { count: forgotten.length, found: { ...found, rows: [...found.rows, ...forgotten] } };
}
