import { experimentRun } from './experiment-run.ts';
import { flashcardReviewed } from './flashcard-reviewed.ts';
import { lessonCompleted } from './lesson-completed.ts';
import { lessonOpened } from './lesson-opened.ts';
import { modelMeasured } from './model-measured.ts';
import { pipelineEdited } from './pipeline-edited.ts';
import { predictionMade } from './prediction-made.ts';
import { quizItemAnswered } from './quiz-item-answered.ts';
import { reflectionWritten } from './reflection-written.ts';
import { taskTicked } from './task-ticked.ts';

/** Every type of event this version knows. A new type is a file beside this one and a line here. */
export const eventKinds = {
  experimentRun,
  flashcardReviewed,
  lessonCompleted,
  lessonOpened,
  modelMeasured,
  pipelineEdited,
  predictionMade,
  quizItemAnswered,
  reflectionWritten,
  taskTicked,
};
