import { type RecordEvent, sealEvent, type UnsavedEvent } from './event.ts';
import type { Added, EventStore } from './event-store.ts';
import { type Database, DATABASE_VERSION, eventRows, openRecordDatabase } from './record-database.ts';

export interface OpeningOptions {
  readonly databaseName: string;
  /** UUID to give to this browser profile if it has none yet. */
  readonly newDevice: string;
  /** Called once when the database was closed under the store: another tab wants to change it, or the browser let go of it. */
  readonly onClosed: () => void;
}

const strict = { durability: 'strict' } as const;

/** The name of this browser profile; the first opening gives it, and a second tab that opens at the same moment gets the same one. */
async function nameDevice(database: Database, newDevice: string): Promise<string> {
  const named = await database.get('profile', 'device');
  if (named) return named.device;
  const transaction = database.transaction('profile', 'readwrite', strict);
  const name = async () => {
    const known = await transaction.store.get('device');
    if (!known) await transaction.store.add({ name: 'device', device: newDevice });
    return known?.device ?? newDevice;
  };
  const [device] = await Promise.all([name(), transaction.done]);
  return device;
}

async function addEvent(database: Database, device: string, event: UnsavedEvent): Promise<Added> {
  const transaction = database.transaction(['events', 'profile'], 'readwrite', strict);
  const events = transaction.objectStore('events');
  const write = async () => {
    const named = await transaction.objectStore('profile').get('device');
    if (named?.device !== device)
      throw new DOMException('Another tab has erased or renamed the store.', 'InvalidStateError');
    const known = await events.get(event.id);
    if (known) return { stored: known, isNew: false };
    const last = await events
      .index('byDevice')
      .openKeyCursor(IDBKeyRange.bound([event.device, 0], [event.device, Infinity]), 'prev');
    const sealed = sealEvent(event, (last?.key[1] ?? 0) + 1);
    await events.add(sealed);
    return { stored: sealed, isNew: true };
  };
  // The transaction's own promise is awaited with the write: where both fail, neither is left without a reader.
  const [added] = await Promise.all([write(), transaction.done]);
  return added;
}

async function putBack(database: Database, lost: readonly RecordEvent[]): Promise<void> {
  const transaction = database.transaction('events', 'readwrite', strict);
  const write = async () => {
    // Another tab may be doing the same.
    for (const event of lost)
      if ((await transaction.store.getKey(event.id)) === undefined) await transaction.store.add(event);
  };
  await Promise.all([write(), transaction.done]);
}

async function loadAll(database: Database): Promise<{ rows: unknown[]; aside: unknown[] }> {
  const rows: unknown[] = [];
  const asides = database.objectStoreNames.contains('aside') ? database.getAll('aside') : [];
  for await (const group of eventRows({ getAll: (range, count) => database.getAll('events', range, count) }))
    for (const row of group) rows.push(row);
  const aside = await asides;
  return { rows, aside: aside.map(({ row }) => row) };
}

async function erase(database: Database, device: string): Promise<void> {
  const transaction = database.transaction(['events', 'profile', 'staging', 'aside'], 'readwrite', strict);
  const write = async () => {
    for (const name of transaction.objectStoreNames) await transaction.objectStore(name).clear();
    await transaction.objectStore('profile').add({ name: 'device', device });
  };
  await Promise.all([write(), transaction.done]);
}

function storeOver(database: Database, device: string, readOnlyBecause: Error | undefined): EventStore {
  return {
    device,
    readOnlyBecause,
    loadAll: () => loadAll(database),
    loadAfter: (of, seq) =>
      database.getAllFromIndex('events', 'byDevice', IDBKeyRange.bound([of, seq], [of, Infinity], true)),
    add: (event) => (readOnlyBecause ? Promise.reject(readOnlyBecause) : addEvent(database, device, event)),
    putBack: (lost) => (readOnlyBecause ? Promise.reject(readOnlyBecause) : putBack(database, lost)),
    rename: async (to) => void (await database.put('profile', { name: 'device', device: to })),
    erase: (to) => (readOnlyBecause ? Promise.reject(readOnlyBecause) : erase(database, to)),
    close: () => database.close(),
  };
}

/**
 * Opens the learner's log in IndexedDB. Rejects when the browser has no IndexedDB, refuses it, or does not answer in 3 seconds. A database that a newer version of
 * the course has changed is opened for reading, so that it can be shown and exported.
 */
export async function openIndexedDbStore(options: OpeningOptions): Promise<EventStore> {
  const { databaseName, newDevice, onClosed } = options;
  if (typeof indexedDB === 'undefined') throw new DOMException('This browser has no IndexedDB.', 'NotSupportedError');
  try {
    const database = await openRecordDatabase(databaseName, onClosed, DATABASE_VERSION);
    return storeOver(database, await nameDevice(database, newDevice), undefined);
  } catch (error) {
    if ((error as Error).name !== 'VersionError') throw error;
    const database = await openRecordDatabase(databaseName, onClosed);
    if (database.objectStoreNames.contains('events')) return storeOver(database, newDevice, error as Error);
    database.close();
    throw error;
  }
}
