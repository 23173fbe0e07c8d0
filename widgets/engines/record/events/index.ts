import { cardMade } from './card-made.ts';
import { cardSuspended } from './card-suspended.ts';
import { comparisonEdited } from './comparison-edited.ts';
import { eraseRequested } from './erase-requested.ts';
import { challengeAttempted } from './challenge-attempted.ts';
import { experimentRun } from './experiment-run.ts';
import { flashcardReviewUndone } from './flashcard-review-undone.ts';
import { flashcardReviewed } from './flashcard-reviewed.ts';
import { lessonCompleted } from './lesson-completed.ts';
import { lessonOpened } from './lesson-opened.ts';
import { lossNoticed } from './loss-noticed.ts';
import { modelMeasured } from './model-measured.ts';
import { pipelineEdited } from './pipeline-edited.ts';
import { predictionMade } from './prediction-made.ts';
import { quizItemAnswered } from './quiz-item-answered.ts';
import { recordExported } from './record-exported.ts';
import { recordImported } from './record-imported.ts';
import { reflectionWritten } from './reflection-written.ts';
import { retentionChosen } from './retention-chosen.ts';
import { taskTicked } from './task-ticked.ts';

/** Every type of event this version knows. A new type is a file beside this one and a line here. */
export const eventKinds = {
  cardMade,
  cardSuspended,
  comparisonEdited,
  eraseRequested,
  challengeAttempted,
  experimentRun,
  flashcardReviewUndone,
  flashcardReviewed,
  lessonCompleted,
  lessonOpened,
  lossNoticed,
  modelMeasured,
  pipelineEdited,
  predictionMade,
  quizItemAnswered,
  recordExported,
  recordImported,
  reflectionWritten,
  retentionChosen,
  taskTicked,
};
