import type { RecordEvent, UnsavedEvent } from './event.ts';

/** Where events are kept. The record works with any store that keeps these promises. */
export interface EventStore {
  /** UUID of this browser profile, the same at every opening. */
  readonly device: string;
  /** Every stored row, in no particular order. What a disk gives back need not be an event. */
  loadAll(): Promise<unknown[]>;
  /** The rows of one device with numbers greater than `seq`, in order. */
  loadAfter(device: string, seq: number): Promise<unknown[]>;
  /**
   * Stores an event once, giving it the next number of its device, and resolves when it is on the disk. An event whose id is stored already is
   * not stored again; the stored one is the answer, so that a write whose outcome is not known can be repeated. Rejects when nothing was stored.
   */
  add(event: UnsavedEvent): Promise<RecordEvent>;
  close(): void;
}
