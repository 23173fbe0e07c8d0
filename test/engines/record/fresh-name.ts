import type { RecordEvent } from '../../../widgets/engines/record/event.ts';

let count = 0;

/** A database name that no other test uses. */
export function freshName(): string {
  return `record-test-${crypto.randomUUID()}-${count++}`;
}

/** Everything in a database's `events`, read over a connection of its own. */
export async function storedRows(databaseName: string): Promise<RecordEvent[]> {
  const database = await connect(databaseName);
  const request = database.transaction('events').objectStore('events').getAll();
  const rows = await settled(request);
  database.close();
  return rows as RecordEvent[];
}

/** A plain connection, at whatever version the database has. */
export async function connect(databaseName: string, version?: number): Promise<IDBDatabase> {
  return settled(indexedDB.open(databaseName, version));
}

/** The result of a request, without any library. */
export function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Does something with the rows of `events` behind the record's back, as a failing disk would. */
export async function tamper(databaseName: string, work: (events: IDBObjectStore) => void): Promise<void> {
  const database = await connect(databaseName);
  const transaction = database.transaction('events', 'readwrite');
  work(transaction.objectStore('events'));
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}
