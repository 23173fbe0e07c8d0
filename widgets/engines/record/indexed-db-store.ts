import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type RecordEvent, sealEvent, type UnsavedEvent } from './event.ts';
import type { EventStore } from './event-store.ts';

interface RecordDatabase extends DBSchema {
  /** The log. Rows are added and never changed. */
  events: { key: string; value: RecordEvent; indexes: { byDevice: [string, number] } };
  /** One row, `device`: the name of this browser profile. */
  profile: { key: string; value: { readonly name: 'device'; readonly device: string } };
}

const VERSION = 1;

/** A blocked opening fires `blocked` once, only for the first request, and may then stay silent for ever. */
const OPENING_LIMIT_MS = 3000;

export interface OpeningOptions {
  readonly databaseName: string;
  /** UUID to give to this browser profile if it has none yet. */
  readonly newDevice: string;
  /** Called once when the database was closed under the store: another tab wants to change it, or the browser let go of it. */
  readonly onClosed: () => void;
}

function upgrade(database: IDBPDatabase<RecordDatabase>): void {
  const events = database.createObjectStore('events', { keyPath: 'id' });
  // Unique, so that not even a programming error can give one number twice.
  events.createIndex('byDevice', ['device', 'seq'], { unique: true });
  database.createObjectStore('profile', { keyPath: 'name' });
}

/** Settles within a time limit: with the database, or with the reason why there is none. One that opens too late is closed again. */
async function openInTime(options: OpeningOptions): Promise<IDBPDatabase<RecordDatabase>> {
  let isTooLate = false;
  const opening = openDB<RecordDatabase>(options.databaseName, VERSION, {
    upgrade,
    // Another tab wants to change the form of the database: let it. IndexedDB ends the transactions under way first.
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      options.onClosed();
    },
    terminated: options.onClosed,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      isTooLate = true;
      reject(new DOMException('The browser did not open its storage within 3 seconds.', 'TimeoutError'));
    }, OPENING_LIMIT_MS);
  });
  opening.then((database) => isTooLate && database.close()).catch(() => {}); // The rejection is taken below.
  return Promise.race([opening, limit]).finally(() => clearTimeout(timer));
}

/** The name of this browser profile; the first opening gives it, and a second tab that opens at the same moment gets the same one. */
async function nameDevice(database: IDBPDatabase<RecordDatabase>, newDevice: string): Promise<string> {
  const named = await database.get('profile', 'device');
  if (named) return named.device;
  const transaction = database.transaction('profile', 'readwrite', { durability: 'strict' });
  const known = await transaction.store.get('device');
  if (!known) await transaction.store.add({ name: 'device', device: newDevice });
  await transaction.done;
  return known?.device ?? newDevice;
}

async function addEvent(database: IDBPDatabase<RecordDatabase>, event: UnsavedEvent): Promise<RecordEvent> {
  const transaction = database.transaction('events', 'readwrite', { durability: 'strict' });
  const write = async () => {
    const known = await transaction.store.get(event.id);
    if (known) return known;
    const last = await transaction.store
      .index('byDevice')
      .openKeyCursor(IDBKeyRange.bound([event.device, 0], [event.device, Infinity]), 'prev');
    const sealed = sealEvent(event, (last?.key[1] ?? 0) + 1);
    await transaction.store.add(sealed);
    return sealed;
  };
  // The transaction's own promise is awaited with the write: where both fail, neither is left without a reader.
  const [stored] = await Promise.all([write(), transaction.done]);
  return stored;
}

/** Opens the learner's log in IndexedDB. Rejects when the browser has no IndexedDB, refuses it, or does not answer in 3 seconds. */
export async function openIndexedDbStore(options: OpeningOptions): Promise<EventStore> {
  if (typeof indexedDB === 'undefined') throw new DOMException('This browser has no IndexedDB.', 'NotSupportedError');
  const database = await openInTime(options);
  const device = await nameDevice(database, options.newDevice);
  return {
    device,
    loadAll: () => database.getAll('events'),
    loadAfter: (of, seq) =>
      database.getAllFromIndex('events', 'byDevice', IDBKeyRange.bound([of, seq], [of, Infinity], true)),
    add: (event) => addEvent(database, event),
    close: () => database.close(),
  };
}
