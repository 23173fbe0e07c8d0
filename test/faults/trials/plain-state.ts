import type { LearnerState } from '../../../widgets/engines/record/learner-state.ts';

/** A state as JSON can hold it: every map as its entries. */
export function plainState(state: LearnerState): unknown {
  return JSON.parse(JSON.stringify(state, (_key, part: unknown) => (part instanceof Map ? [...part] : part)));
}
