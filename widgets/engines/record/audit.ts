import { canonicalJson } from './canonical-json.ts';
import { eventSha, type RecordEvent } from './event.ts';
import { appendToMirror, readMirror } from './mirror-file.ts';
import { DATABASE_VERSION, type Database, eventRows, openRecordDatabase } from './record-database.ts';
import { isRecordEvent } from './record-event-schema.ts';
import { upkeep } from './upkeep.ts';

/** What a comparison of the database with its second copy found, and mended. */
export interface AuditReport {
  /** Events that were only in the second copy, and are in the database again. */
  readonly restoredCount: number;
  /** Rows whose content did not fit their hash, and that were replaced from the second copy. */
  readonly healedCount: number;
  /** Damaged rows without a good copy: taken out of the log and kept aside. */
  readonly damagedCount: number;
  /** Events that the second copy did not have. */
  readonly mirroredCount: number;
}

function isIntact(row: unknown): row is RecordEvent {
  return isRecordEvent(row) && eventSha(row) === row.sha;
}

/** The intact events of the second copy by id. A line that a crash cut off, or a disk altered, is passed over. */
function readLines(text: string): Map<string, RecordEvent> {
  const events = new Map<string, RecordEvent>();
  for (const line of text.split('\n')) {
    try {
      const row: unknown = JSON.parse(line);
      if (isIntact(row)) events.set(row.id, row);
    } catch {
      // Not a whole line.
    }
  }
  return events;
}

interface Found {
  readonly ids: ReadonlySet<string>;
  readonly damaged: readonly RecordEvent[];
  readonly unmirrored: readonly RecordEvent[];
}

async function compare(database: Database, mirror: ReadonlyMap<string, RecordEvent>): Promise<Found> {
  const ids = new Set<string>();
  const damaged: RecordEvent[] = [];
  const unmirrored: RecordEvent[] = [];
  for await (const rows of eventRows({ getAll: (range, count) => database.getAll('events', range, count) })) {
    for (const row of rows) {
      ids.add(row.id);
      // Equal to an intact line, so intact itself: its hash need not be computed once more.
      if (mirror.has(row.id) && canonicalJson(mirror.get(row.id)) === canonicalJson(row)) continue;
      if (!isIntact(row)) damaged.push(row);
      else if (!mirror.has(row.id)) unmirrored.push(row);
    }
  }
  return { ids, damaged, unmirrored };
}

async function mend(
  database: Database,
  mirror: ReadonlyMap<string, RecordEvent>,
  { ids, damaged }: Found,
): Promise<void> {
  const lost = [...mirror.values()].filter(({ id }) => !ids.has(id));
  if (lost.length === 0 && damaged.length === 0) return;
  const transaction = database.transaction(['events', 'aside'], 'readwrite', { durability: 'strict' });
  const events = transaction.objectStore('events');
  const write = async () => {
    for (const row of damaged) {
      await transaction.objectStore('aside').add({ reason: 'damaged', row });
      await events.delete(row.id);
      const good = mirror.get(row.id);
      if (good) await events.add(good);
    }
    for (const event of lost) if ((await events.getKey(event.id)) === undefined) await events.add(event);
  };
  await Promise.all([write(), transaction.done]);
}

/** Compares the database with its second copy in both directions, and gives each what it lacks. Nothing is thrown away on either side. */
export function audit(databaseName: string): Promise<AuditReport> {
  return upkeep(databaseName, async () => {
    const mirror = readLines(await readMirror(databaseName));
    const database = await openRecordDatabase(databaseName, () => {}, DATABASE_VERSION);
    try {
      const found = await compare(database, mirror);
      await mend(database, mirror, found);
      if (found.unmirrored.length > 0) await appendToMirror(databaseName, found.unmirrored.map(canonicalJson));
      const healedCount = found.damaged.filter(({ id }) => mirror.has(id)).length;
      return {
        restoredCount: [...mirror.keys()].filter((id) => !found.ids.has(id)).length,
        healedCount,
        damagedCount: found.damaged.length - healedCount,
        mirroredCount: found.unmirrored.length,
      };
    } finally {
      database.close();
    }
  });
}

/** The intact events of the second copy. */
export async function readCopy(databaseName: string): Promise<RecordEvent[]> {
  return [...readLines(await readMirror(databaseName)).values()];
}
