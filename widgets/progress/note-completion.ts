import type { LearnerRecord } from '../engines/record/index.ts';
import type { LessonProgress } from './lesson-progress.ts';

/** Enters into the record that a lesson is complete, when it has just become so. Where that cannot be stored it waits in memory with everything else. */
export function noteCompletion(
  record: LearnerRecord,
  course: string,
  lesson: string,
  { isNewlyComplete }: LessonProgress,
): void {
  if (isNewlyComplete) record.append('lessonCompleted', course, { lesson }).catch(() => {});
}
