import { nextTurn } from '../../kit/next-turn.ts';
import { compareEvents, type RecordEvent, type UnsavedEvent } from './event.ts';
import type { ExportHistory } from './export-advice.ts';
import { foldEvents } from './fold.ts';
import { foldInSlices } from './fold-in-slices.ts';
import { KnownEvents } from './known-events.ts';
import { emptyState, type LearnerState } from './learner-state.ts';
import type { Mark } from './mark.ts';
import { isRecordEvent } from './record-event-schema.ts';
import type { StoredRows } from './store-link.ts';

/** So many rows are looked at between two pauses: about 20 ms of work. */
const SLICE_ROWS = 10_000;

/** A log in memory: the events that are stored, those that are not yet, and the state of both. */
export class LogContents {
  #known = new KnownEvents();
  #held: readonly UnsavedEvent[] = [];
  #unreadable: readonly unknown[] = [];
  #lastHlc: string | undefined;
  #firstTime: string | undefined;
  #state = emptyState();

  get state(): LearnerState {
    return this.#state;
  }

  /** Events that are not stored, in the order in which they happened. */
  get held(): readonly UnsavedEvent[] {
    return this.#held;
  }

  /** Stored rows that are no events, or were taken out of the log: never folded, never thrown away. */
  get unreadable(): readonly unknown[] {
    return this.#unreadable;
  }

  /** The greatest reading of the clock. */
  get lastHlc(): string | undefined {
    return this.#lastHlc;
  }

  /** How many events are stored. */
  get storedCount(): number {
    return this.#known.size;
  }

  /** How many events there are, held ones included. */
  get eventCount(): number {
    return this.#known.size + this.#held.length;
  }

  /** What the advice to save a file depends on. */
  exportHistory(): ExportHistory {
    const { exports } = this.#state;
    const last = exports.get('broughtBack') ?? exports.get('last');
    return { eventCount: this.eventCount, firstTime: this.#firstTime, last };
  }

  /** The high-water mark of what is stored. */
  mark(): Mark {
    return this.#known.mark();
  }

  isStored(id: string): boolean {
    return this.#known.has(id);
  }

  stored(): Iterable<RecordEvent> {
    return this.#known.all();
  }

  /** True when this device was asked to erase the record and did not come to its end. */
  isErasing(device: string): boolean {
    for (const event of this.#known.all()) if (event.type === 'eraseRequested' && event.device === device) return true;
    return false;
  }

  inOrder(): (RecordEvent | UnsavedEvent)[] {
    return [...this.#known.inOrder(), ...this.#held];
  }

  knownUpTo(device: string): number {
    return this.#known.knownUpTo(device);
  }

  /** An event has just happened: it counts, and waits for being stored. */
  hold(event: UnsavedEvent): void {
    this.#lastHlc = event.hlc;
    this.#firstTime ??= event.time;
    this.#held = [...this.#held, event];
    this.#state = foldEvents([event], this.#state);
  }

  /** Events happened earlier, on a page that was left before it had stored them: they count, and wait again. Gives those that did not yet. */
  async holdAgain(events: readonly UnsavedEvent[]): Promise<readonly UnsavedEvent[]> {
    const own = new Set(this.#held.map(({ id }) => id));
    const others = events.filter(({ id }) => !own.has(id) && !this.#known.has(id)).sort(compareEvents);
    if (others.length === 0) return others;
    this.#held = [...others, ...this.#held].sort(compareEvents);
    const last = this.#held.at(-1)!.hlc;
    if (last > (this.#lastHlc ?? '')) this.#lastHlc = last;
    await this.#foldAgain();
    return others;
  }

  /** A held event was stored. False when it was known to be. */
  release(stored: RecordEvent): boolean {
    this.#held = this.#held.filter(({ id }) => id !== stored.id);
    return this.#known.add(stored);
  }

  /** Forgets everything. */
  clear(): void {
    this.#known = new KnownEvents();
    this.#held = [];
    this.#unreadable = [];
    this.#firstTime = undefined;
    this.#state = emptyState();
  }

  /** A held event is taken back, as if it had not happened. */
  async takeBack(id: string): Promise<void> {
    this.#held = this.#held.filter((event) => event.id !== id);
    await this.#foldAgain();
  }

  /** What the store holds is all that is stored. */
  async replace({ rows, aside }: StoredRows): Promise<void> {
    const known = new KnownEvents();
    const unreadable: unknown[] = [];
    let last = this.#lastHlc ?? '';
    for (const [index, row] of rows.entries()) {
      if (index % SLICE_ROWS === SLICE_ROWS - 1) await nextTurn();
      if (!isRecordEvent(row)) unreadable.push(row);
      else if (known.add(row) && row.hlc > last) last = row.hlc;
    }
    this.#known = known;
    this.#unreadable = [...unreadable, ...aside];
    this.#held = this.#held.filter(({ id }) => !known.has(id));
    // An event that happened in the pauses may have raised it.
    if (last !== '' && last > (this.#lastHlc ?? '')) this.#lastHlc = last;
    await this.#foldAgain();
  }

  /** More rows were stored, by another tab. Rows that come after everything known are folded on; others need the whole log again. */
  async takeIn(rows: readonly unknown[]): Promise<void> {
    const before = this.#lastHlc;
    const held = new Set(this.#held.map(({ id }) => id));
    const fresh = rows.filter(isRecordEvent).filter((event) => this.#known.add(event));
    this.#held = this.#held.filter(({ id }) => !this.#known.has(id));
    const changes = fresh.filter(({ id }) => !held.has(id)).sort(compareEvents);
    if (changes.length === 0) return;
    const last = changes.at(-1)!.hlc;
    if (before === undefined || last > before) this.#lastHlc = last;
    if (before === undefined || changes[0]!.hlc > before) this.#state = foldEvents(changes, this.#state);
    else await this.#foldAgain();
  }

  async #foldAgain(): Promise<void> {
    const events = this.inOrder().sort(compareEvents);
    this.#firstTime = events[0]?.time;
    const known = new Set(this.#held);
    const state = await foldInSlices(events);
    // What happened in the pauses comes last: its clock is later than all.
    const since = this.#held.filter((event) => !known.has(event));
    this.#state = since.length === 0 ? state : foldEvents(since, state);
  }
}
