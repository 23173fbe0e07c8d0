import { contentHash } from '../engines/record/content-hash.ts';
import { withDistinctIds } from '../engines/record/distinct-ids.ts';

/** One line of a checklist. */
export interface Task {
  /** Stable name within the list, derived from the text. Ticks in the learner's record refer to it. */
  readonly id: string;
  readonly text: string;
}

/** Which of a lesson's two lists it is: what to do, or what to hand in. */
export type ChecklistKind = 'tasks' | 'deliverables';

/** A list's tasks, in order, with ids that differ. */
export function makeTasks(texts: readonly string[]): Task[] {
  return withDistinctIds(texts.map((text) => ({ id: contentHash('task', text), text: text.trim() })));
}
