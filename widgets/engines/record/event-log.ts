import type { RecordEvent, UnsavedEvent } from './event.ts';
import { type EventBodies, type EventType, isAnswer } from './event-body.ts';
import type { Added, EventStore } from './event-store.ts';
import { exportAdvice } from './export-advice.ts';
import { exportFile, exportText } from './export-text.ts';
import { failureReason } from './failure-reason.ts';
import { HintedDevices } from './hinted-devices.ts';
import type { ImportAnswer } from './import/import-answer.ts';
import { type LearnerRecord, NotSavedError, type SavingStatus } from './learner-record.ts';
import type { LearnerState } from './learner-state.ts';
import { LogContents } from './log-contents.ts';
import { lookBack } from './look-back.ts';
import { compareCopies, lookForLoss } from './look-for-loss.ts';
import type { Loss } from './loss.ts';
import { makeEvent, makeId } from './make-event.ts';
import type { ImportOptions, SecondCopy } from './second-copy.ts';
import { putBack } from './put-back.ts';
import { type OpenStore, type StoredRows, StoreLink } from './store-link.ts';
import type { Surroundings } from './surroundings.ts';
import { EVERYTHING, type TabHints } from './tab-hints.ts';
import { WorkQueue } from './work-queue.ts';

export interface EventLogParts {
  readonly openStore: OpenStore;
  readonly joinTabs: (onStored: (device: string) => void) => TabHints;
  readonly secondCopy: SecondCopy;
  readonly surroundings: Surroundings;
  /** Called when the learner does the first thing that is worth keeping. */
  readonly onFirstAnswer: () => void;
}

/** The learner's record over a store. Everything that touches the store waits its turn in one queue. */
export class EventLog implements LearnerRecord {
  readonly #surroundings: Surroundings;
  readonly #link: StoreLink;
  readonly #tabs: TabHints;
  readonly #copy: SecondCopy;
  readonly #onFirstAnswer: () => void;
  readonly #listeners = new Set<() => void>();
  readonly #contents = new LogContents();
  #device: string;
  #problem: string | undefined;
  #loss: Loss | undefined;
  readonly #queue = new WorkQueue(() => this.#notify());
  readonly #hinted = new HintedDevices(this.#queue, (device) => this.#readDevice(device));
  #writesUnderWay = 0;
  #isClosed = false;
  #hasAnswered = false;

  constructor({ openStore, joinTabs, secondCopy, surroundings, onFirstAnswer }: EventLogParts) {
    this.#surroundings = surroundings;
    this.#copy = secondCopy;
    this.#onFirstAnswer = onFirstAnswer;
    this.#device = makeId(surroundings);
    this.#link = new StoreLink(
      openStore,
      (store, found) => this.#takeOver(store, found),
      () => void (this.#isClosed || this.open()),
    );
    this.#tabs = joinTabs((device) => this.#hinted.take(device));
  }

