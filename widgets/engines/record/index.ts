export type { EventBodies, EventType } from './event-body.ts';
export { type LearnerRecord, NotSavedError, type SavingStatus } from './learner-record.ts';
export { type CardReview, emptyState, type LearnerState, type QuizAnswer, recordKey } from './learner-state.ts';
export { openRecord } from './open-record.ts';
export type { SavingNotice } from './saving-notice.ts';
export { type RecordView, watchRecord } from './watch-record.ts';
