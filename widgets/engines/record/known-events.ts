import { compareEvents, type RecordEvent } from './event.ts';
import { type Mark, MarkBuilder } from './mark.ts';

/** The stored events that this tab has read, and how far its knowledge of each device goes. */
export class KnownEvents {
  readonly #byId = new Map<string, RecordEvent>();
  readonly #numbers = new Map<string, Set<number>>();
  readonly #mark = new MarkBuilder();
  readonly #knownUpTo = new Map<string, number>();

  /** The high-water mark of what is known. */
  mark(): Mark {
    return this.#mark.mark();
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The greatest number up to which every event of the device is known; 0 where none is. Another tab may have stored the ones after it. */
  knownUpTo(device: string): number {
    return this.#knownUpTo.get(device) ?? 0;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Takes in an event. False when it was known. */
  add(event: RecordEvent): boolean {
    if (this.#byId.has(event.id)) return false;
    this.#byId.set(event.id, event);
    this.#mark.add(event);
    const numbers = this.#numbers.get(event.device) ?? new Set();
    this.#numbers.set(event.device, numbers.add(event.seq));
    let upTo = this.knownUpTo(event.device);
    while (numbers.delete(upTo + 1)) upTo++;
    this.#knownUpTo.set(event.device, upTo);
    return true;
  }

  /** All of them, in the order in which they became known. */
  all(): Iterable<RecordEvent> {
    return this.#byId.values();
  }

  /** All of them, in the record's order. */
  inOrder(): RecordEvent[] {
    return [...this.#byId.values()].sort(compareEvents);
  }
}
