import { compareEvents, type RecordEvent } from './event.ts';

/** The stored events that this tab has read, and how far its knowledge of each device goes. */
export class KnownEvents {
  readonly #byId = new Map<string, RecordEvent>();
  readonly #numbers = new Map<string, Set<number>>();
  readonly #knownUpTo = new Map<string, number>();
  #lastHlc: string | undefined;

  get lastHlc(): string | undefined {
    return this.#lastHlc;
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
    const numbers = this.#numbers.get(event.device) ?? new Set();
    this.#numbers.set(event.device, numbers.add(event.seq));
    let upTo = this.knownUpTo(event.device);
    while (numbers.delete(upTo + 1)) upTo++;
    this.#knownUpTo.set(event.device, upTo);
    if (this.#lastHlc === undefined || event.hlc > this.#lastHlc) this.#lastHlc = event.hlc;
    return true;
  }

  /** All of them, in the record's order. */
  inOrder(): RecordEvent[] {
    return [...this.#byId.values()].sort(compareEvents);
  }
}
