import type { LiveFrame } from '../../engines/simulator/live/live-frame.ts';
import type { LiveEntry } from '../../engines/simulator/live/live-log.ts';
import type { LiveLook } from '../../engines/simulator/live/live-protocol.ts';

/** Real milliseconds between two states of the table and the log: a person reads them, and they cost more than a picture. */
const READ_EVERY_MS = 500;

/** What is seen and read of the run that is watched: the latest moment, or an earlier one that is looked back at. */
export class ShownRun {
  /** What the picture shows. Read by the picture at its own pace. */
  frame: LiveFrame | undefined;
  /** The same for what is read: the table, the numbers, the outline. */
  readFrame: LiveFrame | undefined = $state.raw();
  entries: readonly LiveEntry[] = $state.raw([]);
  leftOut = $state(0);
  #latest: LiveFrame | undefined;
  #entries: LiveEntry[] = [];
  #readAt = 0;

  /** A run begins: nothing of the one before is shown any more. */
  begin(): void {
    this.#entries = [];
    this.#readAt = 0;
  }

  clear(): void {
    this.frame = undefined;
    this.readFrame = undefined;
  }

  /** Takes what the worker says. While an earlier moment is looked at (`isBack`) it is only kept; `isRead` is a look that is to be read at once. */
  take({ frame, log, leftOut }: LiveLook, { isBack, isRead }: { isBack: boolean; isRead: boolean }): void {
    this.#latest = frame;
    if (isBack) return;
    this.frame = frame;
    for (const [index, entry] of log) this.#entries[index] = entry;
    const now = performance.now();
    if (!isRead && now - this.#readAt < READ_EVERY_MS) return;
    this.#readAt = now;
    this.readFrame = frame;
    this.leftOut = leftOut;
    if (this.entries.length !== this.#entries.length || log.length > 0) this.entries = [...this.#entries];
  }

  showNow(): void {
    if (this.#latest) this.show(this.#latest);
  }

  show(frame: LiveFrame): void {
    this.frame = frame;
    this.readFrame = frame;
  }
}
