import { compareEvents, type RecordEvent, type UnsavedEvent } from './event.ts';
import type { EventBodies, EventType } from './event-body.ts';
import { exportText } from './export-text.ts';
import { failureReason } from './failure-reason.ts';
import { foldEvents } from './fold.ts';
import { KnownEvents } from './known-events.ts';
import { type LearnerRecord, NotSavedError, type SavingStatus } from './learner-record.ts';
import { emptyState, type LearnerState } from './learner-state.ts';
import { makeEvent, makeId } from './make-event.ts';
import { isRecordEvent } from './record-event-schema.ts';
import { type OpenStore, StoreLink } from './store-link.ts';
import type { Surroundings } from './surroundings.ts';
import type { TabHints } from './tab-hints.ts';

export interface EventLogParts {
  readonly openStore: OpenStore;
  readonly joinTabs: (onStored: (device: string) => void) => TabHints;
  readonly surroundings: Surroundings;
}

/** The learner's record over a store: one queue of writes, the events that are not stored yet, and the state of both. */
export class EventLog implements LearnerRecord {
  readonly #surroundings: Surroundings;
  readonly #link: StoreLink;
  readonly #tabs: TabHints;
  readonly #listeners = new Set<() => void>();
  readonly #known = new KnownEvents();
  /** Stored rows that are no events: never folded, never thrown away. */
  #unreadable: readonly unknown[] = [];
  #held: readonly UnsavedEvent[] = [];
  #device: string;
  #lastHlc: string | undefined;
  #state = emptyState();
  #problem: string | undefined;
  /** The end of the queue of work on the store. Never rejects. */
  #queue: Promise<unknown> = Promise.resolve();
  #writesUnderWay = 0;

  constructor({ openStore, joinTabs, surroundings }: EventLogParts) {
    this.#surroundings = surroundings;
    this.#device = makeId(surroundings);
    this.#link = new StoreLink(openStore, (store, rows) => {
      this.#device = store.device;
      this.#unreadable = rows.filter((row) => !isRecordEvent(row));
      this.#takeIn(rows);
    });
    this.#tabs = joinTabs((device) => void this.#inTurn(() => this.#readDevice(device)).catch(() => {})); // Only a hint: the next opening reads all.
  }

  get status(): SavingStatus {
    if (this.#writesUnderWay > 0) return 'saving';
    if (!this.#link.isAvailable) return 'unavailable';
    return this.#held.length > 0 ? 'unsaved' : 'saved';
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  get unsaved(): readonly UnsavedEvent[] {
    return this.#held;
  }

  /** Opens the store and reads it. Never rejects: where there is no store, the status says so. */
  open(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#link.reach(this.#device);
      if (this.#held.length === 0) this.#problem = undefined;
    }).catch((error) => {
      this.#problem = failureReason(error);
      this.#notify();
    });
  }

  async append<Type extends EventType>(type: Type, course: string, body: EventBodies[Type]): Promise<RecordEvent> {
    const event = makeEvent(type, course, body, this.#device, this.#lastHlc, this.#surroundings);
    const failedBefore = this.#held.length > 0 && this.#writesUnderWay === 0;
    this.#lastHlc = event.hlc;
    this.#held = [...this.#held, event];
    this.#state = foldEvents([event], this.#state);
    const writing = this.#write(event);
    this.#notify();
    const stored = await writing;
    // A success shows that the store works again: what failed before follows.
    if (failedBefore) void this.retry();
    return stored;
  }

  state(): LearnerState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async retry(): Promise<boolean> {
    this.#link.isAvailable = true;
    await this.open();
    for (const event of this.#held) await this.#write(event).catch(() => undefined);
    return this.#held.length === 0 && this.#link.isAvailable;
  }

  exportText(): string {
    return exportText([...this.#known.inOrder(), ...this.#held], this.#unreadable);
  }

  async close(): Promise<void> {
    this.#tabs.close();
    await this.#queue;
    this.#link.close();
  }

  /** Runs a piece of work on the store after all earlier ones. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#queue.then(work);
    this.#queue = done.then(
      () => {},
      () => {},
    );
    // Beside the queue: what a listener throws is reported by the browser, and stops no write.
    void this.#queue.then(this.#notify);
    return done;
  }

  async #write(event: UnsavedEvent): Promise<RecordEvent> {
    this.#writesUnderWay++;
    return this.#inTurn(async () => {
      try {
        if (!this.#link.isAvailable) throw new NotSavedError(event, this.#problem ?? failureReason(undefined));
        const stored = await this.#link.add(event);
        this.#known.add(stored);
        this.#held = this.#held.filter(({ id }) => id !== event.id);
        if (this.#held.length === 0) this.#problem = undefined;
        this.#tabs.tell(event.device);
        return stored;
      } catch (error) {
        if (error instanceof NotSavedError) throw error;
        this.#problem = failureReason(error);
        throw new NotSavedError(event, this.#problem, error);
      } finally {
        this.#writesUnderWay--;
      }
    });
  }

  async #readDevice(device: string): Promise<void> {
    const store = await this.#link.reach(this.#device);
    this.#takeIn(await store.loadAfter(device, this.#known.knownUpTo(device)));
  }

  /** Enters stored rows into the state. Rows that come after everything known are folded on; others need the whole log again. */
  #takeIn(rows: readonly unknown[]): void {
    const before = this.#lastHlc;
    const held = new Set(this.#held.map(({ id }) => id));
    const fresh = rows.filter(isRecordEvent).filter((event) => this.#known.add(event));
    this.#held = this.#held.filter(({ id }) => !this.#known.has(id));
    const changes = fresh.filter(({ id }) => !held.has(id)).sort(compareEvents);
    if (changes.length === 0) return;
    const last = changes.at(-1)!.hlc;
    const isAfterAll = before === undefined || changes[0]!.hlc > before;
    this.#state = isAfterAll
      ? foldEvents(changes, this.#state)
      : foldEvents([...this.#known.inOrder(), ...this.#held].sort(compareEvents));
    if (before === undefined || last > before) this.#lastHlc = last;
  }

  readonly #notify = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
}
