import type { LearnerRecord } from '../engines/record/learner-record.ts';
import { type Pipeline, recordKey } from '../engines/record/learner-state.ts';
import { asDraft, type Draft } from './draft.ts';
import { type HandPositions, nothingMoved } from './hand-positions.ts';

/** Where a widget's pipeline stands in the learner's record. */
export interface KeptPlace {
  readonly record: LearnerRecord;
  readonly course: string;
  readonly lesson: string;
  /** Address of the widget's data file, or the widget's type where it has none; with the name of the challenge behind a “#” where it is a challenge's. */
  readonly widget: string;
}

/** The sentence for something that the record could not store. */
export function notSaved(error: unknown): string {
  return `Not saved: ${error instanceof Error ? error.message : String(error)} What you built stays here until you leave the page.`;
}

/** What is kept for this place; of a record from before lessons had pipelines of their own, what was kept for the widget. */
function keptOf({ record, course, lesson, widget }: KeptPlace): Pipeline | undefined {
  const { pipelines } = record.state();
  return pipelines.get(recordKey(course, lesson, widget)) ?? pipelines.get(recordKey(course, widget));
}

/** The pipeline as it was last edited here, or undefined when there is none or it can no longer be edited. */
export function keptPipeline(place: KeptPlace): Draft | undefined {
  return asDraft(keptOf(place)?.scenario);
}

/** Where its components were put by hand. */
export function keptLayout(place: KeptPlace): HandPositions {
  return new Map(Object.entries(keptOf(place)?.layout ?? {}));
}

/** Milliseconds of quiet after an edit before it is written: a burst of edits is one event in the log. */
const quietMs = 600;

/** Writes edits to the record, the last of each burst. */
export class PipelineKeeper {
  readonly #place: KeptPlace;
  readonly #onStatus: (sentence: string, isUnsaved: boolean) => void;
  #waiting: Draft | undefined;
  #positions = nothingMoved;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onStatus` is told in words whether the latest edit is saved, and whether saving it has failed. */
  constructor(place: KeptPlace, onStatus: (sentence: string, isUnsaved: boolean) => void) {
    this.#place = place;
    this.#onStatus = onStatus;
  }

  keep(draft: Draft, positions: HandPositions): void {
    this.#waiting = draft;
    this.#positions = positions;
    this.#onStatus('Saving…', false);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), quietMs);
  }

  /** Writes now what still waits, for example when the page is left. */
  flush(): void {
    clearTimeout(this.#timer);
    const draft = this.#waiting;
    if (!draft) return;
    this.#waiting = undefined;
    const { record, course, lesson, widget } = this.#place;
    const layout = this.#positions.size > 0 ? { layout: Object.fromEntries(this.#positions) } : {};
    record.append('pipelineEdited', course, { lesson, widget, scenario: draft, ...layout }).then(
      () => !this.#waiting && this.#onStatus('Saved in this browser.', false),
      (error: unknown) => this.#onStatus(notSaved(error), true),
    );
  }
}
