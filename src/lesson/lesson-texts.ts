import type { LessonTexts } from '../../widgets/progress/report/lesson-texts.ts';
import { describeRightAnswer } from '../../widgets/quiz/describe-result.ts';
import { isJudged } from '../course/judged-challenge.ts';
import type { Lesson } from '../course/lesson-schema.ts';

/** The texts of a lesson for the report of what was done in it: plain data. */
export function lessonTexts(lesson: Lesson): LessonTexts {
  return {
    id: lesson.id,
    title: lesson.title,
    questions: lesson.quiz.map((item) => ({
      id: item.id,
      hash: item.hash,
      text: item.question,
      options: Object.fromEntries(item.options.map(({ id, text }) => [id, text])),
      unit: item.kind === 'numeric' ? (item.answer.unit ?? '') : '',
      rightAnswer: describeRightAnswer(item),
    })),
    prompts: lesson.reflection,
    challenges: lesson.challenges.filter(isJudged).map(({ id, title }) => ({ id, title })),
    tasks: [
      ...lesson.tasks.map(({ id, text }) => ({ id, text, list: 'tasks' })),
      ...lesson.deliverables.map(({ id, text }) => ({ id, text, list: 'deliverables' })),
    ],
  };
}
