import { deleteDB } from 'idb';
import { startTrustedWorker } from '../../kit/trusted-worker.ts';
import { WorkerCaller } from '../../kit/worker-call.ts';
import type { AuditReport } from './audit.ts';
import { canonicalJson } from './canonical-json.ts';
import type { RecordEvent, UnsavedEvent } from './event.ts';
import type { ImportAnswer } from './import/import-answer.ts';
import { greaterMark, type Mark, markWith, missingCount, readMark, writeMark } from './mark.ts';
import { hasMirror } from './mirror-file.ts';
import type { ImportOptions, SecondCopy } from './second-copy.ts';
import { UnsavedCopies } from './unsaved-copies.ts';
import { upkeep } from './upkeep.ts';
import workerUrl from './worker.ts?worker&url';

/** A key of a storage that may be refused, full or missing: then it holds nothing, and the second copy alone notices a loss. */
function keyIn(storage: () => Storage, key: string) {
  const attempt = <Result>(work: (storage: Storage) => Result): Result | undefined => {
    try {
      return work(storage());
    } catch {
      return undefined;
    }
  };
  return {
    read: () => attempt((found) => found.getItem(key)) ?? null,
    write: (text: string) => void attempt((found) => found.setItem(key, text)),
    remove: () => void attempt((found) => found.removeItem(key)),
  };
}

/** The database has the answer already, so a file system that hangs, or a worker that is busy with a large import, must not say "Saving" for ever. */
const LONGEST_WAIT_MS = 5000;

/** The mark in localStorage, the copy in the origin-private file system, written by a worker that starts when it is first needed. */
export class BrowserSecondCopy implements SecondCopy {
  readonly #name: string;
  readonly #markKey: ReturnType<typeof keyIn>;
  readonly #auditKey: ReturnType<typeof keyIn>;
  readonly #unsaved: UnsavedCopies;
  readonly #worker = new WorkerCaller(() => startTrustedWorker(workerUrl));
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;

  constructor(databaseName: string) {
    this.#name = databaseName;
    this.#unsaved = new UnsavedCopies(databaseName);
    this.#markKey = keyIn(() => localStorage, `${databaseName}:mark`);
    this.#auditKey = keyIn(() => sessionStorage, `${databaseName}:compared`);
  }

  hold(event: UnsavedEvent): void {
    this.#unsaved.keep(event);
  }

  release(id: string): void {
    this.#unsaved.drop(id);
  }

  held(): readonly UnsavedEvent[] {
    return this.#unsaved.read();
  }

  missing(found: Mark): number {
    return missingCount(this.#mark(), found);
  }

  accept(found: Mark, isFinal: boolean): void {
    this.#markKey.write(writeMark(isFinal ? found : greaterMark(this.#mark(), found)));
  }

  async stored(event: RecordEvent): Promise<void> {
    // Read anew each time: another tab may have raised it.
    this.#markKey.write(writeMark(markWith(this.#mark(), [event])));
    this.#waiting.push(canonicalJson(event));
    this.#writing ??= this.#writeWaiting();
    await Promise.race([this.#writing, new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
  }

  exists(): Promise<boolean> {
    return hasMirror(this.#name);
  }

  isAuditDue(): boolean {
    return this.#auditKey.read() === null;
  }

  async audit(): Promise<AuditReport | undefined> {
    await this.settled();
    try {
      const report = await this.#worker.call<AuditReport>('audit', this.#name);
      this.#auditKey.write('yes');
      return report;
    } catch {
      return undefined; // A browser without this file system, or a private window: there is only the database and what the learner exports.
    }
  }

  async rebuild(): Promise<boolean> {
    const promised = Array.from(this.#mark().values()).reduce((sum, { count }) => sum + count, 0);
    const copied = (await this.read()).length;
    if (copied === 0 || copied < promised) return false;
    const deleting = upkeep(this.#name, () => deleteDB(this.#name)).then(
      () => true,
      () => false, // The browser cannot even delete it.
    );
    const limit = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 3000)); // Another tab holds on to it.
    return Promise.race([deleting, limit]);
  }

  read(): Promise<RecordEvent[]> {
    return this.#worker.call<RecordEvent[]>('read', this.#name).catch(() => []);
  }

  importFile(file: Blob, { isSalvage = false, onProgress, signal }: ImportOptions): Promise<ImportAnswer> {
    const input = { databaseName: this.#name, file, isSalvage };
    return this.#worker.call<ImportAnswer, number>('import', input, {
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
  }

  async eraseAround(eraseDatabase: () => Promise<void>): Promise<void> {
    await this.settled();
    await upkeep(this.#name, async () => {
      const eraseBeside = async () => {
        this.#markKey.remove();
        this.#auditKey.remove();
        this.#unsaved.erase();
        await this.#worker.call('eraseMirror', this.#name).catch(() => {}); // Where there is no such file system there is no copy.
      };
      await eraseBeside();
      await eraseDatabase();
      await eraseBeside();
    });
  }

  async settled(): Promise<void> {
    await this.#writing;
  }

  close(): void {
    void this.settled().then(() => this.#worker.end());
  }

  #mark(): Mark {
    return readMark(this.#markKey.read());
  }

  /** Writes what waits, and what comes to wait meanwhile. What fails is left to the next comparison of the copies. */
  async #writeWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#waiting.splice(0);
      await this.#worker.call('mirror', { databaseName: this.#name, lines }).catch(() => {});
    }
    this.#writing = undefined;
  }
}
