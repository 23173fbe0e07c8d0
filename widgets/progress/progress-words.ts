import type { LessonProgress } from './lesson-progress.ts';

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** Where a learner stands with a lesson: "not opened yet", "opened", "complete". */
export function stageWords({ isOpened, isComplete }: LessonProgress): string {
  if (isComplete) return 'Complete';
  return isOpened ? 'Begun' : 'Not opened yet';
}

/** What was done in a lesson and what is left, as short sentences. */
export function progressSentences({ quiz, challenges, dueCardCount, isComplete }: LessonProgress): string[] {
  const sentences: string[] = [];
  if (quiz.total > 0) {
    const need = isComplete || quiz.right >= quiz.needed ? '' : `; ${quiz.needed} needed`;
    sentences.push(
      quiz.answered === 0
        ? `Quiz: ${counted(quiz.total, 'question')}, none answered yet${need}.`
        : `Quiz: ${quiz.right} of ${counted(quiz.total, 'question')} right${need}.`,
    );
  }
  if (challenges.total > 0) sentences.push(`Challenges: ${challenges.met} of ${challenges.total} met.`);
  if (dueCardCount > 0) sentences.push(`${counted(dueCardCount, 'flashcard')} to review now.`);
  return sentences;
}

/** The whole course in one sentence. */
export function courseSentence(lessons: readonly LessonProgress[]): string {
  const complete = lessons.filter(({ isComplete }) => isComplete).length;
  const due = lessons.reduce((sum, { dueCardCount }) => sum + dueCardCount, 0);
  const cards =
    due === 0 ? 'No flashcard is due now.' : `${counted(due, 'flashcard')} ${due === 1 ? 'is' : 'are'} due now.`;
  return `${complete} of ${counted(lessons.length, 'lesson')} complete. ${cards}`;
}
