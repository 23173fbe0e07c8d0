export type { EventBodies, EventType } from './event-body.ts';
export type { ImportAnswer, ImportRefusal, ImportReport } from './import/import-answer.ts';
export { type LearnerRecord, NotSavedError, type SavingStatus } from './learner-record.ts';
export { type CardReview, emptyState, type LearnerState, type QuizAnswer, recordKey } from './learner-state.ts';
export { describeCount, describeLoss } from './loss.ts';
export { openRecord } from './open-record.ts';
export type { SavingNotice } from './saving-notice.ts';
export { type RecordView, watchRecord } from './watch-record.ts';
