import type { RecordView } from '../engines/record/index.ts';

/** Where the text of one prompt stands. */
export interface TextStanding {
  /** True while the learner's last words are in the field only. */
  readonly isTyping: boolean;
  /** When the record took the text, ISO 8601; undefined where it has none. */
  readonly recordedAt: string | undefined;
  /** True when the record holds the text in memory only. */
  readonly isHeld: boolean;
}

/** One line about whether the text is saved, and whether it is a failure that the learner can act on. */
export function savingWords(
  standing: TextStanding,
  view: RecordView | undefined,
): { readonly text: string; readonly isFailure: boolean } {
  if (standing.isHeld && view && view.record.status !== 'saving') {
    return { text: `Not saved: ${view.record.problem ?? 'the browser could not store it.'}`, isFailure: true };
  }
  if (standing.isTyping || standing.isHeld) return { text: 'Saving…', isFailure: false };
  if (standing.recordedAt === undefined) return { text: '', isFailure: false };
  return { text: `Saved at ${clockTime(standing.recordedAt)}.`, isFailure: false };
}

/** Hours and minutes where the reader is. */
function clockTime(time: string): string {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
