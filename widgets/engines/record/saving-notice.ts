import type { UnsavedEvent } from './event.ts';
import type { LearnerRecord } from './learner-record.ts';

/** What a page shows while something is in memory only. */
export interface SavingNotice {
  /** True when something the learner did is not saved; false when nothing was done yet and nothing will be saved. */
  readonly isUrgent: boolean;
  /** Full sentences. */
  readonly text: string;
  readonly fileName: string;
  /** Address of a file with the whole record, for a link with `download`. */
  readonly fileHref: string;
}

/** The notice about the events that concern one part of the page; undefined while all of them are saved, or are being saved for the first time. */
export function savingNotice(
  record: LearnerRecord,
  concerns: (event: UnsavedEvent) => boolean,
): SavingNotice | undefined {
  if (record.problem === undefined) return undefined;
  const count = record.unsaved.filter(concerns).length;
  if (count === 0 && record.status !== 'unavailable') return undefined;
  const what =
    count === 0
      ? 'What you do here will not be saved.'
      : count === 1
        ? 'One change is not saved.'
        : `${count} changes are not saved.`;
  return {
    isUrgent: count > 0,
    text: `${what} ${record.problem}`,
    fileName: 'slipway-record.ndjson',
    fileHref: count === 0 ? '' : `data:application/x-ndjson;charset=utf-8,${encodeURIComponent(record.exportText())}`,
  };
}
