import type { UnsavedEvent } from './event.ts';
import { isUnsavedEvent } from './record-event-schema.ts';

/**
 * Copies of events that are being stored, in `localStorage`, one key each: leaving a page gives no time for a database write to finish, and this storage takes what
 * it is given at once. The next page to open the record stores them. An event is stored once whoever stores it, so a copy whose own page still writes does no harm.
 * Where the browser keeps nothing, or has no room, there are no copies.
 */
export class UnsavedCopies {
  readonly #prefix: string;

  constructor(databaseName: string) {
    this.#prefix = `${databaseName}:unsaved:`;
  }

  keep(event: UnsavedEvent): void {
    attempt((storage) => storage.setItem(this.#prefix + event.id, JSON.stringify(event)));
  }

  drop(id: string): void {
    attempt((storage) => storage.removeItem(this.#prefix + id));
  }

  /** In no particular order. What is no event stays where it is. */
  read(): UnsavedEvent[] {
    return this.#keys().flatMap((key) => {
      const event = attempt((storage): unknown => JSON.parse(storage.getItem(key) ?? 'null'));
      return isUnsavedEvent(event) ? [event] : [];
    });
  }

  erase(): void {
    for (const key of this.#keys()) attempt((storage) => storage.removeItem(key));
  }

  #keys(): string[] {
    return attempt((storage) => Object.keys(storage).filter((key) => key.startsWith(this.#prefix))) ?? [];
  }
}

/** Undefined where the browser refuses. */
function attempt<Result>(work: (storage: Storage) => Result): Result | undefined {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
}
