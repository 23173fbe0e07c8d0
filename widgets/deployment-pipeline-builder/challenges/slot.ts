import type { Lock } from '../commands/lock.ts';
import type { Draft } from '../draft.ts';

/** A pipeline that is kept beside the learner's own. */
export interface Slot {
  /** Unique within the builder. */
  readonly name: string;
  readonly start: Draft;
  readonly lock: Lock;
  /** True while nothing at all may be changed. */
  readonly isClosed: boolean;
}

/** The lock of a pipeline that nobody may touch yet. */
export const closedLock: Lock = { kind: 'allBut', parts: [] };
