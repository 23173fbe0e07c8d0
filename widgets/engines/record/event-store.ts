import type { RecordEvent, UnsavedEvent } from './event.ts';

/** An event that is in the store. */
export interface Added {
  readonly stored: RecordEvent;
  /** False where it had been there already. */
  readonly isNew: boolean;
}

/** Where events are kept. The record works with any store that keeps these promises. */
export interface EventStore {
  /** UUID of this browser profile, the same at every opening. */
  readonly device: string;
  /** Why the store can be read only; undefined where it can be written to. */
  readonly readOnlyBecause: Error | undefined;
  /** Every stored row, in no particular order, and those that were taken out of the log. What a disk gives back need not be an event. */
  loadAll(): Promise<{ readonly rows: unknown[]; readonly aside: unknown[] }>;
  /** The rows of one device with numbers greater than `seq`, in order. */
  loadAfter(device: string, seq: number): Promise<unknown[]>;
  /**
   * Stores an event once, giving it the next number of its device, and resolves when it is on the disk. An event whose id is stored already is
   * not stored again; the stored one is the answer, so that a write whose outcome is not known can be repeated. Rejects when nothing was stored, with
   * `InvalidStateError` where another tab has erased the store since it was opened.
   */
  add(event: UnsavedEvent): Promise<Added>;
  /** Stores events again that were stored before, with the numbers that they had: all of them, or none and it rejects. */
  putBack(events: readonly RecordEvent[]): Promise<void>;
  /** Gives this browser profile another name, under which it goes on: the numbers of the old one are no longer known for certain. */
  rename(device: string): Promise<void>;
  /** Removes every row of every kind, and gives the profile another name, in one transaction. */
  erase(device: string): Promise<void>;
  close(): void;
}
