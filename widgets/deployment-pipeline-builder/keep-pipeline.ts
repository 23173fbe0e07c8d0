import type { LearnerRecord } from '../engines/record/learner-record.ts';
import { recordKey } from '../engines/record/learner-state.ts';
import { asDraft, type Draft } from './draft.ts';

/** Where a widget's pipeline stands in the learner's record. */
export interface KeptPlace {
  readonly record: LearnerRecord;
  readonly course: string;
  /** Address of the widget's data file, or the widget's type where it has none. */
  readonly widget: string;
}

/** The name under which a widget's pipeline is kept: the address of its data file within the site, or the widget's type. */
export function widgetKey(data: string | null, base: string): string {
  if (data === null) return 'deployment_pipeline_builder';
  return data.startsWith(base) ? `/${data.slice(base.length)}` : data;
}

/** The sentence for something that the record could not store. */
export function notSaved(error: unknown): string {
  return `Not saved: ${error instanceof Error ? error.message : String(error)} What you built stays here until you leave the page.`;
}

/** The pipeline as it was last edited here, or undefined when there is none or it can no longer be edited. */
export function keptPipeline({ record, course, widget }: KeptPlace): Draft | undefined {
  return asDraft(record.state().pipelines.get(recordKey(course, widget))?.scenario);
}

/** Milliseconds of quiet after an edit before it is written: a burst of edits is one event in the log. */
const quietMs = 600;

/** Writes edits to the record, the last of each burst. */
export class PipelineKeeper {
  readonly #place: KeptPlace;
  readonly #onStatus: (sentence: string, isUnsaved: boolean) => void;
  #waiting: Draft | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onStatus` is told in words whether the latest edit is saved, and whether saving it has failed. */
  constructor(place: KeptPlace, onStatus: (sentence: string, isUnsaved: boolean) => void) {
    this.#place = place;
    this.#onStatus = onStatus;
  }

  keep(draft: Draft): void {
    this.#waiting = draft;
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
    const { record, course, widget } = this.#place;
    record.append('pipelineEdited', course, { widget, scenario: draft }).then(
      () => !this.#waiting && this.#onStatus('Saved in this browser.', false),
      (error: unknown) => this.#onStatus(notSaved(error), true),
    );
  }
}
