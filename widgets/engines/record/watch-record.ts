import type { UnsavedEvent } from './event.ts';
import type { LearnerRecord } from './learner-record.ts';
import type { LearnerState } from './learner-state.ts';
import { type LessonPlace, openRecord, openRecordIn } from './open-record.ts';
import { RecordNotice } from './record-notice.ts';
import { type SavingNotice, savingNotice } from './saving-notice.ts';

/** The record at one moment, as a part of a page shows it. */
export interface RecordView {
  readonly record: LearnerRecord;
  readonly state: LearnerState;
  /** The events of this part of the page that are in memory only. */
  readonly unsaved: readonly UnsavedEvent[];
  readonly notice: SavingNotice | undefined;
}

/** The parts of this page that watch, in the order in which they began: the first one speaks for the whole record, so that nothing is said twice. */
const watchers = new Set<object>();
const recordNotice = new RecordNotice();

/**
 * Opens the record for an instrument of a lesson (null on a page of no lesson) and calls the listener with a view of it: at once when it is open, and after each change. `concerns` chooses the events that this
 * part of the page is responsible for. Returns what ends it.
 */
export function watchRecord(
  place: LessonPlace | null,
  concerns: (event: UnsavedEvent) => boolean,
  listener: (view: RecordView) => void,
): () => void {
  let isOver = false;
  let end = () => {};
  const self = {};
  watchers.add(self);
  const isFirst = () => watchers.values().next().value === self;
  void (place ? openRecordIn(place) : openRecord()).then((record) => {
    if (isOver) return;
    const show = () =>
      listener({
        record,
        state: record.state(),
        unsaved: record.unsaved.filter(concerns),
        notice: savingNotice(record, concerns) ?? (isFirst() ? recordNotice.of(record) : undefined),
      });
    end = record.subscribe(show);
    show();
  });
  return () => {
    isOver = true;
    watchers.delete(self);
    end();
  };
}
