import { BrowserSecondCopy } from './browser-second-copy.ts';
import { EventLog } from './event-log.ts';
import { openIndexedDbStore } from './indexed-db-store.ts';
import type { LearnerRecord } from './learner-record.ts';
import { recordKey } from './learner-state.ts';
import { browserSurroundings } from './browser-surroundings.ts';
import { saveBeforeReload } from './save-before-reload.ts';
import { joinTabs } from './tab-hints.ts';

/** One database for every course of this address; each event names its course. */
const DATABASE_NAME = 'slipway-record';

let opened: Promise<LearnerRecord> | undefined;

/** Opens a record that is not shared with the rest of the page. `databaseName` is also the name of the channel between tabs. */
export async function openRecordNamed(databaseName: string): Promise<LearnerRecord> {
  const log = new EventLog({
    openStore: (newDevice, onClosed) => openIndexedDbStore({ databaseName, newDevice, onClosed }),
    joinTabs: (onStored) => joinTabs(databaseName, onStored),
    secondCopy: new BrowserSecondCopy(databaseName),
    surroundings: browserSurroundings,
    // A browser may refuse or ask the learner; either way the answer is stored. Old browsers have no such question.
    onFirstAnswer: () => void navigator.storage?.persist?.().catch(() => {}),
  });
  await log.open();
  return log;
}

/** The learner's record in this browser: one per tab. Never rejects: without storage the record works in memory, and its status says so. */
export function openRecord(): Promise<LearnerRecord> {
  // Kept before anything is awaited, so that islands which start together share it.
  opened ??= openRecordNamed(DATABASE_NAME).then((record) => {
    saveBeforeReload(record);
    return record;
  });
  return opened;
}

/** The lesson that an instrument stands in. */
export interface LessonPlace {
  readonly course: string;
  readonly lesson: string;
}

/** Lessons whose opening was recorded since this page was loaded. */
const visited = new Set<string>();

/**
 * `openRecord` for an instrument of a lesson. The first instrument of a page to open the record has it say that the lesson was opened, so that a page without
 * instruments in view loads nothing for it. Where that cannot be stored it waits in memory with everything else; no instrument speaks of it.
 */
export async function openRecordIn({ course, lesson }: LessonPlace): Promise<LearnerRecord> {
  const record = await openRecord();
  const visit = recordKey(course, lesson);
  if (!visited.has(visit)) {
    visited.add(visit);
    record.append('lessonOpened', course, { lesson }).catch(() => {});
  }
  return record;
}