  get status(): SavingStatus {
    if (this.#writesUnderWay > 0) return 'saving';
    if (!this.#link.isAvailable) return 'unavailable';
    return this.unsaved.length > 0 ? 'unsaved' : 'saved';
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  get unsaved(): readonly UnsavedEvent[] {
    return this.#contents.held;
  }

  get loss(): Loss | undefined {
    return this.#loss;
  }

  /** Opens the store, reads it, and makes good what was lost. Never rejects: where there is no store, the status says so. */
  async open(): Promise<void> {
    await this.#queue
      .run(async () => {
        try {
          await this.#reachOrRebuild();
          // The browser died half-way through it.
          if (this.#link.isAvailable && this.#contents.isErasing(this.#device)) await this.#eraseNow();
        } finally {
          // What cannot be stored now is among the unsaved, and is tried again with them.
          for (const event of await lookBack(this.#contents, this.#copy)) this.#write(event).catch(() => {});
        }
        if (!this.#link.isAvailable) return;
        if (this.unsaved.length === 0) this.#problem = undefined;
        this.#noteLoss(await lookForLoss(this.#keeping()));
      })
      .catch((error) => {
        this.#problem = failureReason(error);
        this.#notify();
      });
    if (this.#link.isAvailable && this.#copy.isAuditDue())
      void compareCopies(this.#keeping((work) => this.#queue.run(work)))
        .then((loss) => this.#noteLoss(loss))
        .catch(() => {}); // The next opening compares again.
  }

  async append<Type extends EventType>(type: Type, course: string, body: EventBodies[Type]): Promise<RecordEvent> {
    const event = makeEvent(type, course, body, this.#device, this.#contents.lastHlc, this.#surroundings);
    const failedBefore = this.unsaved.length > 0 && this.#writesUnderWay === 0;
    this.#contents.hold(event);
    // A wish to erase is no answer to be brought back: on a page that was left before it was stored, nothing was erased.
    if (type !== 'eraseRequested') this.#copy.hold(event);
    const writing = this.#write(event);
    this.#notify();
    if (!this.#hasAnswered && isAnswer(type)) {
      this.#hasAnswered = true;
      this.#onFirstAnswer();
    }
    const stored = await writing;
    // A success shows that the store works again: what failed before follows.
    if (failedBefore) void this.retry();
    return stored;
  }

  state(): LearnerState {
    return this.#contents.state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async retry(): Promise<boolean> {
    if (!this.#link.isAvailable) this.#link.close();
    this.#link.isAvailable = true;
    await this.open();
    for (const event of this.unsaved) await this.#write(event).catch(() => undefined);
    return this.unsaved.length === 0 && this.#link.isAvailable;
  }

  exportText(): string {
    return exportText(this.#contents.inOrder(), this.#contents.unreadable);
  }

  exportFile(): Promise<Blob> {
    return exportFile(this.#contents.inOrder(), this.#contents.unreadable);
  }

  exportAdvice(): string | undefined {
    return exportAdvice(this.#contents.exportHistory(), this.#surroundings.nowMs());
  }

  get eventCount(): number {
    return this.#contents.eventCount;
  }

  async importFile(file: Blob, options: ImportOptions = {}): Promise<ImportAnswer> {
    // Opened first: a database of an earlier form is brought to this one before the worker meets it.
    const store = await this.#queue.run(() => this.#link.reach(this.#device));
    if (store.readOnlyBecause) throw store.readOnlyBecause;
    const answer = await this.#copy.importFile(file, options);
    if (!answer.ok || answer.report.addedCount + answer.report.conflictCount === 0) return answer;
    await this.#queue.run(() => this.#readAll());
    this.#copy.accept(this.#contents.mark(), false);
    this.#tabs.tell(EVERYTHING);
    // In the background: the answer need not wait until the second copy has it all.
    void this.#copy.audit();
    return answer;
  }

  async erase(): Promise<void> {
    // First a note of the wish, on the disk: a browser that dies half-way finishes at the next opening.
    await this.append('eraseRequested', '', {}).catch(async (error: NotSavedError) => {
      await this.#contents.takeBack(error.event.id);
      throw error;
    });
    await this.#queue.run(() => this.#eraseNow());
    this.#tabs.tell(EVERYTHING);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#tabs.close();
    await this.#queue.settled();
    await this.#copy.settled();
    this.#copy.close();
    this.#link.close();
  }

  /** A store was opened, for the first time or again. One that was erased or renamed has another name; one that still has ours and lacks what we know was deleted by the browser. */
  async #takeOver(store: EventStore, found: StoredRows): Promise<void> {
    const isOurs = store.device === this.#device && !store.readOnlyBecause;
    const back = await putBack(store, isOurs ? this.#contents.stored() : [], found);
    this.#device = store.device;
    if (store.readOnlyBecause) this.#problem = failureReason(store.readOnlyBecause);
    await this.#contents.replace(back.found);
    if (back.count === 0) return;
    this.#noteLoss({ missingCount: back.count, restoredCount: back.count });
    void this.#copy.audit(); // In the background: it writes the second copy anew.
  }

  /** Resolves when both copies have the event: a browser that is killed may lose one of them. */
  async #write(event: UnsavedEvent): Promise<RecordEvent> {
    this.#writesUnderWay++;
    let copied: Promise<void> | undefined;
    try {
      const stored = await this.#queue.run(async () => {
        const { stored, isNew } = await this.#store(event);
        this.#copy.release(event.id);
        // Whoever finds it there leaves the second copy to the one that stored it: the mark counts each event once.
        if (this.#contents.release(stored) && isNew) copied = this.#copy.stored(stored);
        if (this.unsaved.length === 0) this.#problem = undefined;
        return stored;
      });
      await copied;
      return stored;
    } finally {
      this.#writesUnderWay--;
      this.#notify();
    }
  }

  async #store(event: UnsavedEvent): Promise<Added> {
    if (!this.#link.isAvailable) throw new NotSavedError(event, this.#problem ?? failureReason(undefined));
    try {
      const added = await this.#link.add(event);
      this.#tabs.tell(event.device);
      return added;
    } catch (error) {
      this.#problem = failureReason(error);
      throw new NotSavedError(event, this.#problem, error);
    }
  }

  /** Where the browser says that its storage is broken, a new one is made of the second copy, if that is whole. */
  async #reachOrRebuild(): Promise<void> {
    try {
      await this.#link.reach(this.#device);
    } catch (error) {
      if ((error as Error).name !== 'UnknownError') throw error;
      if (await this.#copy.rebuild()) await this.#link.reach(this.#device);
      else {
        // What was recorded is shown and can be saved as a file, even where nothing more can be stored.
        await this.#contents.replace({ rows: await this.#copy.read(), aside: [] });
        throw error;
      }
    }
  }

  async #readAll(): Promise<void> {
    const store = await this.#link.reach(this.#device);
    await this.#contents.replace(await store.loadAll());
  }

  /** Reads what another tab has stored. */
  async #readDevice(device: string): Promise<void> {
    if (device === EVERYTHING) {
      // The profile may have another name since: only a new opening tells.
      await this.#link.reopen(this.#device);
      return;
    }
    const store = await this.#link.reach(this.#device);
    await this.#contents.takeIn(await store.loadAfter(device, this.#contents.knownUpTo(device)));
  }

  /** What looking for a loss works with. `inTurn` lets work that starts outside of the queue take its turn. */
  #keeping(inTurn: <Result>(work: () => Promise<Result>) => Promise<Result> = (work) => work()) {
    return {
      contents: this.#contents,
      copy: this.#copy,
      readAgain: () => inTurn(() => this.#readAll()),
      rename: async () => {
        const store = await this.#link.reach(this.#device);
        await store.rename(makeId(this.#surroundings));
        await this.#link.reopen(this.#device);
      },
    };
  }

  #noteLoss(loss: Loss | undefined): void {
    if (!loss) return;
    this.#loss = loss;
    this.append('lossNoticed', '', loss).catch(() => {}); // It is announced all the same.
  }

  async #eraseNow(): Promise<void> {
    const store = await this.#link.reach(this.#device);
    await this.#copy.eraseAround(() => store.erase(makeId(this.#surroundings)));
    this.#contents.clear();
    this.#loss = undefined;
    await this.#link.reopen(this.#device);
  }

  readonly #notify = (): void => {
    for (const listener of [...this.#listeners]) listener();
  };
}
