import { canonicalJson } from '../canonical-json.ts';
import { type RecordEvent, sealEvent, type UnsavedEvent } from '../event.ts';
import { type Database, eventRows } from '../record-database.ts';
import { hasSameContent, type Steps } from './stage-file.ts';

export interface Committed {
  readonly addedCount: number;
  readonly knownCount: number;
  readonly conflictCount: number;
}

/**
 * Joins the staged events to the record, as a union by id, in one transaction: all of them or none. An event that was never numbered gets the next number of its device here.
 */
export async function commitStaged(database: Database, { onProgress, isCancelled }: Steps): Promise<Committed> {
  const transaction = database.transaction(['events', 'staging', 'aside'], 'readwrite', { durability: 'strict' });
  const events = transaction.objectStore('events');
  const staging = transaction.objectStore('staging');
  const aside = transaction.objectStore('aside');
  let addedCount = 0;
  let knownCount = 0;
  let conflictCount = 0;

  const write = async () => {
    const shaById = new Map<string, string>();
    const lastSeq = new Map<string, number>();
    const note = ({ id, sha, device, seq }: RecordEvent) => {
      shaById.set(id, sha);
      if (seq > (lastSeq.get(device) ?? 0)) lastSeq.set(device, seq);
    };
    for await (const rows of eventRows({ getAll: (range, count) => events.getAll(range, count) }))
      for (const row of rows) note(row);
    const kept = new Set((await aside.getAll()).map(({ row }) => canonicalJson(row)));
    // The browser stores one group and reads the next one while this one is looked through.
    const keys = await staging.getAllKeys();
    const groupAt = (index: number) => (index < keys.length ? staging.get(keys[index]!) : undefined);
    let reading = groupAt(0);
    let storing: Promise<unknown> = Promise.resolve();
    for (let index = 0; index < keys.length; index++) {
      const group = await reading;
      reading = groupAt(index + 1);
      reading?.catch(() => {}); // Awaited in the next turn, unless this one ends it.
      const adding: Promise<unknown>[] = [];
      for (const line of group?.split('\n') ?? []) {
        const staged = JSON.parse(line) as RecordEvent | UnsavedEvent;
        const event = 'seq' in staged ? staged : sealEvent(staged, (lastSeq.get(staged.device) ?? 0) + 1);
        const known = shaById.get(event.id);
        if (known === undefined) {
          note(event);
          adding.push(events.add(event));
          addedCount++;
        } else if (known === event.sha || hasSameContent((await events.get(event.id))!, event)) knownCount++;
        else {
          conflictCount++;
          if (!kept.has(canonicalJson(event))) adding.push(aside.add({ reason: 'sameIdOtherContent', row: event }));
        }
      }
      await storing;
      storing = Promise.all(adding);
      storing.catch(() => {}); // Awaited after the next group.
      onProgress(addedCount + knownCount + conflictCount);
      if (isCancelled()) throw new DOMException('The import was cancelled.', 'AbortError');
    }
    await storing;
    await staging.clear();
  };
  const writing = write().catch((error) => {
    // What was added so far goes with the transaction.
    try {
      transaction.abort();
    } catch {
      // It has ended already, by the same error.
    }
    throw error;
  });
  await Promise.all([writing, transaction.done]);
  return { addedCount, knownCount, conflictCount };
}
