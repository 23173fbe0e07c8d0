import type { AuditReport } from './audit.ts';
import type { RecordEvent, UnsavedEvent } from './event.ts';
import type { ImportAnswer } from './import/import-answer.ts';
import type { Mark } from './mark.ts';

export interface ImportOptions {
  /** True to take the intact entries of a file that is damaged as a whole. */
  readonly isSalvage?: boolean;
  /** Called with the number of entries that have been read, then stored. */
  readonly onProgress?: (entryCount: number) => void;
  readonly signal?: AbortSignal;
}

/** What stands beside the database: the high-water mark, by which a loss is noticed, a second copy, from which it is made good, and what waits for being stored. */
export interface SecondCopy {
  /** An event is about to be stored: it is kept at once, so that a page which is left before that loses nothing. */
  hold(event: UnsavedEvent): void;
  /** An event was stored, or taken back. */
  release(id: string): void;
  /** The events that a page kept and did not come to store, in no particular order. */
  held(): readonly UnsavedEvent[];
  /** How many events the mark promises that are not among those found. */
  missing(found: Mark): number;
  /** Takes what was found for the whole of the record: the mark is set to it. `isFinal` false raises the mark only. */
  accept(found: Mark, isFinal: boolean): void;
  /** An event was stored: the mark is raised at once. Resolves when the copy has it as well, cannot have it, or is too slow to be waited for. Never rejects. */
  stored(event: RecordEvent): Promise<void>;
  /** True when there is a second copy with something in it, whatever the mark says. Never rejects. */
  exists(): Promise<boolean>;
  /** True when the two copies were not compared in this session of the browser. */
  isAuditDue(): boolean;
  /** Compares the copies and gives each what it lacks; undefined where there is no second copy. Never rejects. */
  audit(): Promise<AuditReport | undefined>;
  /** Makes a database that cannot be opened anew from the second copy, if that has all that the mark promises. True when it did. */
  rebuild(): Promise<boolean>;
  /** The events of the second copy; none where there is none. */
  read(): Promise<RecordEvent[]>;
  importFile(file: Blob, options: ImportOptions): Promise<ImportAnswer>;
  /** Runs the erasing of the database between two erasures of everything beside it, so that no write under way brings anything back. */
  eraseAround(eraseDatabase: () => Promise<void>): Promise<void>;
  /** Resolves when what was stored is in the second copy as well, or could not be written there. */
  settled(): Promise<void>;
  close(): void;
}
