import type { UnsavedEvent } from './event.ts';
import type { Added, EventStore } from './event-store.ts';

/** Opens the store; `onClosed` is called when it was closed under the caller. */
export type OpenStore = (newDevice: string, onClosed: () => void) => Promise<EventStore>;

/** A dead connection answers with these. Writing on it again never helps; opening again does. */
const LOST = new Set(['InvalidStateError', 'UnknownError']);

/** What an opened store holds. */
export type StoredRows = Awaited<ReturnType<EventStore['loadAll']>>;

/** Keeps a store open: opens it at the first use, and once more when the browser has let go of it. */
export class StoreLink {
  readonly #open: OpenStore;
  readonly #onOpened: (store: EventStore, found: StoredRows) => Promise<void>;
  readonly #onClosed: () => void;
  #store: EventStore | undefined;
  /** False from the moment an opening failed until one succeeds: an event need not wait for another opening that will fail. */
  isAvailable = true;

  /**
   * `onOpened` is given all rows after each opening, since another tab may have written while the store was closed. `onClosed` is called when the browser or another tab
   * closed it.
   */
  constructor(
    open: OpenStore,
    onOpened: (store: EventStore, found: StoredRows) => Promise<void>,
    onClosed: () => void,
  ) {
    this.#open = open;
    this.#onOpened = onOpened;
    this.#onClosed = onClosed;
  }

  /** The open store. Rejects with what the browser said when there is none. */
  async reach(newDevice: string): Promise<EventStore> {
    if (this.#store) return this.#store;
    try {
      const store = await this.#open(newDevice, () => {
        this.#store = undefined;
        this.#onClosed();
      });
      await this.#onOpened(store, await store.loadAll());
      this.#store = store;
      this.isAvailable = store.readOnlyBecause === undefined;
      return store;
    } catch (error) {
      this.isAvailable = false;
      throw error;
    }
  }

  /** Stores the event, over a new connection if the old one is dead. */
  async add(event: UnsavedEvent): Promise<Added> {
    const store = await this.reach(event.device);
    try {
      return await store.add(event);
    } catch (error) {
      if (!LOST.has((error as Error).name)) throw error;
      return (await this.reopen(event.device)).add(event);
    }
  }

  /** Opens the store anew, which tells what another tab has made of it. */
  reopen(newDevice: string): Promise<EventStore> {
    this.close();
    return this.reach(newDevice);
  }

  close(): void {
    this.#store?.close();
    this.#store = undefined;
  }
}
