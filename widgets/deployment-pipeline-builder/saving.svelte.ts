import type { Draft } from './draft.ts';
import type { HandPositions } from './hand-positions.ts';
import { type KeptPlace, notSaved, PipelineKeeper } from './keep-pipeline.ts';

/** Writes what is built into the learner's record, and says how that goes. */
export class Saving {
  #place: KeptPlace | undefined;
  #keeper: PipelineKeeper | undefined;
  /** Whether the latest edit is saved, in words. */
  sentence = $state('');
  hasUnsaved = $state(false);

  /** From now on edits belong to this place; what still waits for the one before is written first. */
  begin(place: KeptPlace): void {
    this.flush();
    this.#place = place;
    this.#keeper = new PipelineKeeper(place, (sentence, isUnsaved) => this.#tell(sentence, isUnsaved));
  }

  keep(draft: Draft, positions: HandPositions): void {
    this.#keeper?.keep(draft, positions);
  }

  /** Writes now what still waits. */
  flush(): void {
    this.#keeper?.flush();
  }

  /** Tries again to store what could not be stored. */
  async again(): Promise<void> {
    if (await this.#place?.record.retry()) this.#tell('Saved in this browser.', false);
  }

  tellNotSaved(error: unknown): void {
    this.#tell(notSaved(error), true);
  }

  #tell(sentence: string, isUnsaved: boolean): void {
    this.sentence = sentence;
    this.hasUnsaved = isUnsaved;
  }
}
