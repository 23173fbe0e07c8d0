import type { RecordEvent, UnsavedEvent } from './event.ts';
import type { EventBodies, EventType } from './event-body.ts';
import type { ImportAnswer } from './import/import-answer.ts';
import type { LearnerState } from './learner-state.ts';
import type { Loss } from './loss.ts';
import type { ImportOptions } from './second-copy.ts';

/**
 * `saved`: everything recorded here is on the disk. `saving`: a write is under way. `unsaved`: a write failed and its events are held in memory.
 * `unavailable`: this browser gives no storage; everything is held in memory.
 */
export type SavingStatus = 'saved' | 'saving' | 'unsaved' | 'unavailable';

/** An event could not be stored. It is held in memory and counts in the state; `retry()` stores it. */
export class NotSavedError extends Error {
  override name = 'NotSavedError';
  readonly event: UnsavedEvent;

  constructor(event: UnsavedEvent, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.event = event;
  }
}

/** What a learner has done in this browser, open for reading and for adding to. Made by `openRecord()`. */
export interface LearnerRecord {
  readonly status: SavingStatus;
  /** Why something is not saved, as a sentence for the learner; undefined while all is well. */
  readonly problem: string | undefined;
  /** Events that are in memory only, in the order in which they happened. */
  readonly unsaved: readonly UnsavedEvent[];
  /**
   * Records that something happened in a course, and enters it into the state at once. Resolves when the event is on the disk, and not before:
   * only then may a page say "Saved". Rejects with `NotSavedError` when it is not; the event is then held in memory.
   */
  append<Type extends EventType>(type: Type, course: string, body: EventBodies[Type]): Promise<RecordEvent>;
  /** What the learner has done, unsaved events included. The same object until something changes. */
  state(): LearnerState;
  /** Calls the listener after each change of the state or the status. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Stores what is in memory only. True when nothing remains unsaved. Never rejects. */
  retry(): Promise<boolean>;
  /** The whole record as NDJSON, unsaved events included: a heading line, then one event per line. An unsaved event has no `seq` and no `sha`. */
  exportText(): string;
  /** What was found missing when the record was opened; undefined where nothing was. */
  readonly loss: Loss | undefined;
  /** The same as a file compressed with gzip. */
  exportFile(): Promise<Blob>;
  /** How many events the record has, unsaved ones included. */
  readonly eventCount: number;
  /** Advice to save a file, as full sentences; undefined while there is no need. */
  exportAdvice(): string | undefined;
  /** Joins an exported file to the record: all of its events or none. Rejects with `AbortError` when cancelled, and where there is no storage. */
  importFile(file: Blob, options?: ImportOptions): Promise<ImportAnswer>;
  /** Removes everything that was ever recorded in this browser, here and in the second copy. Rejects where it could not; nothing is then half erased for good. */
  erase(): Promise<void>;
  /** Finishes the writes under way and lets go of the database. */
  close(): Promise<void>;
}
