import { contentHash } from '../engines/record/content-hash.ts';
import { withDistinctIds } from '../engines/record/distinct-ids.ts';

/** A question to write about. */
export interface Prompt {
  /** Stable name within the lesson, derived from the text. The learner's text in the record refers to it. */
  readonly id: string;
  readonly text: string;
}

/** A lesson's prompts, in order, with ids that differ. */
export function makePrompts(texts: readonly string[]): Prompt[] {
  return withDistinctIds(texts.map((text) => ({ id: contentHash('prompt', text), text: text.trim() })));
}
