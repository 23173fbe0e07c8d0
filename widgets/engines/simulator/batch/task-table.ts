import { NO_REQUEST } from '../request-pool.ts';
import type { JobRun } from './job-run.ts';

const FIRST_SLOTS = 8;

/** What a slot of the table is. */
export const TASK = { free: 0, running: 1, waitingForRetry: 2 } as const;

/**
 * Chunks that a worker has taken, in columns: those under way and those that wait to be tried again. A backup copy is a slot of its own with the same
 * rows, and the two know each other. Times in seconds; work is that of the rows on a worker that is not slow.
 */
export class TaskTable {
  state = new Uint8Array(FIRST_SLOTS);
  /** First of its rows; the others are linked behind it. */
  head = new Int32Array(FIRST_SLOTS);
  size = new Int32Array(FIRST_SLOTS);
  /** The other of original and copy, or −1. */
  twin = new Int32Array(FIRST_SLOTS);
  isCopy = new Uint8Array(FIRST_SLOTS);
  /** Next free slot, or next that waits to be tried again. */
  next = new Int32Array(FIRST_SLOTS);
  /** The event that ends or interrupts it. */
  event = new Int32Array(FIRST_SLOTS);
  workSeconds = new Float64Array(FIRST_SLOTS);
  /** Of the work, what a checkpoint has made safe. */
  savedSeconds = new Float64Array(FIRST_SLOTS);
  /** Worker-seconds of earlier attempts whose work a checkpoint has kept. */
  lastingSeconds = new Float64Array(FIRST_SLOTS);
  /** When a worker first took it; when the present attempt started, or started again on another machine. */
  firstStartedAt = new Float64Array(FIRST_SLOTS);
  startedAt = new Float64Array(FIRST_SLOTS);
  /** Start-up or restart at the beginning of the present attempt, and which of the two. */
  overheadSeconds = new Float64Array(FIRST_SLOTS);
  isRestart = new Uint8Array(FIRST_SLOTS);
  /** Times as long as on a worker that is not slow. */
  slowness = new Float64Array(FIRST_SLOTS);
  willFail = new Uint8Array(FIRST_SLOTS);
  readonly runs: (JobRun | undefined)[] = [];
  /** Slots ever used. */
  used = 0;
  #free = -1;

  take(run: JobRun, head: number, size: number, workSeconds: number): number {
    let slot = this.#free;
    if (slot >= 0) this.#free = this.next[slot]!;
    else {
      if (this.used === this.head.length) this.#grow();
      slot = this.used++;
    }
    this.runs[slot] = run;
    this.head[slot] = head;
    this.size[slot] = size;
    this.twin[slot] = -1;
    this.isCopy[slot] = 0;
    this.workSeconds[slot] = workSeconds;
    this.savedSeconds[slot] = 0;
    this.lastingSeconds[slot] = 0;
    return slot;
  }

  release(slot: number): void {
    const twin = this.twin[slot]!;
    if (twin >= 0) this.twin[twin] = -1;
    this.state[slot] = TASK.free;
    this.runs[slot] = undefined;
    this.head[slot] = NO_REQUEST;
    this.next[slot] = this.#free;
    this.#free = slot;
  }

  /** Of the running tasks without a copy, the one that has been under way longest; −1 when there is none. The lowest slot among equals. */
  longestWithoutCopy(): number {
    let found = -1;
    for (let slot = 0; slot < this.used; slot++) {
      if (this.state[slot] !== TASK.running || this.twin[slot]! >= 0 || this.isCopy[slot] === 1) continue;
      if (found < 0 || this.firstStartedAt[slot]! < this.firstStartedAt[found]!) found = slot;
    }
    return found;
  }

  #grow(): void {
    this.state = doubled(this.state, Uint8Array);
    this.head = doubled(this.head, Int32Array);
    this.size = doubled(this.size, Int32Array);
    this.twin = doubled(this.twin, Int32Array);
    this.isCopy = doubled(this.isCopy, Uint8Array);
    this.next = doubled(this.next, Int32Array);
    this.event = doubled(this.event, Int32Array);
    this.workSeconds = doubled(this.workSeconds, Float64Array);
    this.savedSeconds = doubled(this.savedSeconds, Float64Array);
    this.lastingSeconds = doubled(this.lastingSeconds, Float64Array);
    this.firstStartedAt = doubled(this.firstStartedAt, Float64Array);
    this.startedAt = doubled(this.startedAt, Float64Array);
    this.overheadSeconds = doubled(this.overheadSeconds, Float64Array);
    this.isRestart = doubled(this.isRestart, Uint8Array);
    this.slowness = doubled(this.slowness, Float64Array);
    this.willFail = doubled(this.willFail, Uint8Array);
  }
}

function doubled<Column extends { readonly length: number; set(from: Column): void }>(
  before: Column,
  type: new (length: number) => Column,
): Column {
  const column = new type(before.length * 2);
  column.set(before);
  return column;
}
