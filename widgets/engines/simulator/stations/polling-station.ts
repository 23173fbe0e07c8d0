import type { StreamProcessorSettings } from '../components/stream-processor.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import { snapAfter } from '../snap.ts';
import type { BuildContext } from '../station.ts';
import type { Reader } from '../streaming/reader.ts';
import { Holds } from './holds.ts';
import { LogReaderStation } from './log-reader-station.ts';

const workEnd = defineEvent('recordsEnd', RANK.completion, (model, station, reader) =>
  (model.stations[station] as PollingStation).endWork(model, reader),
);

const NO_EVENT = -1;

/**
 * Readers with a poll loop: take up to `maxPollRecords` of what the own partitions hold, process them one after another where the service law gives
 * the time of one, or as one call where it knows the batch, then poll again. Each record has its effect when it is done.
 */
export abstract class PollingStation extends LogReaderStation {
  protected readonly readers: Reader[] = [];
  /** By partition: the reader that has it, −1 for none. */
  protected owner = new Int32Array(0);
  readonly #maxPollRecords: number;
  #holds: Holds | undefined;

  constructor(settings: StreamProcessorSettings, context: BuildContext) {
    super(settings, context);
    this.#maxPollRecords = settings.maxPollRecords;
  }

  protected override startReading(model: Model): void {
    this.owner = new Int32Array(this.partitions.length).fill(-1);
    this.#holds = Holds.behind(this.router, model);
  }

  /** True when the reader may take records now. */
  protected abstract mayPoll(reader: number): boolean;
  /** False for a reader whose partitions have been given to others while it works. */
  protected abstract isOwner(reader: number): boolean;
  /** A poll has been taken; it will last so many seconds. */
  protected abstract polled(model: Model, reader: number, seconds: number): void;
  /** The present record, or the one call of the poll, is done; `isLast` at the end of the poll. Here the reader may be told to stop. */
  protected abstract worked(model: Model, reader: number, isLast: boolean): void;

  protected override appended(model: Model, partition: number): void {
    const reader = this.owner[partition]!;
    if (reader >= 0 && !this.readers[reader]!.isBusy) this.poll(model, reader);
  }

  protected poll(model: Model, index: number): void {
    const reader = this.readers[index]!;
    if (reader.isBusy || !this.mayPoll(index)) return;
    const { owned } = reader;
    let left = this.#maxPollRecords;
    let seconds = 0;
    let firstDraw = 0;
    let firstSeconds = 0;
    for (let i = 0; i < owned.length && left > 0; i++) {
      const partition = owned[reader.cursor]!;
      reader.cursor = reader.cursor + 1 === owned.length ? 0 : reader.cursor + 1;
      const records = this.partitions[partition]!;
      const count = Math.min(left, records.available);
      if (count === 0) continue;
      const isFirst = left === this.#maxPollRecords;
      if (isFirst) reader.open();
      reader.addStretch(partition, records.position, records.position + count);
      for (let k = 0; k < count; k++) {
        const draw = this.take(model, partition);
        if (isFirst && k === 0) firstDraw = draw;
        seconds += draw;
      }
      left -= count;
    }
    const size = this.#maxPollRecords - left;
    if (size === 0) return;
    this.statistics.batchStarted(model.now, size);
    if (this.law.isBatchLaw) {
      seconds = this.law.seconds(size, firstDraw);
      firstSeconds = seconds;
    } else firstSeconds = firstDraw;
    reader.workSlot = model.schedule(workEnd, this.#endOf(model, firstSeconds), this.index, index);
    this.polled(model, index, seconds);
  }

  #endOf(model: Model, seconds: number): number {
    return this.law.isRandom ? model.now + seconds : snapAfter(model.now, seconds);
  }

  endWork(model: Model, index: number): void {
    const reader = this.readers[index]!;
    reader.workSlot = NO_EVENT;
    const hold = this.#holds?.open(this.index, reader.pollNumber, index);
    const isLast = this.#finishWork(model, index, reader);
    if (hold !== undefined && this.#holds!.close(hold)) return;
    this.#goOn(model, index, isLast);
  }

  /** What the reader has given on stood at the door of the next station, and all of it is in. */
  letIn(model: Model, hold: number): void {
    const holds = this.#holds!;
    const index = holds.replicas[hold]!;
    const reader = this.readers[index]!;
    const isSamePoll = reader.isBusy && reader.workSlot === NO_EVENT && reader.pollNumber === holds.lines[hold];
    if (!holds.letIn(hold) || !isSamePoll) return;
    this.#goOn(model, index, reader.stretch === reader.stretches);
  }

  /** The effects of the present record or call; true at the end of the poll. */
  #finishWork(model: Model, index: number, reader: Reader): boolean {
    const isOwner = this.isOwner(index);
    for (;;) {
      const { partition, stretch, offset } = reader;
      const isLast = !reader.next();
      this.finish(model, partition[stretch]!, offset, isOwner);
      if (isLast || !this.law.isBatchLaw) return isLast;
    }
  }

  #goOn(model: Model, index: number, isLast: boolean): void {
    const reader = this.readers[index]!;
    if (isLast) {
      reader.isBusy = false;
      this.statistics.serverFreed(model.now);
    }
    this.worked(model, index, isLast);
    if (isLast) this.poll(model, index);
    else if (reader.isBusy) {
      const records = this.partitions[reader.partition[reader.stretch]!]!;
      const draw = records.draw[reader.offset & records.mask]!;
      reader.workSlot = model.schedule(workEnd, this.#endOf(model, draw), this.index, index);
    }
  }

  /** The reader stops in the middle of its poll, whose records are not finished. */
  protected breakOff(model: Model, index: number): void {
    const reader = this.readers[index]!;
    if (!reader.isBusy) return;
    reader.isBusy = false;
    this.statistics.serverFreed(model.now);
    if (reader.workSlot !== NO_EVENT) model.cancel(reader.workSlot);
    reader.workSlot = NO_EVENT;
  }
}
