import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { RecordEvent } from './event.ts';

/** A row that could not stay in the log: kept as it was found, exported, and never folded. */
export interface AsideRow {
  readonly reason: 'damaged' | 'sameIdOtherContent';
  readonly row: unknown;
}

export interface RecordDatabase extends DBSchema {
  /** The log. Rows are added and never changed. */
  events: { key: string; value: RecordEvent; indexes: { byDevice: [string, number] } };
  /** One row, `device`: the name of this browser profile. */
  profile: { key: string; value: { readonly name: 'device'; readonly device: string } };
  /** The lines of a file that is being imported, in groups, until all of them have been checked. As text: the browser stores and reads that faster than the same as objects. */
  staging: { key: number; value: string };
  /** Rows taken out of the log. */
  aside: { key: number; value: AsideRow };
}

export type Database = IDBPDatabase<RecordDatabase>;

/** 1: events and profile, numbers unique per device. 2: staging and aside; a number may occur twice, when an event that was lost comes back from a file. */
export const DATABASE_VERSION = 2;

/** A blocked opening fires `blocked` once, only for the first request, and may then stay silent for ever. */
const OPENING_LIMIT_MS = 3000;

/** Once the browser has begun to change the form of a database it is at work on it: a long record on a slow machine takes its time. */
const UPGRADE_LIMIT_MS = 60_000;

/** Brings a database of any earlier version to this one, in the one transaction of the opening: a browser that dies in it has the earlier version whole. */
function upgrade(
  database: Database,
  from: number,
  _to: number | null,
  transaction: {
    objectStore(name: 'events'): {
      deleteIndex(name: string): void;
      createIndex(name: 'byDevice', path: string[]): unknown;
    };
  },
): void {
  if (from < 1) {
    database.createObjectStore('events', { keyPath: 'id' });
    database.createObjectStore('profile', { keyPath: 'name' });
  } else transaction.objectStore('events').deleteIndex('byDevice');
  transaction.objectStore('events').createIndex('byDevice', ['device', 'seq']);
  database.createObjectStore('staging', { autoIncrement: true });
  database.createObjectStore('aside', { autoIncrement: true });
}

/**
 * Opens the database, within a time limit: settles with it, or with the reason why there is none. One that opens too late is closed again. `onClosed` is called once when
 * it was closed under the caller: another tab wants to change its form, or the browser let go of it. `version` absent opens a database of whatever version.
 */
export async function openRecordDatabase(name: string, onClosed: () => void, version?: number): Promise<Database> {
  let isTooLate = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUp = (_reason: DOMException) => {};
  const limit = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  const waitFor = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isTooLate = true;
      giveUp(new DOMException(`The browser did not open its storage within ${ms / 1000} seconds.`, 'TimeoutError'));
    }, ms);
  };
  const opening = openDB<RecordDatabase>(name, version, {
    upgrade: (database, from, to, transaction) => {
      if (version === undefined) return;
      waitFor(UPGRADE_LIMIT_MS);
      upgrade(database, from, to, transaction as never);
    },
    // Another tab wants to change the form of the database: let it. IndexedDB ends the transactions under way first.
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
  waitFor(OPENING_LIMIT_MS);
  opening.then((database) => isTooLate && database.close()).catch(() => {}); // The rejection is taken below.
  return Promise.race([opening, limit]).finally(() => clearTimeout(timer));
}

/** So many rows are read at a time, so that a long log does not stop the page while the browser unpacks it. */
const BATCH_ROWS = 5000;

/** All rows of the log, in groups, in the order of their ids. */
export async function* eventRows(source: {
  getAll(range: IDBKeyRange | null, count: number): Promise<RecordEvent[]>;
}): AsyncGenerator<RecordEvent[]> {
  let range: IDBKeyRange | null = null;
  for (;;) {
    const rows: RecordEvent[] = await source.getAll(range, BATCH_ROWS);
    yield rows;
    if (rows.length < BATCH_ROWS) return;
    range = IDBKeyRange.lowerBound(rows.at(-1)!.id, true);
  }
}
