import { EventLog } from './event-log.ts';
import { openIndexedDbStore } from './indexed-db-store.ts';
import type { LearnerRecord } from './learner-record.ts';
import { browserSurroundings } from './browser-surroundings.ts';
import { joinTabs } from './tab-hints.ts';

/** One database for every course of this address; each event names its course. */
const DATABASE_NAME = 'slipway-record';

let opened: Promise<LearnerRecord> | undefined;

/** Opens a record that is not shared with the rest of the page. `databaseName` is also the name of the channel between tabs. */
export async function openRecordNamed(databaseName: string): Promise<LearnerRecord> {
  const log = new EventLog({
    openStore: (newDevice, onClosed) => openIndexedDbStore({ databaseName, newDevice, onClosed }),
    joinTabs: (onStored) => joinTabs(databaseName, onStored),
    surroundings: browserSurroundings,
  });
  await log.open();
  return log;
}

/** The learner's record in this browser: one per tab. Never rejects: without storage the record works in memory, and its status says so. */
export function openRecord(): Promise<LearnerRecord> {
  // Kept before anything is awaited, so that islands which start together share it.
  opened ??= openRecordNamed(DATABASE_NAME);
  return opened;
}
